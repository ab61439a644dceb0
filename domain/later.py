"""Modules that are imported when something of them is first used.

What is imported so stands at the top of a file as every import does, with its types:

    if TYPE_CHECKING:
        from knowledge import reading
    else:
        reading = later("knowledge.reading")

It is for what takes long to import and is needed by few, or not before the candidate has read the question.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


def later(name: str) -> ModuleType:
    """The module called `name`, imported when one of its names is asked for."""
    return _Later(name)


class _Later(ModuleType):
    def __getattr__(self, attribute: str) -> Any:
        # What the interpreter and its tools look for in any module is no use of it.
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        # Not out of sys.modules, where what another thread is importing stands half made: it is waited for.
        return getattr(import_module(self.__name__), attribute)
