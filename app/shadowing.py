"""Whether our top-level packages are ours: `agents` is also the import name of another distribution."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from domain.errors import InterviewError

PACKAGES = ("agents", "app", "domain", "graphs", "knowledge", "memory", "models", "prompts", "telemetry")
HERE = Path(__file__).resolve().parent.parent


class ShadowedPackage(InterviewError):
    exit_code = 3

    def __init__(self, package: str, found: str) -> None:
        super().__init__(
            f"The package {package!r} is taken from {found}, which belongs to something else. "
            f"Install mock-interviewer in an environment of its own: `make setup` makes one in .venv."
        )


def check_packages(home: Path = HERE) -> None:
    """Raise `ShadowedPackage` where one of our packages would be imported from outside `home`."""
    for package in PACKAGES:
        module = sys.modules.get(package)
        spec = module.__spec__ if module is not None else find_spec(package)
        origin = spec.origin if spec is not None else None
        if origin is None or not Path(origin).resolve().is_relative_to(home):
            raise ShadowedPackage(package, str(origin))
