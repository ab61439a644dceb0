"""Lists in parts, each with a cursor to the next."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, TypeAlias, TypeVar

from fastapi import Query

from service.problems import INVALID, Problem
from service.views import Page

Item = TypeVar("Item")
Shown = TypeVar("Shown")

Limit: TypeAlias = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor: TypeAlias = Annotated[
    str | None, Query(max_length=400, description="`next` of the part before; without it, the first part.")
]


def page(
    items: Sequence[Item],
    key: Callable[[Item], str],
    cursor: str | None,
    limit: int,
    show: Callable[[Item], Shown],
) -> Page[Shown]:
    """The part of `items` behind the one whose `key` the cursor holds.

    Where that one is gone meanwhile there is no telling what was seen: raises `Problem`.
    """
    start = 0
    if cursor is not None:
        last = _read(cursor)
        start = next((at for at, item in enumerate(items, start=1) if key(item) == last), -1)
        if start < 0:
            raise Problem(INVALID, "The list changed since this cursor was made: begin at its first part.")
    part = items[start : start + limit]
    more = start + len(part) < len(items)
    return Page(items=[show(item) for item in part], next=_written(key(part[-1])) if part and more else None)


def _written(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def _read(cursor: str) -> str:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("utf-8", "surrogatepass")
    except (UnicodeError, binascii.Error, ValueError) as error:
        raise Problem(INVALID, "This is no cursor that a list gave.") from error
