"""Patterns that are compiled when they are first used: most commands need few of the hundreds there are."""

from __future__ import annotations

import re
from typing import Any, cast


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(text, flags)`, which is done when something of it is first used.

    What is wrong with `text` is told then, too; a test compiles them all.
    """
    return cast(re.Pattern[str], _Pattern(text, flags))


class _Pattern:
    """Stands for a compiled pattern, and takes over each of its methods as it is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # `re.compile` keeps some hundreds: the second method costs a look-up.
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found
