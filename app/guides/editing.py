"""A guide's own text, to be changed in the page and saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.files import whole
from domain.errors import InterviewError, UnreadableGuide
from domain.guide import Repair
from domain.shown import shown_in_a_line
from knowledge.files.decode import decoded
from knowledge.files.documents import DOCUMENT_SUFFIXES

MOST_BYTES = 2_000_000
"""A browser types smoothly in so much text."""
_TOO_LONG = f"it is larger than {MOST_BYTES // 1_000_000} MB. Use an editor of your own."
_MARK = b"\xef\xbb\xbf"


class NotEditable(InterviewError):
    """A guide that is no text, or too long, or may not be written."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} cannot be edited here: {why}")


@dataclass(frozen=True, slots=True)
class Editable:
    """A guide's text with its line ends as "\\n"; `seen` tells this very content of the file from any other.

    `repairs` says where the file is in another encoding: saving writes UTF-8.
    """

    text: str
    seen: str
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """The text is on the disk, as `data`; `seen` is what the next one is saved over."""

    seen: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Changed:
    """Nothing was saved: the file holds something else than what was edited. None where it is gone."""

    now: Editable | None


def editable(path: Path) -> Editable:
    """The text at `path`. Raises `NotEditable`."""
    name, data = shown_in_a_line(path.name), _content(path)
    if path.suffix.lower() in DOCUMENT_SUFFIXES:
        kind = "Word" if path.suffix.lower() == ".docx" else path.suffix[1:].upper()
        raise NotEditable(
            name, f"it is a {kind} file. Change it in the program it comes from, and drop it in again."
        )
    if data is None:
        raise NotEditable(name, "it is not there any more.")
    if len(data) > MOST_BYTES:
        raise NotEditable(name, _TOO_LONG)
    return _read(name, data)


def save(path: Path, text: str, seen: str) -> Saved | Changed:
    """Write `text` to `path`, whole or not at all, where the file still is what was `seen`.

    `seen` is "" where it was gone. A byte order mark and the file's own line ends stay. Raises `NotEditable`
    for what is no text or too much, `InterviewError` where it cannot be written.
    """
    name = shown_in_a_line(path.name)
    written = text.replace("\r\n", "\n").replace("\r", "\n")
    before = _content(path)
    if (_digest(before) if before is not None else "") != seen:
        return Changed(_read(name, before) if before is not None else None)
    if before is not None and _is_windows(before):
        written = written.replace("\n", "\r\n")
    # Half of a sign, which only a script sends, cannot be written.
    data = written.encode("utf-8", "replace")
    if before is not None and before.startswith(_MARK):
        data = _MARK + data
    if len(data) > MOST_BYTES:
        raise NotEditable(name, _TOO_LONG)
    with whole(path) as fresh:
        fresh.write_bytes(data)
    return Saved(_digest(data), data)


def _read(name: str, data: bytes) -> Editable:
    repairs: list[Repair] = []
    try:
        text = decoded(data, name, repairs)
    except UnreadableGuide as error:
        raise NotEditable(name, "it is not text.") from error
    return Editable(text.replace("\r\n", "\n").replace("\r", "\n"), _digest(data), tuple(repairs))


def _content(path: Path) -> bytes | None:
    try:
        if path.exists() and not path.is_file():
            raise NotEditable(shown_in_a_line(path.name), "it is no file.")
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        name = shown_in_a_line(path.name)
        raise NotEditable(name, f"it cannot be opened ({error.strerror or error}).") from error


def _is_windows(data: bytes) -> bool:
    return data.count(b"\r\n") * 2 > data.count(b"\n")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
