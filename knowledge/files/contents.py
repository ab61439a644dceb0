"""What a file holds, as bytes, and the digest by which it is known again."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from domain.errors import UnreadableGuide

MOST_BYTES = 20_000_000
"""No guide is larger."""
TOO_LARGE = f"is larger than {MOST_BYTES // 1_000_000} MB; split it, then try again"


def digest_of(path: Path) -> str:
    """The digest of the guide at `path`, "" where it cannot be read."""
    try:
        return sha256(contents_of(path, path.name))
    except UnreadableGuide:
        return ""


def sha256(data: bytes) -> str:
    """The digest of `data`, in hex."""
    return hashlib.sha256(data).hexdigest()


def contents_of(path: Path, name: str) -> bytes:
    """What the guide at `path`, which is called `name`, holds.

    Raises `UnreadableGuide` where it is missing, locked away, too large, or no file.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableGuide(name, "is a folder; name the file in it")
        if not stat.S_ISREG(mode):
            # It may have no end, or wait for ever.
            raise UnreadableGuide(name, "is a pipe or a device; save what it holds as a file")
        with path.open("rb") as file:
            # Not its size: some files say 0 and hold more.
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableGuide(name, f"cannot be opened ({error.strerror or 'unknown error'})") from error
    if len(data) > MOST_BYTES:
        raise UnreadableGuide(name, TOO_LARGE)
    return data
