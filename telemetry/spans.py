"""Spans for OpenTelemetry: off, and nothing of it imported, unless its own variables ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

NAME = "mock-interviewer"
_SWITCHES = ("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")

_tracer: Tracer | None = None


class CannotTrace(Exception):
    """Spans were asked for and cannot be made; the message says why and what to do."""


def wanted(environment: Mapping[str, str]) -> bool:
    """Whether OpenTelemetry's variables ask for spans."""
    if environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return False
    if environment.get("OTEL_TRACES_EXPORTER", "").strip() == "none":
        return False
    return any(environment.get(name, "").strip() for name in _SWITCHES)


def make_with(tracer: Tracer) -> None:
    """Make spans with `tracer` from now on."""
    global _tracer
    _tracer = tracer


def stop() -> None:
    """Make no more spans."""
    global _tracer
    _tracer = None


def are_made() -> bool:
    """Whether spans are made at all."""
    return _tracer is not None


@contextmanager
def span(
    name: str,
    attributes: Mapping[str, Any],
    *,
    to_a_server: bool = False,
    from_a_client: Mapping[str, str] | None = None,
) -> Iterator[Span | None]:
    """A span around what is done within, None where none are made. Of an error it keeps the class alone.

    `from_a_client` are the headers of a request that is answered: where they say of which trace it is a part,
    the span is, too.
    """
    if _tracer is None:
        yield None
        return
    from opentelemetry import propagate, trace  # noqa: PLC0415 -- imported long since

    kind, context = trace.SpanKind.CLIENT if to_a_server else trace.SpanKind.INTERNAL, None
    if from_a_client is not None:
        kind, context = trace.SpanKind.SERVER, propagate.extract(from_a_client)
    with _tracer.start_as_current_span(
        name,
        context,
        kind=kind,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as made:
        try:
            yield made
        except BaseException as error:
            made.set_attribute("error.type", type(error).__qualname__)
            made.set_status(trace.Status(trace.StatusCode.ERROR))
            raise
