"""What a line of a posting is by its own words: what speaks for each reading of it, added up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from knowledge.posting.details import years_in
from knowledge.posting.words import folded, pattern

CLEAR = 2.0
"""So much more than for any other reading says what a line is, whatever stands around it."""
_STRONG, _FAIR, _SLIGHT = 3.0, 2.0, 1.0
_AT_THE_BEGINNING = 28
"""Within so many characters a word says what a line is about, behind them it may be an aside."""


class Reading(StrEnum):
    """What a line of a posting may be."""

    NEED = "need"
    """What somebody has to have, or would have."""
    TASK = "task"
    """What they would do."""
    GIVEN = "given"
    """What they would get."""
    FIRM = "firm"
    """What the employer tells of itself."""
    FORMAL = "formal"
    """How to apply, how one will be chosen, and what the law has to be said."""


ASKED = (Reading.NEED, Reading.TASK)
_SPEAKS: Mapping[Reading, Mapping[str, float]] = {
    Reading.NEED: {
        "asks": _FAIR,
        "requires": _SLIGHT,
        "obliges": _STRONG,
        "held": _SLIGHT,
        "has": _STRONG,
        "wants_who": _STRONG,
        "and_also": _FAIR,
    },
    Reading.TASK: {"does": _FAIR + 0.5, "will_do": _STRONG, "you_do": _FAIR},
    Reading.GIVEN: {"offers": _FAIR, "gets": _STRONG, "money": _FAIR},
    Reading.FIRM: {"of_the_firm": _FAIR, "firm_tells": _STRONG},
    Reading.FORMAL: {"formal": _STRONG, "ends": _STRONG},
}
"""By the names of patterns."""
# "2.8 Look after …" begins with what is done.
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)+\.?|\d+[.)]|\(?[a-z]\))\s+")
_AT_THE_START = frozenset({"of_the_firm"})
_ADDS_UP = frozenset({"formal", "gets", "offers"})
_AGAIN, _MOST_TIMES = 0.5, 2.5
_NO_DOUBT = frozenset({Reading.GIVEN, Reading.FIRM, Reading.FORMAL})


@lru_cache(maxsize=4096)
def weighed(text: str) -> Mapping[Reading, float]:
    """How much in `text` speaks for each reading of it; 0 where nothing does."""
    plain = _NUMBER.sub("", folded(text))
    found = {
        reading: sum(weight * _times(name, plain) for name, weight in names.items())
        for reading, names in _SPEAKS.items()
    }
    if pattern("wants_who").search(plain) is not None:
        # "We need somebody who" tells of whom they need, be it they who tell it.
        found[Reading.FIRM] = 0.0
    if years_in(text) is not None and not found[Reading.FIRM]:
        found[Reading.NEED] += _FAIR
    asked = pattern("asks").search(plain)
    if found[Reading.TASK] and asked is not None and asked.start() > _AT_THE_BEGINNING:
        # "Design screens that a user's experience is better for" is done; what is asked stands first.
        found[Reading.NEED] -= _SLIGHT
    if pattern("indifferent").search(plain) is not None:
        found[Reading.NEED] = 0.0
    if asked is not None and not asked.start():
        # "Experience of pension trustees" asks, whatever it is experience of.
        found[Reading.GIVEN] = 0.0
    done, had = pattern("will_do").search(plain), pattern("has").search(plain)
    if done is not None and had is not None and had.start() > done.start():
        # "You'll tell the team what you've heard" asks for nothing that somebody has.
        found[Reading.NEED] -= _STRONG
    if pattern("does_to").search(plain) is not None:
        # "You will administer the company pension scheme" is work, too.
        found[Reading.GIVEN] = 0.0
    formal = pattern("formal").search(plain)
    if done is not None and formal is not None and done.start() < formal.start():
        # "You'd be responsible for GDPR at reception" is work.
        found[Reading.FORMAL] = 0.0
    return found


def reading_of(text: str, least: float = CLEAR) -> Reading | None:
    """What `text` is, None where nothing speaks for one reading by `least`, or two are as likely."""
    weights = weighed(text)
    first, second = sorted(weights, key=lambda each: weights[each], reverse=True)[:2]
    return first if weights[first] >= least and weights[first] > weights[second] else None


def is_aside(text: str, *, prior: float) -> bool:
    """Whether a line that stands where things are asked for asks for nothing.

    `prior` is what its place says for it: more for an item of a list than for a sentence beside it.
    """
    weights = weighed(text)
    against = max(weights[each] for each in _NO_DOUBT)
    return against - max(weights[each] for each in ASKED) >= prior


def _times(name: str, plain: str) -> float:
    """How much a pattern that stands in a text counts there: once, more where it tells by several words."""
    each = pattern(name)
    if name in _AT_THE_START:
        return float(each.match(plain) is not None)
    if name not in _ADDS_UP:
        return float(each.search(plain) is not None)
    told = len({found[0] for found in each.finditer(plain)})
    return min(_MOST_TIMES, 1 + (told - 1) * _AGAIN) if told else 0.0
