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


def language_of(turns: Sequence[Turn]) -> str:
    """The language of an interview: that of most of its questions."""
    languages = Counter(turn.question.language for turn in turns if turn.kind is TurnKind.QUESTION)
    return languages.most_common(1)[0][0] if languages else ENGLISH
