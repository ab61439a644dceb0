"""A command as it is typed here: by its name, or where a shell would not find it, as this one was typed.

`make interview` and `.venv/bin/interview` are how most people start: `interview resume` would be unknown to
their shell, or would be another installation's.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

_NAME = "interview"
_QUOTED = re.compile(r"(?<=`)interview(?=[ `])")


def command(line: str) -> str:
    """`line`, which begins with `interview`, as it is typed here."""
    return _here() + line.removeprefix(_NAME)


def in_sentences(text: str) -> str:
    """`text` with the commands in it, which stand in backticks, as they are typed here."""
    return _QUOTED.sub(lambda _: _here(), text) if _QUOTED.search(text) else text


def _here() -> str:
    ran = sys.argv[0]
    if os.sep not in ran or Path(ran).name != _NAME or _is_found(ran):
        return _NAME
    return shlex.quote(ran)


def _is_found(ran: str) -> bool:
    """Whether a shell that is told `interview` runs the file `ran`."""
    found = shutil.which(_NAME)
    try:
        return found is not None and Path(found).samefile(ran)
    except OSError:
        return False
