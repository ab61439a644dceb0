"""What of an answer was spoken, at the terminal or in the page, and the time that there was for it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from domain.guide import TalkingPoint
from domain.interview import Turn
from domain.spoken import Spoken
from voice.delivery import together
from voice.heard import WITHOUT_SPACES, Heard

_STILL_SAID = 0.3
"""So much of what was heard has to stand in the answer, else it was typed in its place."""


def as_spoken(said: str, heard: Sequence[Heard]) -> Spoken | None:
    """The delivery of what was `heard` for the answer `said`; None where something else was typed."""
    if not heard:
        return None
    words, sent = _parts(" ".join(each.text for each in heard), heard), _parts(said, heard)
    kept = difflib.SequenceMatcher(None, words, sent, autojunk=False).get_matching_blocks()
    if sum(block.size for block in kept) < _STILL_SAID * len(words):
        return None
    return together([each.delivery for each in heard])


def time_for(turn: Turn, points: Mapping[str, TalkingPoint]) -> tuple[int, int]:
    """The least and the most seconds for an answer: the guide's own, else those that were planned."""
    point = points.get(turn.question.talking_point_id)
    given = point.spoken_seconds if point is not None else None
    return given or (round(turn.question.seconds * 0.4), round(turn.question.seconds * 1.3))


def _parts(text: str, heard: Sequence[Heard]) -> list[str]:
    """The words of `text`; its signs where the language writes no spaces between words."""
    if any(each.language in WITHOUT_SPACES for each in heard):
        return [sign for sign in text if not sign.isspace()]
    return text.split()
