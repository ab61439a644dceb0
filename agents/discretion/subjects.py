"""Whether words keep to a subject."""

from __future__ import annotations

import math

from language.questioning import names, subject
from language.terms import split

_FEW_NEW = 2
# Of what a question is about besides its names so much has to be in any wording of it.
_KEPT = 0.6
_CHINESE = "zh"


def keeps(phrased: str, draft: str, language: str) -> bool:
    """Whether `phrased` still asks what `draft` does: its names, all of them, and most of its rare words."""
    wanted, there = subject(draft, language), subject(phrased, language)
    if not names(draft, language) <= set(split(phrased)) | there | names(phrased, language):
        return False
    return len(wanted & there) >= math.ceil(_kept(language) * len(wanted))


def shares(phrased: str, draft: str, around: str, language: str) -> bool:
    """Whether `phrased` is about what `draft` is about or, where that has no subject, about `around`.

    A draft without a subject ("And how did it end?") has wordings without one.
    """
    about, drafted, near = (subject(text, language) for text in (phrased, draft, around))
    if drafted:
        return bool(about & drafted)
    return not about or bool(about & near)


def new_words(phrased: str, known: str, language: str) -> int:
    """How many words of the subject of `phrased` stand nowhere in `known`."""
    return len(subject(phrased, language) - subject(known, language))


def strays(phrased: str, known: str, language: str) -> bool:
    """Whether more of `phrased` is new than a few words and half of it; `known` is what it may be about."""
    about, new = subject(phrased, language), new_words(phrased, known, language)
    # Chinese is counted in pairs of signs, and a new word makes new pairs with those beside it.
    few = _FEW_NEW * 3 if language == _CHINESE else _FEW_NEW
    return new > few and new > len(about) / 2


def new_names(phrased: str, known: str, language: str) -> tuple[str, ...]:
    """The names of `phrased` that stand nowhere in `known`."""
    return tuple(sorted(names(phrased, language) - set(split(known)) - names(known, language)))


def _kept(language: str) -> float:
    return _KEPT / 2 if language == _CHINESE else _KEPT
