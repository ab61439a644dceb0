"""The index where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.index import open_index
from app.bootstrap.memory import Memory
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.settings import Settings
from domain.later import later
from knowledge.base import KnowledgeBase
from knowledge.library import Library

if TYPE_CHECKING:
    from rich import progress as bars
else:
    bars = later("rich.progress")


def open_shown_index(
    settings: Settings,
    library: Library,
    guides: Sequence[Path],
    memory: Memory | None,
    screen: Screen,
) -> KnowledgeBase:
    """The index, with a progress bar where it has to be built and somebody watches."""
    with ExitStack() as stack:
        watched = _Bar(stack) if sys.stderr.isatty() else None
        return open_index(settings, library, guides, memory=memory, notify=screen.notice, progress=watched)


class _Bar:
    """A bar on standard error from the first step on, until `stack` is left; most starts have no step."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._shown: tuple[bars.Progress, bars.TaskID] | None = None

    def __call__(self, done: int, total: int) -> None:
        if self._shown is None:
            columns = (bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn())
            progress = bars.Progress(*columns, console=PlainConsole(stderr=True), transient=True)
            self._shown = self._stack.enter_context(progress), progress.add_task("Index", total=None)
        progress, task = self._shown
        progress.update(task, completed=done, total=total)
