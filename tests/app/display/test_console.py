"""What our console prints where it is no terminal: a file, a pipe."""

from __future__ import annotations

import io

import pytest
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.display.console import PlainConsole


def table() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=12)
    grid.add_column(width=20)
    grid.add_column()
    grid.add_row("Landed", Text("two  words and more words than fit"), "a.md:3")
    grid.add_row("", "", "a.md:4")
    grid.add_row("Missing", "", "")
    return grid


@pytest.mark.parametrize("what", [table(), Padding(table(), (0, 2)), Padding(Text("a b"), (1, 9, 1, 3))])
def test_a_file_gets_no_blanks_at_the_ends_of_lines_and_all_else_as_a_terminal(what: object) -> None:
    file, terminal = io.StringIO(), io.StringIO()
    PlainConsole(file=file, width=60).print(what)
    PlainConsole(file=terminal, width=60, force_terminal=True, color_system=None).print(what)

    assert file.getvalue().split("\n") == [line.rstrip(" ") for line in terminal.getvalue().split("\n")]
    assert file.getvalue() != terminal.getvalue()
