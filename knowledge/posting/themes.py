"""What postings ask for in general words, and the plain ones in which answers tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.posting.words import folded
from language.tables import read_yaml

_BEGINS = r"(?<![^\W\u4e00-\u9fff])"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_INSIDE, _ENDS = "*", "$"


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that is asked for in many trades: mentoring, complaints, the month end.

    `asked` are a posting's words for it, as a pattern for folded text, `told` those of an answer beside them.
    """

    asked: re.Pattern[str]
    told: re.Pattern[str]


@cache
def themes() -> tuple[Theme, ...]:
    """The themes that are known, in the order of their file."""
    return tuple(
        Theme(asked=_pattern(each["asked"]), told=_pattern([*each["asked"], *each["told"]]))
        for each in read_yaml(Path(__file__).with_name("themes.yaml"))
    )


def asked_in(text: str) -> tuple[Theme, ...]:
    """The themes of what `text` asks for."""
    plain = folded(text)
    return tuple(theme for theme in themes() if theme.asked.search(plain) is not None)


def signs(theme: Theme, text: str) -> int:
    """How many different words of a theme `text` has."""
    return len({found[0] for found in theme.told.finditer(folded(text))})


def _pattern(entries: Sequence[str]) -> re.Pattern[str]:
    """The entries of a list as one pattern; each begins a word, but for "*", and goes on, but for "$"."""
    return re.compile("|".join(map(_entry, entries)))


def _entry(entry: str) -> str:
    inside = entry.startswith(_INSIDE) or _CHINESE.match(entry) is not None
    bare = folded(entry.removeprefix(_INSIDE).removesuffix(_ENDS))
    begin, end = "" if inside else _BEGINS, r"(?!\w)" if entry.endswith(_ENDS) else ""
    return f"{begin}(?:{bare}){end}"
