"""Whether a short answer is at odds with the guide: how their words differ, and what the encoder doubts.

Beside one or two key points the encoder alone is a poor judge of denials. What it finds and how the words
differ, which it does not count, tell more together. It is an alarm and no verdict: neither label nor score
follows from it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from agents.evaluator.by_words.negations import negations_in
from domain.values import Frozen
from knowledge.entailment.model import Entailed
from language.text import Text
from language.thesaurus import OPPOSITES

# From this sum of both on it is told: of pupils' correct answers 4 in 100 are (docs/scoring.md).
_AT_ODDS = 1.6
# What the encoder finds no denial in at all is beside the question, and not against it.
_SOMEWHAT_DENIED = 0.15
# How sure the encoder is counts no further than this: of statements that have all the guide's words and only
# look like denials it is as sure as it gets.
_LEAST = 0.05
_MOST_OPPOSITES, _LONGEST = 2, 2.0


class Fitted(Frozen):
    """A logistic regression of contradictory against correct answers, on how their words differ."""

    bias: float
    slopes: dict[str, float]


def is_at_odds(asked: frozenset[str], guide: Text, said: Text, found: Entailed) -> bool:
    """Whether `said` may contradict `guide`; `asked` are the question's stems, `found` is of the whole."""
    if found.denied < _SOMEWHAT_DENIED:
        return False
    fitted, differing = _fitted(), differences(asked, guide, said)
    by_words = fitted.bias + sum(slope * differing[name] for name, slope in fitted.slopes.items())
    by_meaning = math.log((found.denied + _LEAST) / (found.credit + _LEAST))
    return by_words + by_meaning > _AT_ODDS


def as_one(found: Sequence[tuple[Entailed, float]]) -> Entailed:
    """What was found of several key points, each with its weight, as of one."""
    whole = sum(weight for _, weight in found) or 1.0
    return Entailed(
        covered=sum(each.covered * weight for each, weight in found) / whole,
        partly=sum(each.partly * weight for each, weight in found) / whole,
        absent=sum(each.absent * weight for each, weight in found) / whole,
        denied=sum(each.denied * weight for each, weight in found) / whole,
    )


def differences(asked: frozenset[str], guide: Text, said: Text) -> Mapping[str, float]:
    """How the words of an answer differ from the guide's, by name; words that were `asked` tell nothing.

    "told" and "kept to it" are shares of the guide's words and of the answer's, "turned order" the share of
    neighbours that stand the other way about; the rest are counts and signs.
    """
    wanted, own = guide.stems - asked or guide.stems, said.stems - asked
    negations = negations_in(said) - negations_in(guide)
    opposites = sum(
        stem not in guide.stems and not guide.stems.isdisjoint(OPPOSITES.get(stem, ())) for stem in said.stems
    )
    return {
        "told": len(wanted & said.stems) / max(1, len(wanted)),
        "kept to it": len(own & guide.stems) / max(1, len(own)),
        "more negations": float(negations > 0),
        "fewer negations": float(negations < 0),
        "opposites": float(min(opposites, _MOST_OPPOSITES)),
        "length": math.log1p(len(said.tokens)),
        "length beside the guide's": min(_LONGEST, len(said.tokens) / max(1, len(guide.tokens))),
        "the question's words": len(said.stems & asked) / max(1, len(said.stems)),
        "turned order": _turned_order(guide, said),
    }


def _turned_order(guide: Text, said: Text) -> float:
    places: dict[str, int] = {}
    for at, token in enumerate(guide.content):
        places.setdefault(token.stem, at)
    met = [places[token.stem] for token in said.content if token.stem in places]
    return sum(one > other for one, other in pairwise(met)) / max(1, len(met) - 1)


@lru_cache(maxsize=1)
def _fitted() -> Fitted:
    file = resources.files("agents.evaluator.against").joinpath("at_odds.json")
    return Fitted.model_validate(json.loads(file.read_text(encoding="utf-8")))
