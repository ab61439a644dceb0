"""Which rules guides are read by: a digest of code and words, so that no number has to be counted up."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

from domain.installed import version_of

_ROOT = Path(__file__).resolve().parent.parent
_ROOMS = ("domain", "language", "knowledge")
"""Whatever is done to a guide's words is done in these."""
_WRITTEN = frozenset({".py", ".yaml"})
_OTHERS = ("ftfy", "lxml", "pdfminer.six", "py3langid", "PyStemmer")
"""Whose code reads guides as well."""


@cache
def rules(root: Path = _ROOT) -> bytes:
    """A digest of all below `root` that decides what is understood of a guide, and what is found in it."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for other in _OTHERS:
        digest.update(f"{other} {version_of(other)}\0".encode())
    for room in _ROOMS:
        for file in sorted(file for file in (root / room).rglob("*") if file.suffix in _WRITTEN):
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.digest()
