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


_NOWHERE = Place()
_place: ContextVar[Place] = ContextVar("place", default=_NOWHERE)


def here() -> Place:
    """The place of the running task."""
    return _place.get()


@contextmanager
def at(session: str, turn: int | None = None) -> Iterator[None]:
    """Within this, also in tasks that are started there, `here` is this place."""
    token = _place.set(Place(session, turn))
    try:
        yield
    finally:
        _place.reset(token)
