"""Where in a text a number may begin, so that long patterns are not tried at every sign of it.

What a word must begin with stands in data/starts.yaml, which tests/language/test_starts.py works out again
from the patterns themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from language.patterns import regex
from language.tables import table, words_in

LETTERS = 3
"""How much of a word is looked at; a shorter word is looked at whole."""
# A run of letters and digits is gone over at once: to look for its beginning at every sign takes longer.
_PLACES = regex(r"[.\[(#+](?=\d)|^(?=[\s>#*_|-])|\w+", re.MULTILINE)
_IN_A_RUN = regex(rf"^[^\W\d_]{{1,{LETTERS}}}|(?<!\d)\d")
# Addresses begin anywhere, and these four letters are others in small or for who heeds no capitals.
_ANYWHERE = regex("@|://|[\u0130\u0131\u017f\u212a]")


def places(lowered: str, name: str) -> Iterator[int]:
    """Where in a text in small letters a match of the pattern called `name` may begin, from left to right."""
    known = _known(name)
    return (place for place, begun in _begun(lowered) if begun in known or not begun.isalpha())


# A text is asked twice: which language its numbers are in, and for the numbers.
@lru_cache(maxsize=4)
def _begun(lowered: str) -> tuple[tuple[int, str], ...]:
    """Where a word, a number or a line with marks begins, and the first letters of it."""
    begun: list[tuple[int, str]] = []
    for found in _PLACES.finditer(lowered):
        run = found[0]
        if run.isalpha():
            begun.append((found.start(), run[:LETTERS]))
        elif run.isdecimal():
            begun.append((found.start(), run[0]))
        elif run[:1].isalnum() or run[:1] == "_":
            at = found.start()
            begun += [(at + part.start(), part[0]) for part in _IN_A_RUN.finditer(run)]
        else:
            begun.append((found.start(), run))
    return tuple(begun)


def matches(pattern: re.Pattern[str], text: str, name: str) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)` for the pattern called `name`, which heeds no capitals."""
    lowered = text.lower()
    if len(lowered) != len(text) or _ANYWHERE.search(text):
        yield from pattern.finditer(text)
        return
    end = 0
    for start in places(lowered, name):
        if start >= end and (found := pattern.match(text, start)):
            end = found.end()
            yield found


@cache
def _known(name: str) -> frozenset[str]:
    return words_in(table("starts")[name])
