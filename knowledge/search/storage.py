"""An index's files on disk: whole generations, checked on reading, replaced at once."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT_VERSION = 2


class UnusableIndex(Exception):
    """What stands on disk cannot be trusted; the message says why, in half a sentence."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete set of files: their folder, and what the manifest says about them."""

    folder: Path
    about: Mapping[str, Any]


class IndexFolder:
    """A folder with one generation of files in use.

    `current` is a small file that names it, with the checksum of its manifest; the manifest has the
    checksum of every other file. A generation is written whole, flushed, and then `current` is replaced,
    so a crash at any moment leaves the old generation or the new one. Readers share a lock and writers
    exclude each other, within a machine.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current = folder / "current"

    @contextmanager
    def reading(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Hold generations in place while they are read; `waiting` is called where a writer is at work."""
        if not self.folder.is_dir():
            yield
            return
        self._keep_private()
        with self._locked(fcntl.LOCK_SH, waiting):
            yield

    @contextmanager
    def writing(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Be the only writer; `waiting` is called where another process has to finish first."""
        self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._keep_private()
        with self._locked(fcntl.LOCK_EX, waiting):
            yield

    def read(self) -> Generation | None:
        """The generation in use, every checksum verified; None where there is none yet.

        Raises UnusableIndex for anything damaged, incomplete or of another format.
        """
        try:
            pointer = json.loads(self._current.read_bytes())
            folder = self.folder / str(pointer["generation"])
            manifest = (folder / "manifest.json").read_bytes()
            if hashlib.sha256(manifest).hexdigest() != pointer["manifest"]:
                raise UnusableIndex("its manifest does not match its checksum")
            about = json.loads(manifest)
        except FileNotFoundError as error:
            if Path(error.filename) == self._current:
                return None
            raise UnusableIndex("a file is missing") from error
        except (ValueError, KeyError, TypeError) as error:
            raise UnusableIndex("it cannot be read") from error
        if about.get("format") != FORMAT_VERSION:
            raise UnusableIndex(f"it has format {about.get('format')}, not {FORMAT_VERSION}")
        for name, expected in about["files"].items():
            if _checksum(folder / name) != expected:
                raise UnusableIndex(f"{name} does not match its checksum")
        return Generation(folder, about)

    def publish(self, about: Mapping[str, Any], files: Mapping[str, bytes]) -> Generation:
        """Write a generation and put it in use; call it while `writing`.

        Raises OSError, and leaves nothing of it then: what is left of a full disk is somebody's.
        """
        folder = self.folder / f"generation-{uuid.uuid4().hex[:12]}"
        try:
            return self._publish(folder, about, files)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def drop(self) -> None:
        """Put nothing in use; call it while `writing`."""
        self._current.unlink(missing_ok=True)

    def _publish(self, folder: Path, about: Mapping[str, Any], files: Mapping[str, bytes]) -> Generation:
        folder.mkdir(mode=0o700)
        for name, content in files.items():
            _write(folder / name, content)
        checksums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        complete = {**about, "format": FORMAT_VERSION, "files": checksums}
        manifest = json.dumps(complete, indent=1).encode()
        _write(folder / "manifest.json", manifest)
        _flush_folder(folder)
        pointer = {"generation": folder.name, "manifest": hashlib.sha256(manifest).hexdigest()}
        fresh = self.folder / "current.new"
        _write(fresh, json.dumps(pointer).encode())
        fresh.replace(self._current)
        _flush_folder(self.folder)
        self._remove_all_but(folder)
        return Generation(folder, complete)

    def _keep_private(self) -> None:
        """Close the folder to others, also one of an earlier version: its files hold the guides' words."""
        # One that may only be read is somebody else's to close.
        with suppress(OSError):
            self.folder.chmod(0o700)

    def _remove_all_but(self, kept: Path) -> None:
        for folder in self.folder.glob("generation-*"):
            if folder != kept:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _locked(self, mode: int, waiting: Callable[[], None]) -> Iterator[None]:
        try:
            descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            if mode == fcntl.LOCK_EX:
                raise
            # A folder that may only be read has no writer to keep away.
            yield
            return
        try:
            try:
                fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(descriptor, mode)
            yield
        finally:
            os.close(descriptor)


def _checksum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise UnusableIndex(f"{path.name} is missing") from error


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
