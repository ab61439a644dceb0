"""What became of a model's work where it was not simply used, told once."""

from __future__ import annotations

from agents.reasons import refined
from app.display.labels import of_agent
from domain.interview import ENGLISH, Turn
from domain.refinement import Outcome, Refinement
from domain.usage import Setback
from domain.verdict import Provenance


class Notes:
    """What one session has told of its models."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._setbacks: set[str] = set()

    def know(self, setback: Setback) -> None:
        """It was said why a model is not asked from now on; notes that say no more than that are not news."""
        self._setbacks.add(setback.error)

    def news(self, turn: Turn, language: str = ENGLISH) -> list[str]:
        """What there is to tell of question, verdict and advice of `turn`, a line each in `language`."""
        found = []
        for made in _made(turn):
            if not (note := refined.note(made, language)) or self._is_known(made.refinement):
                continue
            line = f"{of_agent(made.agent, language)}: {note}"
            if line not in self._told:
                self._told.add(line)
                found.append(line)
        return found

    def _is_known(self, refinement: Refinement | None) -> bool:
        """Whether a model is away that was said to be: it stays away for a while, and once is enough."""
        if refinement is None or refinement.outcome is not Outcome.FAILED or refinement.taken_back:
            return False
        return refinement.what in self._setbacks


def _made(turn: Turn) -> list[Provenance]:
    provenances = [turn.question.provenance]
    if turn.verdict is not None:
        provenances.append(turn.verdict.provenance)
    if turn.advice is not None:
        provenances.append(turn.advice.provenance)
    return provenances
