"""What reading a guide gives: its text, what was understood of it, and what was not."""

from __future__ import annotations

from collections.abc import Mapping

from domain.guide import Guide, Repair
from domain.values import Frozen


class GuideText(Frozen):
    """A guide's text, its lines numbered as in the file; `digest` is the sha256 of the file's bytes."""

    name: str
    text: str
    digest: str
    repairs: tuple[Repair, ...] = ()


class Unread(Frozen):
    """How many lines of `guide` ended up in no talking point, of how many.

    `languages` says how many of them are in a language or a script that is not read, by its name, most first;
    `asked_or_answered` how many of the others may be questions or answers, by their marks. `text` are the
    lines themselves.
    """

    guide: str
    lines: int
    of: int
    languages: Mapping[str, int] = {}
    asked_or_answered: int = 0
    text: str = ""

    @property
    def in_read_languages(self) -> int:
        """The lines that could have been understood."""
        return self.lines - sum(self.languages.values())


class Understood(Frozen):
    """A guide as it was understood; `language` is the code of the language that it is written in.

    `unread` is what was not understood of it, None where all was.
    """

    guide: Guide
    language: str
    unread: Unread | None = None
