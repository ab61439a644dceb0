"""Short answers that speak of one or two of several key points, as people give them to begin with."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evals.entailment.compose import NOT_BY_THEMSELVES, Example, planned
from evals.entailment.data import Answer, Conveyed, Item

_FEWEST, _MOST = 3, 6
# How often two are spoken of, and how often one is told as it stands.
_TWO, _AS_PLANNED = 0.3, 0.15


class OneOfMany:
    """Draws such answers: key points of one field, of which one or two are spoken of in a few words.

    Whoever tells one of six things has told that one. Nobody writes a guide's answer so short, and of written
    answers most key points are told; without these a short answer told nothing to the encoder.
    """

    def __init__(self, statements: Sequence[Item], notes: Sequence[Item], rng: random.Random) -> None:
        grouped: dict[tuple[str, str], list[Item]] = {}
        for item in statements:
            grouped.setdefault((item.profession, ""), []).append(item)
        for note in notes:
            grouped.setdefault((note.profession, note.question), []).append(note)
        alone = ([item for item in group if len(item.points) == 1] for group in grouped.values())
        self._fields = [group for group in alone if len(group) >= _FEWEST]
        self._rng = rng

    def draw(self) -> Example:
        """One of them, its key points in any order."""
        field = self._rng.choice(self._fields)
        asked = self._rng.sample(field, min(self._rng.randint(_FEWEST, _MOST), len(field)))
        spoken_of = asked[: 2 if self._rng.random() < _TWO else 1]
        said = [self._answer(item) for item in spoken_of]
        labels = [answer.labels[0] for answer in said]
        labels += [Conveyed.ABSENT] * (len(asked) - len(spoken_of))
        self._rng.shuffle(said)
        return Example(
            "one_of_many",
            planned([answer.text for answer in said]),
            tuple(item.points[0] for item in asked),
            tuple(labels),
        )

    def _answer(self, item: Item) -> Answer:
        written = [each for each in item.answers if each.kind not in NOT_BY_THEMSELVES]
        if self._rng.random() < _AS_PLANNED or not written:
            return Answer("planned", item.points[0], (Conveyed.COVERED,))
        return self._rng.choice(written)
