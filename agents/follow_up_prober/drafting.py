"""What is worded for a weakness, with all that is known of the question and its answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agents.follow_up_prober import draft
from agents.follow_up_prober.anchors import Anchor, anchors_of, tells_much
from agents.follow_up_prober.policy import (
    GOOD_ENOUGH,
    TO_THE_QUESTION,
    Weakness,
)
from domain.guide import TalkingPoint
from domain.interview import FollowUp, Phase, Question
from domain.verdict import Label, Verdict

_LITTLE = 2
"""An answer of no more clauses that tell something is asked for more, whatever was asked before."""


class Asked(NamedTuple):
    """What was asked and answered, what came of it, and the talking point it stands on."""

    question: Question
    answer: str
    verdict: Verdict
    point: TalkingPoint


def drafted(
    target: Weakness, asked: Asked, earlier: Sequence[FollowUp], recent: Sequence[str], seed: object
) -> str:
    """The words of a follow-up on `target`, with what `draft.follow_up` needs to know found out."""
    question, answer, verdict, point = asked
    return draft.follow_up(
        target,
        question=question.text,
        answer=answer,
        quote=draft.words_for(target, verdict, question.language),
        point=point,
        earlier=[before.text for before in earlier],
        recent=recent,
        phase=question.phase,
        language=question.language,
        begun=draft.is_begun(verdict),
        ended=draft.is_ended(point, verdict, answer, question.language),
        anchors=_anchors(target, verdict, point, question, answer),
        settled=_is_settled(asked, earlier),
        doubted=_is_doubted(target, verdict),
        seed=seed,
    )


def _is_settled(asked: Asked, earlier: Sequence[FollowUp]) -> bool:
    """Whether enough was told, and dug for once: what fits any answer is asked no more.

    A story and an introduction have their parts, and these are asked for.
    """
    question, answer, _, _ = asked
    if question.phase in (Phase.STORY, Phase.OPENING) or all(
        before.aim in TO_THE_QUESTION for before in earlier
    ):
        return False
    return question.phase is Phase.CONCERN or tells_much(answer, question.language, _LITTLE)


def _anchors(
    target: Weakness, verdict: Verdict, point: TalkingPoint, question: Question, answer: str
) -> Sequence[Anchor]:
    if target.key_point is None:
        return ()
    return tuple(
        anchors_of(target.key_point, verdict, point, question.text, answer, question.phase, question.language)
    )


def _is_doubted(target: Weakness, verdict: Verdict) -> bool:
    """Whether what is asked about was perhaps denied, or is the one thing half told in a good answer."""
    good = verdict.score is not None and verdict.score.value >= GOOD_ENOUGH
    labels = (Label.CONTRADICTED, Label.PARTLY) if good else (Label.CONTRADICTED,)
    doubted = {judged.key_point.id for judged in verdict.labelled(*labels)}
    return target.key_point is not None and target.key_point.id in doubted
