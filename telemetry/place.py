"""Which session and turn the running code works for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Place(NamedTuple):
    """A session's id, "" outside of one, and the turn that is worked on, None before the first."""

    session: str = ""
    turn: int | None = None


_request: ContextVar[str] = ContextVar("request", default="")
_NOWHERE = Place()
_place: ContextVar[Place] = ContextVar("place", default=_NOWHERE)


def here() -> Place:
    """The place of the running task."""
    return _place.get()


def request() -> str:
    """The id of the request that the running task answers, "" outside of one."""
    return _request.get()


@contextmanager
def answering(request_id: str) -> Iterator[None]:
    """Within this, also in tasks that are started there, `request` is this id."""
    token = _request.set(request_id)
    try:
        yield
    finally:
        _request.reset(token)


@contextmanager
def at(session: str, turn: int | None = None) -> Iterator[None]:
    """Within this, also in tasks that are started there, `here` is this place."""
    token = _place.set(Place(session, turn))
    try:
        yield
    finally:
        _place.reset(token)
