"""Switching on what the settings and OpenTelemetry's variables ask to see."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.errors import BadSetting

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings
    from telemetry.sending import Complaints

LOG_VARIABLES = ("INTERVIEW_LOG", "INTERVIEW_LOG_LEVEL")
_SECRET = ("_API_KEY", "_TOKEN", "_PASSWORD", "_SECRET")
_LANGSMITH = ("LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING", "LANGCHAIN_TRACING")


@contextmanager
def seen(environment: Mapping[str, str], tell: Callable[[str], None]) -> Iterator[None]:
    """Log and trace what is done within, as far as `environment` asks for it.

    Raises `BadSetting` for a log that cannot be written. Spans that cannot be made, or do not arrive, are a
    sentence to `tell` and cost nothing else.
    """
    with ExitStack() as stack:
        if any(environment.get(name, "").strip() for name in LOG_VARIABLES):
            from app.settings import from_environment  # noqa: PLC0415 -- off by default

            settings = from_environment(environment)
            if settings.log is not None:
                stack.callback(_log(settings, settings.log, environment))
        if any(name.startswith("OTEL_") for name in environment):
            from telemetry import spans  # noqa: PLC0415

            if spans.wanted(environment):
                try:
                    end = spans.start(environment)
                except spans.CannotTrace as error:
                    tell(f"Nothing is traced: {error}.")
                else:
                    stack.callback(_end_spans, end, tell)
        if goes_to_langsmith(environment):
            from telemetry.sending import Complaints  # noqa: PLC0415

            stack.callback(_end_langsmith, Complaints("langsmith"), tell)
        yield


def goes_to_langsmith(environment: Mapping[str, str]) -> bool:
    """Whether LangChain sends what it does to LangSmith; of its variables the first that is set counts."""
    return next(filter(None, (environment.get(name, "").strip() for name in _LANGSMITH)), "") == "true"


def _log(settings: Settings, path: Path, environment: Mapping[str, str]) -> Callable[[], None]:
    from telemetry import logs  # noqa: PLC0415

    try:
        return logs.start(path, logs.LEVELS[settings.log_level], _masking(settings, environment))
    except OSError as error:
        raise BadSetting(
            f"INTERVIEW_LOG={str(path)!r} cannot be written ({error.strerror}). Name a file that can."
        ) from error


def _masking(settings: Settings, environment: Mapping[str, str]) -> Callable[[str], str]:
    from models.privacy import Masks  # noqa: PLC0415

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
    from telemetry.sending import done_in_time  # noqa: PLC0415

    # Where nothing was traced there is no need for it, and to import it costs half a second.
    if tracer := sys.modules.get("langchain_core.tracers.langchain"):
        sent = done_in_time(tracer.wait_for_all_tracers)
        if complaints.heard or not sent:
            tell("Not everything reached LangSmith; see that it can be reached, or unset LANGSMITH_TRACING.")
