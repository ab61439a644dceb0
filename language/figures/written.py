"""Every number of a text as it is written, whatever it counts, and those that stand nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from language.figures import numerals

_NUMBER = re.compile(rf"(?P<digits>{numerals.DIGITS})|{numerals.ENGLISH_WORDS}", re.IGNORECASE)
A_NUMBER = rf"(?:\d|{numerals.ENGLISH_WORDS})"
"""The pattern of how a number begins, for patterns that ask for one."""
# "One" alone is a pronoun far more often than a count.
_PRONOUN = "one"


class Written(NamedTuple):
    """A number and where it stands: `text[start:end]`."""

    value: float
    start: int
    end: int
    in_digits: bool


def written(text: str) -> Iterator[Written]:
    """The numbers of `text` in digits and in English words, those within names too, from left to right."""
    for found in _NUMBER.finditer(text):
        in_digits = found["digits"] is not None
        if found[0].lower() == _PRONOUN:
            continue
        numeral = (numerals.from_digits if in_digits else numerals.from_words)(found[0], "en")
        # What is too long to be a quantity is the number of something: told by its first digits.
        value = numeral.value if numeral else float(re.sub(r"\D", "", found[0])[:24])
        yield Written(value, found.start(), found.end(), in_digits)


def values(text: str) -> dict[float, str]:
    """Each number of `text` with its first spelling."""
    found: dict[float, str] = {}
    for number in written(text):
        found.setdefault(number.value, text[number.start : number.end])
    return found


def invented(text: str, known: str) -> tuple[str, ...]:
    """The numbers of `text` that stand nowhere in `known`, as they are written; "forty" is 40."""
    there = values(known)
    return tuple(spelling for value, spelling in values(text).items() if value not in there)
