"""Redis' client without OpenTelemetry's SDK, which it imports to count with wherever that is installed.

Nobody asks it to count, and the import takes a fifth of a short command's start. It goes on without, as where
the SDK is not installed; everybody else finds the SDK as always.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

_SDK = "opentelemetry.sdk.metrics"
_COUNTS = "redis.observability.providers"


class Uncounted(MetaPathFinder):
    """Finds nothing, and refuses the SDK's metrics to that one module while it is imported."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> None:
        """None; raises `ModuleNotFoundError` where redis asks."""
        del path, target
        if name == _SDK and _is_being_imported(_COUNTS):
            raise ModuleNotFoundError(f"No module named {name!r} for redis", name=name)


def _is_being_imported(name: str) -> bool:
    module = sys.modules.get(name)
    return bool(getattr(getattr(module, "__spec__", None), "_initializing", False))


def without_counting() -> None:
    """Import redis without it from now on."""
    if not any(isinstance(finder, Uncounted) for finder in sys.meta_path):
        sys.meta_path.insert(0, Uncounted())
