"""Guides that take long to read, where somebody waits for them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from app.bootstrap.guides import library_of
from app.display.console import PlainConsole
from app.settings import Settings
from domain.shown import shown_in_a_line
from knowledge.library import Library

SECONDS = 2.0
"""After so long somebody who waits is told what is being read."""


def library_shown(settings: Settings, where: Sequence[Path]) -> Library:
    """The guides in `where`, understood; what takes long is told on standard error. Raises `NoGuides`."""
    with telling_what_is_read() as progress:
        return library_of(settings, where, progress=progress)


@contextmanager
def telling_what_is_read(seconds: float = SECONDS) -> Iterator[Callable[[str], None]]:
    """What to call with the name of each guide: what is read after `seconds` is told."""
    done = Event()
    names: list[str] = []
    teller = Thread(target=_tell, args=(done, names, seconds), daemon=True)
    teller.start()
    try:
        yield names.append
    finally:
        done.set()
        teller.join()


def _tell(done: Event, names: list[str], seconds: float) -> None:
    if done.wait(seconds):
        return
    console = PlainConsole(stderr=True)
    if not console.is_terminal:
        print(_line(names), file=sys.stderr, flush=True)
        return
    with console.status(_line(names)) as status:
        while not done.wait(0.5):
            status.update(_line(names))


def _line(names: list[str]) -> str:
    return f"Reading {shown_in_a_line(names[-1])} …" if names else "Reading your guides …"
