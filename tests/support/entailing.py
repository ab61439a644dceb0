"""An encoder for tests: what it finds is written down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from knowledge.entailment.model import ENGLISH, Entailed, Reading
from language.text import read

COVERED = Entailed(0.97, 0.02, 0.01, 0.0)
PARTLY = Entailed(0.2, 0.7, 0.1, 0.0)
ABSENT = Entailed(0.01, 0.02, 0.96, 0.01)
DENIED = Entailed(0.01, 0.01, 0.03, 0.95)
NOT_SURE = Entailed(0.4, 0.1, 0.4, 0.1)

Finding = Callable[[str, str], Entailed]


class WrittenEntailment:
    """Finds what `finding` says of (what was said, key point), and remembers what it was asked to read."""

    fingerprint = "written/1"

    def __init__(self, finding: Finding) -> None:
        self._finding = finding
        self.asked: list[str] = []

    def in_languages(self, spoken: Collection[str | None]) -> WrittenEntailment | None:
        """English, as the encoder that everybody has."""
        return self if ENGLISH.issuperset(each for each in spoken if each is not None) else None

    def read(self, said: str, points: Sequence[str]) -> Reading:
        """Each word is as near to a key point's word as it is that word, 1 or 0."""
        self.asked.append(said)
        tokens = read(said).tokens
        stems = [{token.stem for token in read(point).content} for point in points]
        return Reading(
            tuple(self._finding(said, point) for point in points),
            np.array([(token.start, token.end) for token in tokens], dtype=np.int64).reshape(-1, 2),
            tuple(
                np.array(
                    [[127 * (token.stem == stem) for token in tokens] for stem in own or {""}], dtype=np.int8
                )
                for own in stems
            ),
        )


def always(found: Entailed) -> WrittenEntailment:
    """An encoder that finds the same of everything."""
    return WrittenEntailment(lambda said, point: found)
