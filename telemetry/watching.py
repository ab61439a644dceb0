"""Watching a piece of work: a span while it lasts, and a line in the log when it is done."""

from __future__ import annotations

import functools
import inspect
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar, cast

from telemetry import logs, spans
from telemetry.logs import Value
from telemetry.place import here

Notes = dict[str, Value]
"""Attributes that are known only when the work is done. Ids, kinds, counts: never what somebody said."""

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@contextmanager
def watched(
    name: str,
    attributes: Mapping[str, Value] | None = None,
    *,
    to_a_server: bool = False,
    from_a_client: Mapping[str, str] | None = None,
    level: int = logging.DEBUG,
) -> Iterator[Notes]:
    """Watch what is done within; what is put into the notes stands in the span and in the log.

    Attributes are named as OpenTelemetry's conventions have them. Work that fails is logged as a warning
    with the error's class. Costs 2 to 3 µs where nobody watches.
    """
    notes: Notes = {}
    if not spans.are_made() and not logs.is_on(logging.WARNING):
        yield notes
        return
    given = dict(attributes or {})
    place = here()
    if place.session:
        given["gen_ai.conversation.id"] = place.session
    began = time.perf_counter()
    try:
        with spans.span(name, given, to_a_server=to_a_server, from_a_client=from_a_client) as made:
            try:
                yield notes
            finally:
                if made is not None:
                    made.set_attributes(notes)
    except BaseException as error:
        notes["error.type"] = type(error).__qualname__
        level = max(level, logging.WARNING)
        raise
    finally:
        notes["milliseconds"] = round((time.perf_counter() - began) * 1000, 3)
        given.pop("gen_ai.conversation.id", None)
        logs.event(name, level, **given, **notes)


def watching(
    name: str, attributes: Mapping[str, Value] | None = None
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Watch every call of a function, plain or asynchronous."""

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def awaited(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Any:
                with watched(name, attributes):
                    return await function(*args, **kwargs)

            return cast("Callable[Arguments, Result]", awaited)

        @functools.wraps(function)
        def called(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            with watched(name, attributes):
                return function(*args, **kwargs)

        return called

    return decorate


def agent(name: str) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Watch an agent's door."""
    attributes: dict[str, Value] = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name}
    return watching(f"invoke_agent {name}", attributes)


def node(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Watch a node of a graph."""
    name: str = getattr(function, "__name__", "node")
    return watching(f"node {name}", {"interview.node": name})(function)
