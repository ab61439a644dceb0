"""Switching spans on, with the packages of OpenTelemetry: an extra, imported only where it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import entry_points

from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter

from telemetry import spans
from telemetry.sending import Complaints, done_in_time
from telemetry.spans import CannotTrace

_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")


def start(environment: Mapping[str, str]) -> Callable[[], bool]:
    """Make spans from now on, sent where OpenTelemetry's variables say.

    What is returned ends it, waits up to three seconds for what is under way, and says whether everything
    arrived as far as is known. Raises `CannotTrace` for an exporter that is not installed.
    """
    complaints = Complaints("opentelemetry")
    provider = trace_with(*(BatchSpanProcessor(exporter) for exporter in _exporters(environment)))

    def end() -> bool:
        spans.stop()
        # Its own time limits are those of the exporter: half a minute where nobody listens.
        return done_in_time(provider.shutdown) and not complaints.heard

    return end


def trace_with(*processors: SpanProcessor) -> TracerProvider:
    """Make spans from now on and hand them to `processors`."""
    resource = Resource.create()
    if str(resource.attributes.get(SERVICE_NAME, "")).startswith("unknown_service"):
        resource = resource.merge(Resource({SERVICE_NAME: spans.NAME}))
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    for processor in processors:
        provider.add_span_processor(processor)
    spans.make_with(provider.get_tracer(spans.NAME))
    return provider


def _exporters(environment: Mapping[str, str]) -> Iterator[SpanExporter]:
    """The exporters that OTEL_TRACES_EXPORTER names (otlp where it names none), by their entry points."""
    for given in (environment.get("OTEL_TRACES_EXPORTER", "").strip() or "otlp").split(","):
        name = given.strip()
        if name == "console":
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
