"""Spans kept in memory, and a log in a file, while a test runs."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from telemetry import logs, spans, tracing


@contextmanager
def spans_kept() -> Iterator[InMemorySpanExporter]:
    """Every span that ends within is in the exporter."""
    exporter = InMemorySpanExporter()
    tracing.trace_with(SimpleSpanProcessor(exporter))
    try:
        yield exporter
    finally:
        spans.stop()


@contextmanager
def logged(path: Path, level: int = logging.DEBUG) -> Iterator[None]:
    """What is logged within is in `path`; an "@" stands for what masking masks."""
    end = logs.start(path, level, lambda text: text.replace("@", "[at]"))
    try:
        yield
    finally:
        end()


def lines(path: Path) -> list[dict[str, Any]]:
    """The log, line by line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def tree(finished: tuple[ReadableSpan, ...]) -> dict[str, str]:
    """The name of each span's parent, "" for a root; of spans of one name the last counts."""
    names = {span.context.span_id: span.name for span in finished if span.context is not None}
    return {span.name: names.get(span.parent.span_id, "") if span.parent else "" for span in finished}
