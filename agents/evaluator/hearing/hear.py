"""What was heard of an answer, and whether it can be judged."""

from __future__ import annotations

from dataclasses import dataclass

from agents.evaluator.hearing.hidden import visible
from agents.evaluator.hearing.integrity import Integrity, examine
from agents.evaluator.hearing.judgeable import why_not
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.unscored import Unscored
from language.no_more import without_the_end
from language.taken_back import without_taken_back
from language.text import Text, read

MOST_WORDS = 3000
"""Nobody speaks longer than this in one turn; beyond it a text is not heard, whatever its size."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """All the words of an answer, what of them counts, and why they cannot be judged, where they cannot."""

    text: Text
    integrity: Integrity
    unscored: Unscored | None = None


def hear(answer: str, question: Question, point: TalkingPoint, planned: Text) -> Hearing:
    """Hear `answer` to `question`; `planned` is what the guide would have the candidate say."""
    text = read(visible(answer), MOST_WORDS)
    unscored = why_not(text, question, point, planned)
    if unscored is not None:
        return Hearing(text, Integrity(text), unscored)
    counts = without_the_end(without_taken_back(text))
    return Hearing(text, examine(counts, read(question.text), planned))
