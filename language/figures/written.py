"""Every number of a text as it is written, whatever it counts, and those that stand nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from language.figures import numerals
from language.figures.foreign import spelled
from language.figures.starts import matches
from language.patterns import regex

_NUMBER = regex(rf"(?P<digits>{numerals.DIGITS})|{numerals.ENGLISH_WORDS}", re.IGNORECASE)
A_NUMBER = rf"(?:\d|{numerals.ENGLISH_WORDS})"
"""The pattern of how a number begins, for patterns that ask for one."""
# One answer is held against every key point, and each follow-up that is tried against all that was said.
_KEPT = 64
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
    for found in matches(_NUMBER, text, "english"):
        in_digits = found["digits"] is not None
        if found[0].lower() == _PRONOUN:
            continue
        numeral = (numerals.from_digits if in_digits else numerals.from_words)(found[0], "en")
        # What is too long to be a quantity is the number of something: told by its first digits.
        value = numeral.value if numeral else float(re.sub(r"\D", "", found[0])[:24])
        yield Written(value, found.start(), found.end(), in_digits)


def values(text: str, language: str = "en") -> dict[float, str]:
    """Each number of `text` with its first spelling.

    Of the language with this code the words count too, and digits are read both ways: "20.000" is twenty
    thousand in German and twenty in English.
    """
    found: dict[float, str] = {}
    for spelling, readings in _readings(text, language):
        for value in readings:
            found.setdefault(value, spelling)
    return found


def invented(text: str, known: str, language: str = "en") -> tuple[str, ...]:
    """The numbers of `text` that stand nowhere in `known`, as they are written; "forty" is 40."""
    there = values(known, language).keys()
    new = (spelling for spelling, readings in _readings(text, language) if not there & readings)
    return tuple(dict.fromkeys(new))


def gives_away(text: str, secret: str, already_said: str, language: str = "en") -> tuple[str, ...]:
    """The numbers of `secret` that `text` names, as it writes them, and `already_said` does not."""
    hidden = values(secret, language).keys() - values(already_said, language).keys()
    named = (spelling for spelling, readings in _readings(text, language) if hidden & readings)
    return tuple(dict.fromkeys(named))


@lru_cache(maxsize=_KEPT)
def _readings(text: str, language: str) -> tuple[tuple[str, frozenset[float]], ...]:
    """Each number of `text` as it is written, with what it may mean."""
    return tuple((spelling, frozenset(meant)) for spelling, meant in _read(text, language))


def _read(text: str, language: str) -> Iterator[tuple[str, set[float]]]:
    grouped = numerals.joined(text, language)
    for number in written(grouped):
        spelling = text[number.start : number.end]
        digits = grouped[number.start : number.end]
        local = numerals.from_digits(digits, language) if number.in_digits else None
        yield spelling, {number.value, local.value if local else number.value}
    for spelt in spelled(text, language):
        yield text[spelt.start : spelt.end], {spelt.value}
