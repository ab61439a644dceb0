"""Planned answers told again by rule: some key points of them, in few words, or with something changed.

What changes places or is turned is denied, what is left out is absent; whatever else is said stays told. As
in `compose`, every draw comes from the `random.Random` that is given.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from evals.entailment.compose import Example, alone, frames, joined, planned
from evals.entailment.data import Conveyed, Item
from evals.entailment.exchanging import exchanged, notes_exchanged, told_from_the_end
from evals.entailment.noting import noted
from evals.entailment.turning import opposed, reworded

# How lists in few words are written; of how many of a question's points, and how many of these are wrong.
LISTS = ("\n- {}", "\n* {}", "; {}", ". {}", "\n{}", " / {}")
_SHARES_TOLD = (0.25, 0.5, 0.75, 1.0)
_WRONG_OF = 0.12
# Where two notes can exchange what they say, so often they do.
_NOTES_OF = 0.6


class Retelling:
    """Draws such answers to questions and single statements of one part of the data.

    `part` is that of the frames: "training" or "held_out".
    """

    def __init__(
        self, items: Sequence[Item], statements: Sequence[Item], part: str, rng: random.Random
    ) -> None:
        self._opposable = [
            item for item in statements if len(item.points) == 1 and opposed(item.points[0], rng) is not None
        ]
        self._exchangeable = [
            item
            for item in (*items, *statements)
            if notes_exchanged(item.points, rng) or any(exchanged(point, rng) for point in item.points)
        ]
        self._frames = frames(part)
        self._rng = rng

    def draw_decisive(self) -> Example:
        """A single statement and the same with one word changed for its opposite, in both roles.

        What is said is most times in other words, so that the word's sense decides and not its letters.
        """
        item = self._rng.choice(self._opposable)
        (point,) = item.points
        right = [each.text for each in item.answers if each.labels == (Conveyed.COVERED,)] or [point]
        other = opposed(point, self._rng)
        drawn = self._rng.random()
        if other is None or drawn < 0.3:
            return alone(self._rng.choice(right), point, Conveyed.COVERED)
        if drawn < 0.65:
            return alone(self._rng.choice(right), other, Conveyed.DENIED)
        if drawn < 0.85:
            return alone(other, self._rng.choice([point, *right]), Conveyed.DENIED)
        return alone(reworded(other, self._rng), other, Conveyed.COVERED)

    def draw_exchanged(self) -> Example:
        """A planned answer with halves or nouns of one or two key points in one another's place.

        Others are told from their other half, which leaves them true, or in the candidate's words, so that
        neither clumsiness nor the guide's words tell anything.
        """
        item = self._rng.choice(self._exchangeable)
        told, labels = list(item.points), [Conveyed.COVERED] * len(item.points)
        wrong = self._rng.choice((0, 1, 1, 2))
        notes = notes_exchanged(told, self._rng) if self._rng.random() < _NOTES_OF else {}
        for at, note in notes.items():
            told[at], labels[at], wrong = note, Conveyed.DENIED, 0
        for at in self._rng.sample(range(len(told)), len(told)):
            other = exchanged(told[at], self._rng) if wrong else None
            if other is not None:
                told[at], labels[at], wrong = other, Conveyed.DENIED, wrong - 1
            elif labels[at] is Conveyed.COVERED and (same := told_from_the_end(told[at], self._rng)):
                told[at] = same
        whole = [each for each in item.answers if set(each.labels) == {Conveyed.COVERED}]
        if whole and Conveyed.DENIED in labels and self._rng.random() < 1 / 3:
            # What was planned has changed places, and the true story is told.
            return Example("exchanged", self._rng.choice(whole).text, tuple(told), tuple(labels))
        text = joined(self._frames, self._rng, told) if self._rng.random() < 1 / 2 else planned(told)
        return Example("exchanged", text, item.points, tuple(labels))

    def draw_in_part(self, item: Item) -> Example:
        """Some of a question's key points, each in about the guide's words; the others are not spoken of.

        Which are told is drawn one by one, as in `draw_listed`.
        """
        share = self._rng.choice(_SHARES_TOLD)
        labels = [Conveyed.COVERED if self._rng.random() < share else Conveyed.ABSENT for _ in item.points]
        told = [
            self._put(point)
            for point, label in zip(item.points, labels, strict=True)
            if label is Conveyed.COVERED
        ]
        if self._rng.random() < 1 / 3:
            self._rng.shuffle(told)
        return Example("in_part", joined(self._frames, self._rng, told), item.points, tuple(labels))

    def _put(self, point: str) -> str:
        """`point` as it is, in like words, from its other half or as a note."""
        drawn = self._rng.random()
        if drawn < 0.3:
            return point
        if drawn < 0.65:
            return reworded(point, self._rng)
        if drawn < 0.85:
            return told_from_the_end(point, self._rng) or reworded(point, self._rng)
        return noted(point, self._rng)

    def draw_listed(self, item: Item) -> Example:
        """Some of a question's key points as a list in few words; the others are left out.

        Which are told is drawn one by one: that most are says nothing of the one that is asked about.
        """
        share = self._rng.choice(_SHARES_TOLD)
        told: list[str] = []
        labels: list[Conveyed] = []
        for point in item.points:
            drawn = self._rng.random()
            other = opposed(point, self._rng) if drawn < _WRONG_OF * share else None
            labels.append(
                Conveyed.DENIED if other else Conveyed.COVERED if drawn < share else Conveyed.ABSENT
            )
            if drawn < share:
                told.append(noted(other or point, self._rng))
        if self._rng.random() < 1 / 2:
            self._rng.shuffle(told)
        form = self._rng.choice(LISTS)
        text = "".join(form.format(each) for each in told).lstrip("\n;./ ")
        return Example("listed", text, item.points, tuple(labels))
