"""What is found out once about an object, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

_Found = TypeVar("_Found")


class Once(Generic[_Found]):
    """`functools.cached_property` without its lock, which costs more than most of what lines are asked.

    Two threads that ask at once both find out, and find the same.
    """

    def __init__(self, find: Callable[[Any], _Found]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, held: None, owner: type[Any]) -> Self: ...

    @overload
    def __get__(self, held: object, owner: type[Any]) -> _Found: ...

    def __get__(self, held: object | None, owner: type[Any]) -> Self | _Found:
        if held is None:
            return self
        # What stands in an object's own dictionary goes before this, so that it is not asked again.
        found = held.__dict__[self._name] = self._find(held)
        return found
