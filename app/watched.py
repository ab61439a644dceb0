"""Something that changes, and those who are told of it."""

from __future__ import annotations

from collections.abc import Callable

Watcher = Callable[[], None]


class Watched:
    """What others watch: each is called after a change, until they end that."""

    def __init__(self) -> None:
        self._watchers: dict[int, Watcher] = {}
        self._next = 0

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call `watcher` after each change; what is returned ends that."""
        number, self._next = self._next, self._next + 1
        self._watchers[number] = watcher
        return lambda: self._watchers.pop(number, None) and None

    @property
    def watched(self) -> bool:
        """Whether anybody watches."""
        return bool(self._watchers)

    def changed(self) -> None:
        """Tell whoever watches; one may end its watching meanwhile."""
        for watcher in tuple(self._watchers.values()):
            watcher()
