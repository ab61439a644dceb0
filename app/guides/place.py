"""Which folder the page puts guides into."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from app.settings import SAMPLE_GUIDES


class Closed(StrEnum):
    """Why nothing can be put in."""

    SEVERAL = "several places"
    FILE = "a file, and no folder"
    READ_ONLY = "a folder that cannot be written to"
    GONE = "a folder that is not there"


def is_samples(where: Sequence[Path]) -> bool:
    """Whether these are the guides that come with the program."""
    return [path.resolve() for path in where] == [SAMPLE_GUIDES.resolve()]


def place_of(where: Sequence[Path], own: Path) -> Path | Closed:
    """The folder that what is put in goes into while the page is over `where`.

    It is `own` over the samples, and where `own` itself was named, which is made when it is needed.
    """
    if is_samples(where) or tuple(where) == (own,):
        return own
    if len(where) != 1:
        return Closed.SEVERAL
    folder = where[0]
    if not folder.exists():
        return Closed.GONE
    if not folder.is_dir():
        return Closed.FILE
    return folder if os.access(folder, os.W_OK | os.X_OK) else Closed.READ_ONLY
