"""What the turns of a session tell together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from domain.interview import ENGLISH, Turn, TurnKind


def final_turns(turns: Sequence[Turn]) -> list[Turn]:
    """The last judged turn of every question, in order: what the question came to, follow-ups included."""
    last: dict[str, Turn] = {}
    for turn in turns:
        if turn.verdict is not None:
            last[turn.question.id] = turn
    return list(last.values())


def asked_as(turns: Sequence[Turn], number: int) -> list[Turn]:
    """The turns of the question that turn `number` belongs to, of that time it was asked: it may be again."""
    question = next((turn.question.id for turn in turns if turn.number == number), "")
    asked: list[Turn] = []
    for turn in turns:
        if turn.question.id != question:
            continue
        if turn.kind is TurnKind.QUESTION:
            if turn.number > number:
                break
            asked = []
        asked.append(turn)
    return asked


def language_of(turns: Sequence[Turn]) -> str:
    """The language of an interview: that of most of its questions."""
    languages = Counter(turn.question.language for turn in turns if turn.kind is TurnKind.QUESTION)
    return languages.most_common(1)[0][0] if languages else ENGLISH
