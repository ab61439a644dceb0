"""How wide it is what goes through a pipe, into a file, and to a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.support.commands import ROOT

_PRINTS = "from app.terminal import screen; screen().notice('word ' * 60)"


def _widest(columns: int, shell: str) -> int:
    """Columns of the longest line that the program prints where `shell` says, errors going to a terminal."""
    ours, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, columns))
    done = subprocess.run(
        ["sh", "-c", shell, "sh", sys.executable, "-c", _PRINTS],
        stdout=subprocess.PIPE,
        stderr=terminal,
        cwd=ROOT,
        check=True,
        text=True,
        timeout=60,
    )
    os.close(terminal)
    os.close(ours)
    return max(map(len, done.stdout.splitlines()))


@pytest.mark.parametrize(("columns", "widest"), [(60, 60), (80, 80), (200, 110), (10, 40), (0, 110)])
def test_a_pipe_is_no_wider_than_the_terminal_it_is_read_on(columns: int, widest: int) -> None:
    assert widest - 5 < _widest(columns, '"$@" | cat') <= widest


def test_a_file_has_its_own_width(tmp_path: Path) -> None:
    assert 105 < _widest(60, f'"$@" > {tmp_path}/kept; cat {tmp_path}/kept') <= 110
