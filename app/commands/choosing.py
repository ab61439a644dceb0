"""What the commands that hold one task share: which task, what is typed, what a file holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from domain.errors import BadSetting
from domain.guide import TalkingPoint

_LARGEST = 200_000


def chosen(there: Sequence[TalkingPoint], named: str, command: str) -> TalkingPoint:
    """The task of `there` with the number `named` (from 1), or with all its words in its title.

    Raises `BadSetting` where that is none, or several.
    """
    if named.isdecimal() and 1 <= int(named) <= len(there):
        return there[int(named) - 1]
    words = named.casefold().split()
    found = [each for each in there if words and all(word in each.title.casefold() for word in words)]
    if len(found) == 1:
        return found[0]
    how = "No task" if not found else f"{len(found)} tasks"
    raise BadSetting(
        f"{how} under {named!r}. `interview {command}` lists them with their numbers, 1 to {len(there)}."
    )


def typed(prompt: str) -> str:
    """A line that is typed; the end of what is typed is an empty one."""
    try:
        return input(prompt).strip()
    except EOFError:
        return ""


def typed_lines(prompt: str) -> str:
    """The lines that are typed up to an empty one."""
    return "\n".join(iter(lambda: typed(prompt), ""))


def confirmed(question: str) -> bool:
    """Is `question` answered with yes, in any of our languages? The end of what is typed is no."""
    return typed(f"{question} [y/N] ").casefold()[:1] in {"y", "j", "s", "o", "是", "好"}


def text_of(path: Path, option: str) -> str:
    """What stands in `path`, standard input for "-". Raises `BadSetting` where it cannot be read."""
    try:
        content = sys.stdin.buffer.read(_LARGEST + 1) if str(path) == "-" else _read(path)
    except OSError as error:
        raise BadSetting(f"{option} {path}: it cannot be read ({error.strerror or error}).") from None
    if len(content) > _LARGEST:
        raise BadSetting(f"{option} {path}: more than {_LARGEST:,} bytes, which are the most.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BadSetting(f"{option} {path}: it is not text in UTF-8.") from None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)
