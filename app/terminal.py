"""What the commands have in common: settings, screen, JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from stat import S_ISFIFO
from typing import Any

from pydantic_core import to_jsonable_python

from app import candidates
from app.display.complaints import complain
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.settings import Settings, from_environment
from domain.shown import shown_in_json

_WIDTH, _NARROWEST = 110, 40
"""Columns of what goes to no terminal, and the fewest of what is read on one."""


def settings() -> Settings:
    """The settings of this process, for who was named; what is set and is no setting is told."""
    found = from_environment(os.environ)
    for sentence in found.unknown:
        complain(sentence)
    return found.of_candidate(candidates.chosen()) if candidates.chosen() else found


def screen() -> Screen:
    """Standard output: coloured and as wide as the terminal, else plain and 110 columns wide.

    What goes through a pipe (`| less`) is no wider than the terminal that it is read on.
    """
    terminal = sys.stdout.isatty()
    console = PlainConsole(soft_wrap=False, width=None if terminal else _columns_of_a_pipe())
    # A dumb terminal cannot erase what has to be taken back.
    return Screen(console, live=terminal and not console.is_dumb_terminal)


def _columns_of_a_pipe() -> int:
    try:
        if S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode) and sys.stderr.isatty():
            # One that tells no size has none.
            there = os.get_terminal_size(sys.stderr.fileno()).columns or _WIDTH
            return max(_NARROWEST, min(_WIDTH, there))
    except (OSError, ValueError):
        return _WIDTH
    return _WIDTH


def print_json(value: Any) -> None:
    """`value` on standard output, indented; with escapes where its encoding would lose a sign."""
    everything = sys.stdout.encoding.lower().startswith("utf")
    print(shown_in_json(json.dumps(to_jsonable_python(value), ensure_ascii=not everything, indent=1)))


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """`text` on standard error while something takes long, moving where somebody watches."""
    console = PlainConsole(stderr=True)
    if not console.is_terminal:
        print(f"{text} …", file=sys.stderr)
        yield
        return
    with console.status(f"{text} …"):
        yield
