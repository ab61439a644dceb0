"""Put a file into the folder of guides, and take one out again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from app.files import whole
from app.guides.names import beside, is_taken, safe_name
from domain.errors import InterviewError, UnreadableGuide
from domain.shown import shown_in_a_line
from knowledge.files.contents import MOST_BYTES, TOO_LARGE
from knowledge.files.read import read_text
from knowledge.files.sniffing import TEXT, found_in
from knowledge.library import SUFFIXES

REMOVED = ".removed"
"""Where guides go that are removed or replaced: beside those that are read, and not read."""
KINDS = "Markdown, text, reStructuredText, Org, TSV, HTML, PDF or Word (.docx)"


class NoDocument(InterviewError):
    """What was to be put in is no guide; `found` says what it is."""

    def __init__(self, name: str, found: str) -> None:
        self.found = found
        super().__init__(f"{name} is {found}. A guide is {KINDS}.")


class Where(StrEnum):
    """What to do where the name is taken."""

    ASK = "ask"
    INSTEAD = "instead"
    BESIDE = "beside"


class Outcome(StrEnum):
    ADDED = "added"
    REPLACED = "replaced"
    """What lay there lies in `REMOVED` now."""
    SAME = "same"
    """The very same file lay there already."""
    TAKEN = "taken"
    """Another file has the name: nothing was done."""


@dataclass(frozen=True, slots=True)
class Put:
    """What became of a file, under which name."""

    outcome: Outcome
    name: str


def put(folder: Path, given: str, data: bytes, where: Where = Where.ASK) -> Put:
    """Put `data`, called `given` where it comes from, into `folder`, which is made where it is not there.

    Raises `NoDocument` and `UnreadableGuide` for what no guide can be, `InterviewError` where it cannot be
    written. Nothing that lies there is lost.
    """
    name = safe_name(given)
    if len(data) > MOST_BYTES:
        raise UnreadableGuide(name, TOO_LARGE)
    if Path(name).suffix.lower() not in SUFFIXES:
        raise NoDocument(name, _told(name, found_in(data)))
    _made(folder)
    taken = {entry.name for entry in folder.iterdir()}
    if not is_taken(name, taken):
        _write(folder / name, data)
        return Put(Outcome.ADDED, name)
    there = folder / next(each for each in taken if is_taken(name, {each}))
    if there.is_file() and _holds(there, data):
        return Put(Outcome.SAME, there.name)
    if where is Where.BESIDE or (where is Where.INSTEAD and not there.is_file()):
        free = beside(name, taken)
        _write(folder / free, data)
        return Put(Outcome.ADDED, free)
    if where is Where.INSTEAD:
        _write(there, data, replacing=True)
        return Put(Outcome.REPLACED, there.name)
    return Put(Outcome.TAKEN, there.name)


def remove(path: Path) -> Path:
    """Take the guide at `path` out: it lies in `REMOVED` beside it then, at the path returned.

    Raises `InterviewError` where it is gone already, or cannot be moved.
    """
    kept = path.parent / REMOVED
    name = shown_in_a_line(path.name)
    try:
        kept.mkdir(exist_ok=True)
        taken = {entry.name for entry in kept.iterdir()}
        target = kept / (beside(path.name, taken) if is_taken(path.name, taken) else path.name)
        path.rename(target)
    except FileNotFoundError as error:
        raise InterviewError(f"{name} is not there any more.") from error
    except OSError as error:
        raise InterviewError(f"{name} cannot be moved to {REMOVED}: {error.strerror or error}.") from error
    return target


def put_back(kept: Path) -> Path:
    """Undo `remove`: the guide that lies at `kept` lies where it was. Raises `InterviewError`."""
    folder = kept.parent.parent
    try:
        taken = {entry.name for entry in folder.iterdir()}
        target = folder / (beside(kept.name, taken) if is_taken(kept.name, taken) else kept.name)
        kept.rename(target)
    except OSError as error:
        name = shown_in_a_line(kept.name)
        raise InterviewError(f"{name} cannot be put back: {error.strerror or error}.") from error
    return target


def empty_removed(folder: Path) -> None:
    """Delete for good what was removed from `folder`, or replaced in it."""
    shutil.rmtree(folder / REMOVED, ignore_errors=True)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise InterviewError(f"{folder} cannot be made: {error.strerror or error}.") from error


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes, *, replacing: bool = False) -> None:
    """Write a guide that can be read. What it replaces is moved first: a link's own file stays as it is."""
    _check(path.name, data)
    moved = remove(path) if replacing else None
    try:
        with whole(path) as fresh:
            fresh.write_bytes(data)
    except InterviewError:
        if moved is not None:
            moved.rename(path)
        raise


def _check(name: str, data: bytes) -> None:
    """Raise `UnreadableGuide` where `data` cannot be read as the guide that its name says it is."""
    with TemporaryDirectory(prefix="guide-") as aside:
        fresh = Path(aside) / name
        fresh.write_bytes(data)
        try:
            text = read_text(fresh, name).text
        except UnreadableGuide as error:
            found = found_in(data)
            told = "" if found == TEXT or found in str(error) else f" It looks like {found}."
            raise UnreadableGuide(name, f"{_why(error)}.{told}") from error
    if not text.strip():
        raise UnreadableGuide(name, "is empty.")


def _told(name: str, found: str) -> str:
    suffix = Path(name).suffix
    return (
        found if found != TEXT else f"text, {f'of the kind {suffix}' if suffix else 'of no kind by its name'}"
    )


def _why(error: UnreadableGuide) -> str:
    return str(error).removeprefix(f"{error.name}: ").rstrip(".")
