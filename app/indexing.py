"""The index where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app.bootstrap.index import open_index
from app.bootstrap.memory import Memory
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.library import Library


def open_shown_index(
    settings: Settings,
    library: Library,
    guides: Sequence[Path],
    memory: Memory | None,
    screen: Screen,
) -> KnowledgeBase:
    """The index, with a progress bar where it has to be built and somebody watches."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=PlainConsole(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as progress:
        task = progress.add_task("Index", total=None, visible=False)

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, visible=True)

        return open_index(settings, library, guides, memory=memory, notify=screen.notice, progress=report)
