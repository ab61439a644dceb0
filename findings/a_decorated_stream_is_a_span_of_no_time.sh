#!/usr/bin/env bash
# A function that streams (an async generator, as for the words of a model) is traced by the decorator that works for every other
# function: its span is over before the first word, and what happens in it belongs to no span.
#
# Library: opentelemetry-sdk 1.45.2, opentelemetry-api 1.45.2 (Tracer.start_as_current_span as a decorator).
# Guess, written down before the run: coroutine functions are looked after by the decorator, so generators are: the span
# lasts as long as the stream, and spans inside are its children.
# Behaviour: a coroutine function is told apart and awaited inside the span; a generator, async or not, is only made inside
# it. The span ends as if all went well, after no time; the spans within become roots of traces of their own, and an
# exception on the way leaves it without an error.
# Output seen (milliseconds of the span; whether the span inside is its child; its state after an error in it):
#   coroutine        lasts: True   parent: True   after an error: ERROR
#   async generator  lasts: False  parent: False  after an error: UNSET
#   generator        lasts: False  parent: False  after an error: UNSET
#   async generator with the span inside lasts: True  parent: True  after an error: ERROR
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "opentelemetry-sdk==1.45.2" "opentelemetry-api==1.45.2"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

kept = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(kept))
tracer = provider.get_tracer("try")


def work() -> None:
    with tracer.start_as_current_span("inner"):
        time.sleep(0.1)
    raise ValueError("it broke")


@tracer.start_as_current_span("coroutine")
async def coroutine() -> None:
    work()


@tracer.start_as_current_span("async generator")
async def streamed() -> AsyncIterator[str]:
    yield "word"
    work()


@tracer.start_as_current_span("generator")
def generated() -> Iterator[str]:
    yield "word"
    work()


async def with_span_inside() -> AsyncIterator[str]:
    with tracer.start_as_current_span("async generator with the span inside"):
        yield "word"
        work()


async def drain(stream: AsyncIterator[str]) -> None:
    async for _ in stream:
        pass


def outcome(name: str) -> tuple[bool, bool, str]:
    outer = next(s for s in kept.get_finished_spans() if s.name == name)
    inner = next(s for s in kept.get_finished_spans() if s.name == "inner")
    child = inner.parent is not None and inner.parent.span_id == outer.context.span_id
    kept.clear()
    return outer.end_time - outer.start_time > 90e6, child, outer.status.status_code.name


seen = {}
for name, call in {
    "coroutine": lambda: asyncio.run(coroutine()),
    "async generator": lambda: asyncio.run(drain(streamed())),
    "generator": lambda: list(generated()),
    "async generator with the span inside": lambda: asyncio.run(drain(with_span_inside())),
}.items():
    try:
        call()
    except ValueError:
        pass
    seen[name] = outcome(name)
    print(f"{name:16} lasts: {seen[name][0]}  parent: {seen[name][1]}  after an error: {seen[name][2]}")
whole, none = (True, True, "ERROR"), (False, False, "UNSET")
sys.exit(list(seen.values()) != [whole, none, none, whole])
PYTHON
"$here/venv/bin/python" "$here/try.py"
