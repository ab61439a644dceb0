"""What goes wrong, told on standard error: one line, which a terminal gets wrapped where words end."""

from __future__ import annotations

import os
import re
import sys
from textwrap import wrap

from app.display import typed
from domain.shown import shown_in_a_line

_COMMAND = re.compile(r"`[^`]{1,60}`")
_HELD = "\ue000"
"""Stands for a blank within a command, which is typed as it is read and so is not broken over lines."""
_NARROWEST = 40
"""Columns below which a terminal is left to break lines as it does."""


def complain(message: str) -> None:
    """Print `message` as the program's on standard error."""
    line = f"interview: {typed.in_sentences(shown_in_a_line(message))}"
    width = _columns()
    print(line if width < _NARROWEST else wrapped(line, width), file=sys.stderr)


def wrapped(line: str, width: int) -> str:
    """`line` in lines of `width` columns at most, broken between words and never within a command."""
    held = _COMMAND.sub(lambda found: found[0].replace(" ", _HELD), line)
    lines = wrap(held, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace(_HELD, " ")


def _columns() -> int:
    """How wide the terminal is that standard error goes to; 0 where it goes to none."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
    except (OSError, ValueError):
        return 0
