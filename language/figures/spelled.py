"""Numbers written out in words in other languages than English, compounds and all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from language.tables import table

_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[\s-]*")
_PER_CENT = re.compile(r"\b(?:pour|por|per)\s+cent(?:o|os)?\b|\bpor\s+ciento\b", re.IGNORECASE)
_LONGEST = 60
_THOUSAND = 1000


class _Words(NamedTuple):
    values: dict[str, float]
    scales: dict[str, float]
    joins: frozenset[str]
    known: tuple[str, ...]
    parts: re.Pattern[str]


class _Part(NamedTuple):
    word: str
    start: int
    end: int


class Spelled(NamedTuple):
    """A number in words: `text[start:end]`."""

    value: float
    start: int
    end: int


def spelled(text: str, language: str) -> Iterator[Spelled]:
    """The numbers in words of `text` in `language`, left to right; none where its words are not known here.

    "One" alone is an article or a pronoun far more often than a count, and is left out.
    """
    if language not in table("spelled"):
        return
    words = _words(language)
    run: list[_Part] = []
    # Where nothing joins numbers there are no blanks between words either: only their signs are looked for.
    text = _PER_CENT.sub(lambda found: "%" * len(found[0]), text)
    for match in (_WORD if words.joins else words.parts).finditer(text):
        for part in _parts(match, words):
            if run and not (_follows(run[-1], part, text) and _goes_on(run, part.word, words)):
                yield from _number(run, words)
                run = []
            if part.word in words.values or part.word in words.scales or (run and part.word in words.joins):
                run.append(part)
    yield from _number(run, words)


def _parts(match: re.Match[str], words: _Words) -> Iterator[_Part]:
    """The word, or the number words that it is made of; each stands where the whole word does."""
    word = match[0].lower()
    if len(word) > _LONGEST or not words.parts.fullmatch(word):
        yield _Part(word, match.start(), match.end())
        return
    left = word
    while left:
        # The longest first, and none that leaves a rest which is no number ("dreizehn").
        piece = next(
            part
            for part in words.known
            if left.startswith(part) and (left == part or words.parts.fullmatch(left, len(part)))
        )
        yield _Part(piece, match.start(), match.end())
        left = left[len(piece) :]


def _follows(before: _Part, part: _Part, text: str) -> bool:
    """Whether nothing but a blank or a hyphen stands between the two."""
    return part.start == before.start or _JOINED.fullmatch(text, before.end, part.start) is not None


def _goes_on(run: list[_Part], word: str, words: _Words) -> bool:
    """Whether `word` belongs to the number of `run`: "vierzig" after "fünf und", not after "fünf"."""
    if word in words.scales or word in words.joins:
        return True
    if word not in words.values:
        return False
    before = run[-1].word
    if before in words.joins or before in words.scales:
        return len(run) > 1 or before in words.scales
    last, new = words.values[before], words.values[word]
    # Also "quatre-vingt", "soixante-dix", "quarantacinque".
    return (last >= 20 and new < last) or (last == 4 and new == 20)


def _number(run: list[_Part], words: _Words) -> Iterator[Spelled]:
    counted = [part for part in run if part.word not in words.joins]
    if not counted or (len(counted) == 1 and words.values.get(counted[0].word) == 1):
        return
    total = group = digit = 0.0
    for part in counted:
        if (value := words.values.get(part.word)) is not None:
            group = group * value if (digit, value) == (4, 20) else group + value
            digit = value
        elif (scale := words.scales[part.word]) >= _THOUSAND:
            total, group, digit = total + (group or 1.0) * scale, 0.0, 0.0
        else:
            # What stands before it is multiplied: 二百四十, "deux cents".
            group, digit = group - digit + (digit or 1.0) * scale, 0.0
    yield Spelled(total + group, counted[0].start, counted[-1].end)


@cache
def _words(language: str) -> _Words:
    row = table("spelled")[language]
    values, scales = (
        {word: float(value) for word, _, value in (pair.partition("=") for pair in row[kind].split())}
        for kind in ("words", "scales")
    )
    joins = frozenset(row["joins"].split())
    known = tuple(sorted({*values, *scales, *joins}, key=len, reverse=True))
    return _Words(values, scales, joins, known, re.compile(f"(?:{'|'.join(map(re.escape, known))})+"))
