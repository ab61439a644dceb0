"""What postings ask for in general words, and the plain ones in which answers tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.posting.words import folded
from language.tables import read_yaml

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BEGINS = r"(?<![^\W\u4e00-\u9fff])"
_SIGNS = frozenset(r"\.[](){}?*+|^")
"""What makes a pattern of an entry; most are plain, and looked for as they stand: to compile thousands of
patterns would take seconds."""
_INSIDE, _ENDS = "*", "$"


@dataclass(frozen=True, slots=True)
class Entry:
    """Some words of a theme, folded; they may stand `inside` a word, or have to end with one (`ends`)."""

    words: str
    inside: bool
    ends: bool

    def place(self, plain: str) -> int:
        """Where the words first stand in a folded text, -1 where they do not."""
        if not _SIGNS.isdisjoint(self.words):
            found = _pattern(self).search(plain)
            return -1 if found is None else found.start()
        at = plain.find(self.words)
        while at >= 0 and not self._stands(plain, at):
            at = plain.find(self.words, at + 1)
        return at

    def _stands(self, plain: str, at: int) -> bool:
        before, after = plain[at - 1 : at] if at else "", plain[at + len(self.words) :][:1]
        begins = self.inside or not _is_of_a_word(before) or _CHINESE.match(before) is not None
        return begins and not (self.ends and _is_of_a_word(after))


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that is asked for in many trades: mentoring, complaints, the month end.

    `asked` are a posting's words for it, `told` these and those that only an answer has.
    """

    asked: tuple[Entry, ...]
    told: tuple[Entry, ...]


@cache
def themes() -> tuple[Theme, ...]:
    """The themes that are known, in the order of their file."""
    return tuple(
        Theme(asked=_entries(each["asked"]), told=_entries([*each["asked"], *each["told"]]))
        for each in read_yaml(Path(__file__).with_name("themes.yaml"))
    )


def asked_in(text: str) -> tuple[Theme, ...]:
    """The themes of what `text` asks for."""
    plain = folded(text)
    return tuple(theme for theme in themes() if any(entry.place(plain) >= 0 for entry in theme.asked))


def signs(theme: Theme, text: str) -> int:
    """At how many places of `text` words of a theme stand; of those that stand again the first counts."""
    plain = folded(text)
    return len({place for entry in theme.told if (place := entry.place(plain)) >= 0})


def _entries(listed: Sequence[str]) -> tuple[Entry, ...]:
    return tuple(dict.fromkeys(map(_entry, listed)))


def _entry(listed: str) -> Entry:
    inside = listed.startswith(_INSIDE) or _CHINESE.match(listed) is not None
    words = folded(listed.removeprefix(_INSIDE).removesuffix(_ENDS))
    return Entry(words, inside, listed.endswith(_ENDS))


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


@cache
def _pattern(entry: Entry) -> re.Pattern[str]:
    begin, end = "" if entry.inside else _BEGINS, r"(?!\w)" if entry.ends else ""
    return re.compile(f"{begin}(?:{entry.words}){end}")
