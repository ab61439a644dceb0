"""Everything of a key point that an answer has in another place."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator.against.places.contrasts import turned_contrasts
from agents.evaluator.against.places.sequence import turned_sequences
from agents.evaluator.against.places.terms import exchanged_terms
from agents.evaluator.figures.crossed import crossed
from domain.guide import KeyPoint
from domain.verdict import Evidence
from language.text import Text

_READERS = (crossed, turned_contrasts, turned_sequences, exchanged_terms)


def changed_places(heard: Text, key_points: Sequence[KeyPoint]) -> list[Evidence | None]:
    """For each key point the words of `heard` that have two things of it in one another's place, if any.

    Two figures, what is so and what is not, two steps, a cause and its effect, two terms. English alone is
    read, and on purpose little of it: what is called turned round here counts nothing.
    """
    found = [reader(heard, key_points) for reader in _READERS]
    return [next((words for words in each if words is not None), None) for each in zip(*found, strict=True)]
