"""The log, spans and LangSmith, switched on and ended."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path

from app.settings import Settings, from_environment
from domain.errors import BadSetting
from models.privacy import Masks
from telemetry import logs, spans
from telemetry.sending import Complaints, done_in_time, goes_to_langsmith

_SECRET = ("_API_KEY", "_TOKEN", "_PASSWORD", "_SECRET")


@contextmanager
def watched(environment: Mapping[str, str], tell: Callable[[str], None]) -> Iterator[None]:
    """What `environment` asks for, while the work within is done; see `app.process.seeing.seen`."""
    with ExitStack() as stack:
        if logs.wanted(environment):
            settings = from_environment(environment)
            if settings.log is not None:
                stack.callback(_log(settings, settings.log, environment))
        if spans.wanted(environment):
            try:
                end = _start_spans(environment)
            except spans.CannotTrace as error:
                tell(f"Nothing is traced: {error}.")
            else:
                stack.callback(_end_spans, end, tell)
        if goes_to_langsmith(environment):
            stack.callback(_end_langsmith, Complaints("langsmith"), tell)
        yield


def _start_spans(environment: Mapping[str, str]) -> Callable[[], bool]:
    try:
        from telemetry import tracing  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise spans.CannotTrace(
            "opentelemetry-sdk is not installed: pip install 'mock-interviewer[tracing]'"
        ) from error
    return tracing.start(environment)


def _log(settings: Settings, path: Path, environment: Mapping[str, str]) -> Callable[[], None]:
    try:
        return logs.start(path, logs.LEVELS[settings.log_level], _masking(settings, environment))
    except OSError as error:
        raise BadSetting(
            f"INTERVIEW_LOG={str(path)!r} cannot be written ({error.strerror}). Name a file that can."
        ) from error


def _masking(settings: Settings, environment: Mapping[str, str]) -> Callable[[str], str]:
    masks = Masks(settings.mask_names)
    # A key of any provider, of whatever form; the forms that are common are masked besides.
    keys = [value for name, value in environment.items() if name.endswith(_SECRET) and len(value) >= 8]

    # What is logged repeats itself, and to look for phone numbers takes longer than all the rest.
    @lru_cache(maxsize=1024)
    def masked(text: str) -> str:
        for key in keys:
            text = text.replace(key, "[key]")
        return masks.mask(text)

    return masked


def _end_spans(end: Callable[[], bool], tell: Callable[[str], None]) -> None:
    if not end():
        tell(
            "Not all spans arrived; see that what OTEL_EXPORTER_OTLP_ENDPOINT names takes them, or unset it."
        )


def _end_langsmith(complaints: Complaints, tell: Callable[[str], None]) -> None:
    # Where nothing was traced there is no need for it, and to import it costs half a second.
    if tracer := sys.modules.get("langchain_core.tracers.langchain"):
        sent = done_in_time(tracer.wait_for_all_tracers)
        if complaints.heard or not sent:
            tell("Not everything reached LangSmith; see that it can be reached, or unset LANGSMITH_TRACING.")
