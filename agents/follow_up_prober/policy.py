"""Whether an answer calls for a follow-up, and at what."""

from __future__ import annotations

from enum import StrEnum

from agents.follow_up_prober.aims import aim_of
from domain.guide import KeyPoint
from domain.interview import Phase
from domain.values import Frozen
from domain.verdict import FigureLabel, FigureVerdict, FlagKind, Label, Verdict

WEIGHTY = 0.75
"""A key point is weighty from this weight on (the weightiest of its talking point has 1)."""
GOOD_ENOUGH = 0.8
"""From this score on nothing is dug for, except a wrong figure, or where much was left unsaid."""
MUCH_UNSAID = 0.34
"""The share of the key points' weight that may be missing from a good answer."""

NOT_AN_ANSWER_BELOW = 0.35
"""Under this score a flag such as "off topic" is believed; above it the answer did meet the question."""

_NOTHING_SAID = frozenset({FlagKind.EMPTY, FlagKind.DONT_KNOW})
_NOT_AN_ANSWER = frozenset(
    {
        FlagKind.OFF_TOPIC,
        FlagKind.OTHER_ANSWER,
        FlagKind.QUESTION_COPIED,
        FlagKind.INSTRUCTION,
        FlagKind.KEYWORD_SOUP,
    }
)


class Target(StrEnum):
    """What a follow-up can dig for."""

    EASIER_WAY_IN = "easier way in"
    BACK_TO_QUESTION = "back to the question"
    FIGURE = "figure"
    CONTRADICTION = "contradiction"
    MISSING_POINT = "missing point"
    HALF_POINT = "half point"
    UNSURE_POINT = "unsure point"


MARKS = {Target.EASIER_WAY_IN: "easier", Target.BACK_TO_QUESTION: "question"}
"""What stands for a key point's id in a follow-up that aims at none."""

_TARGETS = {
    Label.MISSING: Target.MISSING_POINT,
    Label.PARTLY: Target.HALF_POINT,
    Label.UNSURE: Target.UNSURE_POINT,
}
# Something was said next to the key point: the follow-up can begin there.
IN_PART = frozenset({Target.HALF_POINT, Target.UNSURE_POINT})


class Weakness(Frozen):
    """The one thing most worth digging for: `why` is for the transcript, in a few words."""

    target: Target
    why: str
    key_point: KeyPoint | None = None
    figure: FigureVerdict | None = None


def weakness(verdict: Verdict, phase: Phase, tried: frozenset[str] = frozenset()) -> Weakness | None:
    """What is weakest in an answer, None where a follow-up would not help.

    `tried` are the ids of key points, figures and `MARKS` that earlier follow-ups aimed at. An answer that
    could not be judged is left alone, unless nothing was said at all: digging blindly is not fair.
    """
    if phase is Phase.THEIR_QUESTIONS:
        return None
    flags = {flag.kind for flag in verdict.flags}
    if flags & _NOTHING_SAID:
        if MARKS[Target.EASIER_WAY_IN] in tried:
            return None
        return Weakness(target=Target.EASIER_WAY_IN, why="nothing was said")
    if verdict.score is None:
        return None
    if flags & _NOT_AN_ANSWER and verdict.score.value < NOT_AN_ANSWER_BELOW:
        if MARKS[Target.BACK_TO_QUESTION] in tried:
            return None
        return Weakness(target=Target.BACK_TO_QUESTION, why="the answer did not meet the question")
    wrong = next(
        (f for f in verdict.figures if f.label is FigureLabel.WRONG and f.said.quote not in tried), None
    )
    if wrong is not None:
        return Weakness(
            target=Target.FIGURE, why=f"the figure “{wrong.said.quote}” is not the guide's", figure=wrong
        )
    contradicted = next(
        (f for f in verdict.labelled(Label.CONTRADICTED) if f.key_point.id not in tried), None
    )
    if contradicted is not None:
        return Weakness(
            target=Target.CONTRADICTION,
            why=f"said against key point {contradicted.key_point.id}",
            key_point=contradicted.key_point,
        )
    if verdict.score.value >= GOOD_ENOUGH and _unsaid(verdict) < MUCH_UNSAID:
        return None
    return _gap(verdict, tried, about_yourself=phase is Phase.OPENING)


def _unsaid(verdict: Verdict) -> float:
    """The share, by weight, of the key points that were not surely heard, not even in part."""
    whole = sum(judged.key_point.weight for judged in verdict.key_points)
    missing = sum(judged.key_point.weight for judged in verdict.labelled(Label.MISSING, Label.UNSURE))
    return missing / whole if whole else 0.0


def _gap(verdict: Verdict, tried: frozenset[str], *, about_yourself: bool) -> Weakness | None:
    open_points = [
        judged
        for judged in verdict.labelled(Label.UNSURE, Label.MISSING, Label.PARTLY)
        if judged.key_point.weight >= WEIGHTY and judged.key_point.id not in tried
    ]
    if not open_points:
        return None
    missing = sum(judged.label is Label.MISSING for judged in open_points)
    # All of them are weighty. Digging for the same kind of thing again sounds as if nobody had listened.
    asked_for = {
        aim_of(judged.key_point, about_yourself=about_yourself)
        for judged in verdict.key_points
        if judged.key_point.id in tried
    }
    best = max(
        open_points,
        key=lambda judged: (
            # Before anything is called missing, what may have been said is asked about.
            judged.label is Label.UNSURE,
            aim_of(judged.key_point, about_yourself=about_yourself) not in asked_for,
            judged.key_point.weight,
            judged.label is Label.MISSING,
        ),
    )
    half = sum(judged.label is Label.PARTLY for judged in open_points)
    unsure = len(open_points) - missing - half
    parts = [
        f"{count} {what}" if count else ""
        for count, what in ((unsure, "perhaps said"), (missing, "weighty unmentioned"), (half, "half said"))
    ]
    return Weakness(
        target=_TARGETS[best.label],
        why=f"key points: {', '.join(p for p in parts if p)}",
        key_point=best.key_point,
    )
