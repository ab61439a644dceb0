"""The words by which postings are read, as patterns; each is made once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from language.tables import read_yaml
from language.terms import fold

_APART = re.compile(r"(?<=you) '(?=(?:ll|re|ve|d)\b)")
"""As pages are pasted: "you 'll own it"."""


@cache
def _tables() -> dict[str, Any]:
    file = Path(__file__).with_name("words.yaml")
    found: dict[str, Any] = read_yaml(file)
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern `name`, of all languages, for folded text."""
    listed = _tables()[name]
    return re.compile("|".join(f"(?:{each})" for each in (listed if isinstance(listed, list) else [listed])))


@cache
def titles() -> Mapping[str, re.Pattern[str]]:
    """What titles a part, by the kind of part: "nice", "must", "duty", "other"."""
    return {
        kind: re.compile("|".join(f"(?:{each})" for each in listed))
        for kind, listed in _tables()["titles"].items()
    }


@cache
def words_of(name: str, *, whole: bool = True) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a table by what they stand for: "languages" by code, "seniority" by level.

    They are held against `whole` words, but for those that say themselves where a word ends.
    """
    # Chinese has no blanks between its words.
    ends = (r"(?<![^\W\u4e00-\u9fff])", r"(?![^\W\u4e00-\u9fff])") if whole else ("", "")
    return {key: re.compile(f"{ends[0]}(?:{each}){ends[1]}") for key, each in _tables()[name].items()}


def folded(text: str) -> str:
    """`text` as the patterns are written: in lower case, without accents, with plain apostrophes."""
    return _APART.sub("'", fold(text).replace("’", "'"))


@cache
def names_in(name: str) -> Mapping[str, re.Pattern[str]]:
    """The other names of each name in a table, as one pattern for folded text."""
    return {
        first: re.compile("|".join(rf"(?<![\w.+#]){re.escape(str(other))}(?![\w+#])" for other in others))
        for first, others in _tables()[name].items()
    }
