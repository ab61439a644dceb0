"""Others' packages without what they import for uses that are none of ours.

Two of them import clients of services with each of their modules, and redis and LangSmith OpenTelemetry's
SDK, wherever it is installed: a fifth of the time to an interview's first question. Nothing is replaced.
What is put off here is imported, as it is, by whoever asks for it.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

UNOPENED = ("importlib.metadata", "langgraph_sdk", "langsmith.types", "redis", "redis.asyncio")
"""Packages of which others import one module, or nothing: LangGraph and LangSmith what a few types are, and
we of Redis what speaks to one server, without its clusters. Who asks what is installed is told by one that
reads each list as it reads mail; Pydantic would ask for plugins, which we have it leave."""
_ASKED_LATER = {"importlib.metadata": ("entry_points",)}
"""Functions that are imported by who hardly calls them: each opens its package when it is called."""
_WITHOUT_SDK = ("redis.observability.", "langsmith.client")
"""Modules of others that go without OpenTelemetry where it is not installed."""
_SDK = "opentelemetry"
_ITS_OWN = frozenset({"__all__", "__version__"})


def spare() -> None:
    """Import them so from now on."""
    if not any(isinstance(finder, Sparing) for finder in sys.meta_path):
        sys.meta_path.insert(0, Sparing())


class Sparing:
    """Finds the packages that are `UNOPENED`, and refuses OpenTelemetry to who can go without it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raises `ModuleNotFoundError` where such a one asks, as where it is not installed."""
        if name.partition(".")[0] == _SDK and (asking := _asks()):
            raise ModuleNotFoundError(f"No module named {name!r} for {asking}", name=name)
        spec = PathFinder.find_spec(name, path, target) if name in UNOPENED else None
        if spec is not None and spec.loader is not None:
            spec.loader = Unopened(spec.loader)  # type: ignore[assignment]  # one by what it does
        return spec


def _asks() -> str:
    """The module that is being imported and can go without it, "" where none is."""
    asking = (
        name
        for name, module in tuple(sys.modules.items())
        if name.startswith(_WITHOUT_SDK)
        and getattr(getattr(module, "__spec__", None), "_initializing", False)
    )
    return next(asking, "")


class Unopened:
    """Loads a package whose `__init__` is run when one of its names is asked for.

    Its modules are found as always, and ask for none of them.
    """

    def __init__(self, loader: Any) -> None:
        self._loader = loader
        self._opening = threading.RLock()
        self._is_opening = False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A package that can be opened."""
        return _Package(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing, at first."""

    def open(self, module: ModuleType) -> None:
        """Run its `__init__`, once; another thread that asks meanwhile waits, as for any import."""
        with self._opening:
            if type(module) is _Package and not self._is_opening:
                self._is_opening = True
                try:
                    self._loader.exec_module(module)
                finally:
                    self._is_opening = False
                module.__class__ = ModuleType  # type: ignore[assignment]  # it was opened, and is like any other

    def __getattr__(self, name: str) -> Any:
        # What reads a package's files asks its loader for them.
        return getattr(self._loader, name)


class _Package(ModuleType):
    def __getattr__(self, name: str) -> Any:
        # What the interpreter and its tools look for in any module is no use of it.
        if name.startswith("__") and name not in _ITS_OWN:
            raise AttributeError(name)
        inside = f"{self.__name__}.{name}"
        # Its own modules ask each other for these while they are imported.
        if name.startswith("_") and PathFinder.find_spec(inside, self.__path__) is not None:
            return import_module(inside)
        if name in _ASKED_LATER.get(self.__name__, ()):
            return _asked_later(self, name)
        return _opened(self, name)


def _opened(package: ModuleType, name: str) -> Any:
    loader = package.__loader__
    if isinstance(loader, Unopened):
        loader.open(package)
    # Not ours to answer any more: what it is asked for while it opens is there, or it is not.
    return ModuleType.__getattribute__(package, name)


def _asked_later(package: ModuleType, name: str) -> Callable[..., Any]:
    def function(*given: Any, **named: Any) -> Any:
        return _opened(package, name)(*given, **named)

    return function
