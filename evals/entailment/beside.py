"""Written answers with a sentence beside the point: about the interview, oneself, the weather of the trade.

What stands beside what was said must not change what was said: neither how it is told nor that it is denied.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from evals.entailment.compose import NOT_BY_THEMSELVES, Example
from evals.entailment.data import Conveyed, Item
from language.sentences import sentences

MOST_POINTS = 4
"""Of so many key points a short guide's question has at most; longer ones hold on to one another."""
_MOST_LETTERS = 420
# So much of what is drawn goes against the guide: of what people write most is honest.
_AGAINST = 0.5
_BEFORE, _BETWEEN, _AFTER = "before", "between", "after"
# Where the sentences stand, as often as they are named.
_PLACES = ((_BEFORE,), (_BEFORE,), (_AFTER,), (_BETWEEN,), (_BEFORE, _AFTER))
_WITHOUT_SPACES = "zh"


class Beside:
    """Draws such answers to the questions of one language; `part` is that of the sentences."""

    def __init__(self, items: Sequence[Item], language: str, part: str, rng: random.Random) -> None:
        short = [
            Example(answer.kind, answer.text, item.points, answer.labels)
            for item in items
            if len(item.points) <= MOST_POINTS
            for answer in item.answers
            if answer.kind not in NOT_BY_THEMSELVES and len(answer.text) <= _MOST_LETTERS
        ]
        self._against = [each for each in short if Conveyed.DENIED in each.labels]
        self._others = [each for each in short if Conveyed.DENIED not in each.labels]
        self._sentences = sentences_beside(part)[language]
        self._joint = "" if language == _WITHOUT_SPACES else " "
        self._rng = rng

    def draw(self) -> Example:
        """An answer with one or two such sentences; its labels stay."""
        against = self._rng.random() < _AGAINST
        told = self._rng.choice((against and self._against) or self._others or self._against)
        return Example("beside", self._among(told.text, self._rng.choice(_PLACES)), told.points, told.labels)

    def _among(self, text: str, places: Sequence[str]) -> str:
        pieces = [each.strip() for each in sentences(text)]
        if _BETWEEN in places and len(pieces) < 2:
            places = (_BEFORE,)
        for place in places:
            at = {_BEFORE: 0, _AFTER: len(pieces)}.get(place)
            if at is None:
                at = self._rng.randrange(1, len(pieces))
            pieces.insert(at, self._rng.choice(self._sentences[place]))
        return self._joint.join(pieces)


@cache
def sentences_beside(part: str) -> dict[str, dict[str, list[str]]]:
    """The sentences by language and by where they stand, those of one part."""
    text = resources.files(__package__).joinpath("beside.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)[part]
    return found
