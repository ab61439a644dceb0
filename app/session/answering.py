"""Where the answers of this process come from: a pipe, or the person at the terminal."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import termios
from io import TextIOWrapper
from typing import Any

from app.display.screen import Screen
from app.session.candidate import Candidate, StandardInput


def keyboard() -> Candidate:
    """The person at the terminal."""
    from app.session.keyboard import Keyboard  # noqa: PLC0415 -- 80 ms that only a terminal needs

    _without_echo()
    return Keyboard()


def _without_echo() -> None:
    """Show what is typed where it is asked for, and not, arrow keys and all, where the cursor stands now.

    When the program ends the terminal is as it was; of one that was killed the shell sees to that.
    """
    with contextlib.suppress(termios.error, OSError, ValueError):
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        quiet = termios.tcgetattr(terminal)
        quiet[3] &= ~termios.ECHO
        termios.tcsetattr(terminal, termios.TCSANOW, quiet)
        atexit.register(_put_back, terminal, before)


def _put_back(terminal: int, before: list[Any]) -> None:
    with contextlib.suppress(termios.error):
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def standard_input(screen: Screen) -> StandardInput | None:
    """Standard input where it is no terminal, else None."""
    if sys.stdin is None or sys.stdin.closed:
        return StandardInput(open(os.devnull))  # noqa: PTH123 -- lives as long as the program
    if sys.stdin.isatty():
        return None
    if isinstance(sys.stdin, TextIOWrapper):
        # What is no UTF-8 in an answer costs a sign, not the answer.
        sys.stdin.reconfigure(errors="replace")
    return StandardInput(sys.stdin, echo=screen.answer)
