"""What was worked out of files that come with the program, kept beside what Python compiled of our code."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_DIGEST = hashlib.sha256().digest_size
"""Bytes of the digest that begins what is kept."""


def kept(beside: Path, name: str, made_of: bytes, make: Callable[[], Any]) -> Any:
    """What `make` makes of `made_of`, made once: lists, tables and plain values that JSON can say.

    It is kept under `name` where Python keeps what it compiled of the file `beside`, after a digest of
    `made_of` and of itself. Where that does not hold, or nothing can be kept, it is made.
    """
    place = _place(beside, f"{name}.json")
    if (written := _whole(place, made_of)) is not None:
        return json.loads(written)
    found = make()
    # A day, or a number as a key, is not the same in JSON.
    with contextlib.suppress(TypeError, ValueError):
        written = json.dumps(found, ensure_ascii=False).encode()
        if json.loads(written) == found:
            _keep(place, made_of, written)
    return found


def kept_bytes(beside: Path, name: str, made_of: bytes, make: Callable[[], bytes]) -> bytes:
    """The same of bytes, which mean what whoever asks for them makes of them."""
    place = _place(beside, name)
    if (found := _whole(place, made_of)) is None:
        found = make()
        _keep(place, made_of, found)
    return found


def _place(beside: Path, name: str) -> Path:
    return Path(cache_from_source(str(beside))).with_name(name)


def _whole(place: Path, made_of: bytes) -> bytes | None:
    """What is kept at `place`, None where it was made of something else, is damaged, or is not there."""
    with contextlib.suppress(OSError):
        content = place.read_bytes()
        found = content[_DIGEST:]
        if content[:_DIGEST] == _digest(made_of, found):
            return found
    return None


def _keep(place: Path, made_of: bytes, found: bytes) -> None:
    # As for compiled code: who asks Python to write none has none of this.
    if sys.dont_write_bytecode:
        return
    # The folder may be another's.
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all, whoever else reads or writes it.
        fresh = place.with_name(f"{place.name}.{os.getpid()}")
        fresh.write_bytes(_digest(made_of, found) + found)
        fresh.replace(place)


def _digest(made_of: bytes, found: bytes) -> bytes:
    digest = hashlib.sha256(len(made_of).to_bytes(8, "big"))
    digest.update(made_of)
    digest.update(found)
    return digest.digest()
