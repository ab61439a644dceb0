"""Standard input, output and error, where whoever started the program closed them."""

from __future__ import annotations

import os
import sys

_THREE = ("stdin", "stdout", "stderr")


def open_what_was_closed() -> None:
    """Let each of the three that is closed lead nowhere.

    Else the file or socket that is opened next gets its number, and what other programs print goes there.
    """
    for name in _THREE:
        if getattr(sys, name) is None:
            # What is opened gets the lowest number that is free: the one that was closed.
            reads = name == "stdin"
            nowhere = os.open(os.devnull, os.O_RDONLY if reads else os.O_WRONLY)
            os.set_inheritable(nowhere, True)
            stream = os.fdopen(nowhere, "r" if reads else "w", encoding="utf-8")
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
