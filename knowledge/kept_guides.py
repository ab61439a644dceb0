"""Guides that are understood once, and again when they or the rules of reading change.

A file each, in a folder that only its owner may open, since guides' words stand in it: a checksum, then plain
JSON that is checked as it is read. What is damaged, or of other rules, is as good as not there.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from knowledge.rules import rules
from knowledge.values import Understood

MOST_BYTES = 32_000_000
"""How much is kept in all: some two hundred guides of two thousand lines."""
_SUFFIX = ".guide"


class KeptGuides:
    """What was understood of guides before, in `folder`. Nothing here raises: at worst one is read anew."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most_bytes = most_bytes

    def get(self, name: str, suffix: str, digest: str) -> Understood | None:
        """What was understood of the guide with this `name`, whose file has this `suffix` and `digest`."""
        file = self._file(name, suffix, digest)
        try:
            checksum, _, content = file.read_bytes().partition(b"\n")
            if hashlib.sha256(content).hexdigest().encode() != checksum:
                return None
            kept = Understood.model_validate_json(content)
        except (OSError, ValueError):
            return None
        # The name of a file proves nothing.
        if (kept.guide.name, kept.guide.digest) != (name, digest):
            return None
        with suppress(OSError):
            # What was used last stays longest.
            os.utime(file)
        return kept

    def put(self, understood: Understood, suffix: str) -> None:
        """Keep what was understood of a file with this `suffix`; where there is too much the oldest goes."""
        file = self._file(understood.guide.name, suffix, understood.guide.digest)
        # ValueError: half a character, which no file can hold.
        with suppress(OSError, ValueError):
            content = understood.model_dump_json().encode()
            if len(content) > self._most_bytes:
                return
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            _write(file, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            self._bound()

    def _file(self, name: str, suffix: str, digest: str) -> Path:
        # A document is read by its suffix.
        key = f"{suffix.lower()}\0{name}\0{digest}".encode("utf-8", "surrogatepass")
        return self.folder / f"{hashlib.blake2b(key, key=rules(), digest_size=16).hexdigest()}{_SUFFIX}"

    def _bound(self) -> None:
        kept = [(found.st_mtime, found.st_size, file) for file in self._files() if (found := _found(file))]
        left = self._most_bytes
        for _, size, file in sorted(kept, reverse=True):
            left -= size
            if left < 0:
                file.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return list(self.folder.glob(f"*{_SUFFIX}"))


def _found(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


def _write(file: Path, content: bytes) -> None:
    # Written aside and renamed: another window may be reading.
    with NamedTemporaryFile(dir=file.parent, prefix=file.name, delete=False) as written:
        try:
            written.write(content)
        except OSError:
            Path(written.name).unlink()
            raise
    Path(written.name).replace(file)
