"""Spans for OpenTelemetry: off, and nothing of it imported, unless its own variables ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from telemetry.sending import Complaints, done_in_time

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span, Tracer

NAME = "mock-interviewer"
_SWITCHES = ("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")

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


def start(environment: Mapping[str, str]) -> Callable[[], bool]:
    """Make spans from now on, sent where OpenTelemetry's variables say.

    What is returned ends it, waits up to three seconds for what is under way, and says whether everything
    arrived as far as is known. Raises `CannotTrace` where a package is not installed.
    """
    try:
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 -- off by default
    except ImportError as error:
        raise CannotTrace(
            "opentelemetry-sdk is not installed: pip install 'mock-interviewer[tracing]'"
        ) from error
    complaints = Complaints("opentelemetry")
    provider = trace_with(*(BatchSpanProcessor(exporter) for exporter in _exporters(environment)))

    def end() -> bool:
        stop()
        # Its own time limits are those of the exporter: half a minute where nobody listens.
        return done_in_time(provider.shutdown) and not complaints.heard

    return end


def trace_with(*processors: SpanProcessor) -> TracerProvider:
    """Make spans from now on and hand them to `processors`."""
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource  # noqa: PLC0415 -- as above
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    global _tracer
    resource = Resource.create()
    if str(resource.attributes.get(SERVICE_NAME, "")).startswith("unknown_service"):
        resource = resource.merge(Resource({SERVICE_NAME: NAME}))
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    for processor in processors:
        provider.add_span_processor(processor)
    _tracer = provider.get_tracer(NAME)
    return provider


def stop() -> None:
    """Make no more spans."""
    global _tracer
    _tracer = None


def are_made() -> bool:
    """Whether spans are made at all."""
    return _tracer is not None


@contextmanager
def span(name: str, attributes: Mapping[str, Any], *, to_a_server: bool = False) -> Iterator[Span | None]:
    """A span around what is done within, None where none are made. Of an error it keeps the class alone."""
    if _tracer is None:
        yield None
        return
    from opentelemetry.trace import SpanKind, Status, StatusCode  # noqa: PLC0415 -- imported long since

    kind = SpanKind.CLIENT if to_a_server else SpanKind.INTERNAL
    with _tracer.start_as_current_span(
        name, kind=kind, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as made:
        try:
            yield made
        except BaseException as error:
            made.set_attribute("error.type", type(error).__qualname__)
            made.set_status(Status(StatusCode.ERROR))
            raise


def _exporters(environment: Mapping[str, str]) -> Iterator[SpanExporter]:
    """The exporters that OTEL_TRACES_EXPORTER names (otlp where it names none), by their entry points."""
    from importlib.metadata import entry_points  # noqa: PLC0415 -- as above

    for given in (environment.get("OTEL_TRACES_EXPORTER", "").strip() or "otlp").split(","):
        name = given.strip()
        if name == "console":
            import sys  # noqa: PLC0415

            from opentelemetry.sdk.trace.export import ConsoleSpanExporter  # noqa: PLC0415

            # Standard output belongs to the interview.
            yield ConsoleSpanExporter(out=sys.stderr)
            continue
        if name == "otlp":
            protocol = next(filter(None, map(environment.get, _PROTOCOLS)), "http/protobuf")
            name = {"grpc": "otlp_proto_grpc"}.get(protocol, "otlp_proto_http")
        try:
            (found,) = entry_points(group="opentelemetry_traces_exporter", name=name)
            exporter: SpanExporter = found.load()()
        except (ValueError, ImportError) as error:
            raise CannotTrace(
                f"no exporter {name!r} is installed (OTEL_TRACES_EXPORTER: otlp and console come with "
                "mock-interviewer[tracing])"
            ) from error
        yield exporter
