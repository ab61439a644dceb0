"""How many of a guide's words a line has, the rare ones counting more."""

from __future__ import annotations

from collections.abc import Sequence

from language.text import read
from language.thesaurus import SYNONYMS


class SharedWords:
    """The words of a guide's points, weighed by how few of them have each."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._clauses = [
            [c.stems for c in read(text).clauses if len(c.stems) > 1] or [read(text).stems] for text in texts
        ]
        self._all = [read(text).stems for text in texts]

    def shared(self, said: str, number: int) -> float:
        """The share of the point `number`, or of a clause of it, that `said` has, 0 to 1."""
        own = read(said).stems
        near = own.union(*(SYNONYMS.get(stem, frozenset()) for stem in own))
        return max((self._share(near, len(own), clause) for clause in self._clauses[number]), default=0.0)

    def _share(self, near: frozenset[str], said: int, clause: frozenset[str]) -> float:
        together = sum(self._weight(stem) for stem in clause & near)
        whole = sum(self._weight(stem) for stem in clause)
        if not whole or not said:
            return 0.0
        # One word in common is a coincidence, unless it is most of what either says.
        enough = 1.0 if len(clause & near) > 1 else 0.5
        return min(1.0, enough * max(together / whole, 0.9 * len(clause & near) / max(said, 3)))

    def _weight(self, stem: str) -> float:
        return 1 / max(1, sum(stem in each for each in self._all))
