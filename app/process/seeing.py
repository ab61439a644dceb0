"""What the settings and OpenTelemetry's variables ask to see: nothing, as a rule."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from telemetry import logs, spans
from telemetry.sending import goes_to_langsmith

_watched = threading.Event()
"""Set while this process is watched."""


@contextmanager
def seen(environment: Mapping[str, str], tell: Callable[[str], None]) -> Iterator[None]:
    """Log and trace what is done within, as far as `environment` asks for it.

    Raises `BadSetting` for a log that cannot be written. Spans that cannot be made, or do not arrive, are a
    sentence to `tell` and cost nothing else. Within itself it does nothing: what a command does in its own
    process is watched already.
    """
    if _watched.is_set() or not (
        logs.wanted(environment) or spans.wanted(environment) or goes_to_langsmith(environment)
    ):
        yield
        return
    from app.process.watchers import watched  # noqa: PLC0415 -- off by default

    _watched.set()
    try:
        with watched(environment, tell):
            yield
    finally:
        _watched.clear()
