"""The encoder that reads a text by the language it is in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from knowledge.entailment.model import Entailment, Reading
from knowledge.search.opened import Opens
from language.tongue import tongue


class ByLanguage:
    """English by one encoder, and other languages by another. Safe to use from several threads."""

    def __init__(self, english: Entailment, others: Entailment) -> None:
        self.english = english
        self.others = others

    @property
    def fingerprint(self) -> str:
        """That of the encoder for English; `in_languages` has the other's."""
        return self.english.fingerprint

    def in_languages(self, spoken: Collection[str | None]) -> Entailment | None:
        """The encoder that reads texts in all of these languages together, None where neither does."""
        return self.english.in_languages(spoken) or self.others.in_languages(spoken)

    def open(self) -> None:
        """Open that for English now; the other is opened with the first answer in another language."""
        if isinstance(self.english, Opens):
            self.english.open()

    def read(self, said: str, points: Sequence[str]) -> Reading:
        """Read `said` beside `points`, in whatever language they are."""
        reader = self.in_languages({tongue(said), tongue("\n".join(points))}) or self.english
        return reader.read(said, points)
