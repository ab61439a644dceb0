"""A better answer, made of the candidate's own talking points."""

from __future__ import annotations

from agents.wording import plain, shorten, upper_first
from domain.guide import KeyPoint, KeyPointOrigin, TalkingPoint
from domain.report import Cited
from domain.verdict import Label, Verdict

_WORDS_PER_SECOND = 150 / 60
_FIRST_WORDS = 220
_SPOKEN = frozenset({KeyPointOrigin.ANSWER, KeyPointOrigin.FIGURE, KeyPointOrigin.STAR})


def better_answer(point: TalkingPoint, verdict: Verdict, seconds: int) -> tuple[Cited, ...]:
    """The guide's own sentences in the guide's order, as many as `seconds` of speech hold.

    Where they do not all fit, the weightiest stay, and of these the ones the answer lacked first. Every
    sentence is the guide's, word for word, with its line.
    """
    spoken = [kp for kp in point.key_points if kp.origin in _SPOKEN]
    room = max(seconds, 20) * _WORDS_PER_SECOND * 1.15
    labels = {found.key_point.id: found.label for found in verdict.key_points}
    by_need = sorted(
        spoken, key=lambda kp: (-kp.weight, labels.get(kp.id) in (Label.COVERED, None), spoken.index(kp))
    )
    kept: set[str] = set()
    for key_point in by_need:
        words = len(key_point.text.split())
        if words <= room or not kept:
            kept.add(key_point.id)
            room -= words
    return tuple(Cited(text=_sentence(kp.text), sources=(kp.source,)) for kp in spoken if kp.id in kept)


def say_first(point: TalkingPoint, verdict: Verdict) -> Cited | None:
    """The one thing to open with next time: the weightiest thing that was missing, in the guide's words."""
    wanted = verdict.labelled(Label.CONTRADICTED, Label.MISSING, Label.PARTLY)
    spoken = [found.key_point for found in wanted if found.key_point.origin in _SPOKEN]
    key_point: KeyPoint | None = spoken[0] if spoken else None
    if key_point is None and not verdict.key_points:
        key_point = next((kp for kp in point.key_points if kp.origin in _SPOKEN), None)
    if key_point is None:
        return None
    return Cited(text=shorten(_sentence(key_point.text), _FIRST_WORDS), sources=(key_point.source,))


def _sentence(text: str) -> str:
    text = upper_first(plain(text))
    return text if text.endswith(("?", "!", "…")) else f"{text}."
