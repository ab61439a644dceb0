"""Where the answers of this process come from: a pipe, or the person at the terminal."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from app.display.screen import Screen
from app.session.candidate import Candidate, StandardInput


def keyboard() -> Candidate:
    """The person at the terminal."""
    from app.session.keyboard import Keyboard  # noqa: PLC0415 -- 80 ms that only a terminal needs

    return Keyboard()


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
