"""How long a question takes."""

from __future__ import annotations

from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.verdict import WORDS_PER_MINUTE
from domain.work import WorkKind
from rounds.tasks import seconds_of

_WITHOUT_ANSWER = (TalkingPointKind.UNANSWERED_QUESTION, TalkingPointKind.CONTRADICTION)
_LEAST, _MOST = 45, 300
_BY_PHASE = {
    Phase.OPENING: 75,
    Phase.STORY: 150,
    Phase.TECHNICAL: 100,
    Phase.DESIGN: 300,
    Phase.CODING: 1200,
    Phase.REVIEW: 900,
    Phase.CONCERN: 60,
    Phase.THEIR_QUESTIONS: 150,
    Phase.CLOSING: 45,
}


def answer_seconds(point: TalkingPoint, phase: Phase, work: WorkKind | None = None) -> int:
    """The seconds a good answer takes: the guide's own time, else the planned answer's length when spoken.

    Where `work` is to be handed in, they are those of the task.
    """
    if work is not None:
        return seconds_of(point, work)
    if point.spoken_seconds is not None:
        least, most = point.spoken_seconds
        return max(10, round((least + most) / 2))
    if phase in (Phase.DESIGN, Phase.THEIR_QUESTIONS) or point.kind in _WITHOUT_ANSWER:
        return _BY_PHASE[phase]
    words = len(point.text.split())
    if words < 8:
        return _BY_PHASE[phase]
    seconds = words / WORDS_PER_MINUTE * 60
    return round(min(max(seconds, _LEAST), _MOST) / 5) * 5
