"""Answers made of the written ones without a word of ours: so in whatever language those are."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evals.entailment.compose import Example, planned
from evals.entailment.data import Answer, Conveyed, Item


class InAnyLanguage:
    """Draws them for the questions of one language or several."""

    def __init__(self, items: Sequence[Item], rng: random.Random) -> None:
        self._items = items
        self._rng = rng

    def draw(self) -> Example:
        """Some key points as the guide has them, an answer to another question, or one with such a point."""
        item, drawn = self._rng.choice(self._items), self._rng.random()
        if drawn < 0.45:
            return self._in_part(item)
        return self._to_another(item) if drawn < 0.75 else self._with_one(item)

    def _in_part(self, item: Item) -> Example:
        """One or more key points word for word, in any order."""
        told = self._rng.sample(range(len(item.points)), self._rng.randint(1, len(item.points)))
        labels = [Conveyed.COVERED if at in told else Conveyed.ABSENT for at in range(len(item.points))]
        return Example("in_part", planned([item.points[at] for at in told]), item.points, tuple(labels))

    def _to_another(self, item: Item) -> Example:
        """What answers another question of the same profession."""
        others = [each for each in self._items if each.profession == item.profession and each is not item]
        if not others:
            return self._in_part(item)
        said = self._rng.choice(self._rng.choice(others).answers).text
        return Example("to_another", said, item.points, (Conveyed.ABSENT,) * len(item.points))

    def _with_one(self, item: Item) -> Example:
        """An answer, and beside it a key point that it does not speak of."""
        answer: Answer = self._rng.choice(item.answers)
        left = [at for at, label in enumerate(answer.labels) if label is Conveyed.ABSENT]
        if not left:
            return Example(answer.kind, answer.text, item.points, answer.labels)
        added = self._rng.choice(left)
        both = [answer.text, item.points[added]]
        self._rng.shuffle(both)
        labels = list(answer.labels)
        labels[added] = Conveyed.COVERED
        return Example("with_one", planned(both), item.points, tuple(labels))
