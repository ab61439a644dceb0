"""Whether an answer calls for a follow-up, and at what."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from agents.figures_told import wrong_figures
from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import Aim, aim_of
from agents.sayings import SPOKEN
from agents.turned import is_turned
from domain.guide import KeyPoint
from domain.interview import ENGLISH, FollowUp, Phase
from domain.unscored import Unscored, UnscoredKind
from domain.values import Frozen
from domain.verdict import NOTHING_SAID, FigureVerdict, FlagKind, KeyPointVerdict, Label, Verdict
from domain.work import AskedNext
from language.tongues_named import name_of

WEIGHTY = 0.6
"""A key point is weighty from this weight on (the weightiest of its talking point has 1)."""
GOOD_ENOUGH = 0.8
"""From this score on nothing is dug for, except a wrong figure, or where much was left unsaid."""
MUCH_UNSAID = 0.34
"""The share of the key points' weight that may be missing from a good answer."""

NOT_AN_ANSWER_BELOW = 0.35
"""Under this score a flag such as "off topic" is believed; above it the answer did meet the question."""

_NOT_AN_ANSWER = frozenset(
    {
        FlagKind.OFF_TOPIC,
        FlagKind.OTHER_ANSWER,
        FlagKind.QUESTION_COPIED,
        FlagKind.INSTRUCTION,
        FlagKind.KEYWORD_SOUP,
    }
)
_SURELY_NONE = _NOT_AN_ANSWER - {FlagKind.OFF_TOPIC, FlagKind.QUESTION_COPIED}


class Target(StrEnum):
    """What a follow-up can dig for."""

    NOT_CAUGHT = "not caught"
    """An answer in no language."""
    EASIER_WAY_IN = "easier way in"
    NEVER_DID = "never did"
    """Something that the candidate has not done, and says so."""
    OTHER_LANGUAGE = "other language"
    """An answer in another language than the guide's."""
    BACK_TO_QUESTION = "back to the question"
    FIGURE = "figure"
    CONTRADICTION = "contradiction"
    MISSING_POINT = "missing point"
    HALF_POINT = "half point"
    UNSURE_POINT = "unsure point"
    STRETCH = "stretch"
    WORK = "work"
    """Something of work that was handed in."""


MARKS = {
    Target.NOT_CAUGHT: "not caught",
    Target.EASIER_WAY_IN: "easier",
    Target.NEVER_DID: "never did",
    Target.OTHER_LANGUAGE: "language",
    Target.BACK_TO_QUESTION: "question",
    Target.CONTRADICTION: "contradiction",
    Target.STRETCH: "stretch",
}
"""What stands for a key point's id in a follow-up that aims at none."""

TO_THE_QUESTION = frozenset(
    MARKS[each]
    for each in (
        Target.BACK_TO_QUESTION,
        Target.EASIER_WAY_IN,
        Target.NEVER_DID,
        Target.OTHER_LANGUAGE,
        Target.NOT_CAUGHT,
    )
)
"""What a follow-up is known by that leads to the question, or begins it anew."""
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
    work: AskedNext | None = None


class Circumstances(NamedTuple):
    """What else decides whether something is asked for.

    `tried` are the ids of key points, figures and `MARKS` that earlier follow-ups aimed at; `spared` those of
    key points that are no place to dig, whatever is open of them, `agreed` of those that were denied in the
    guides' own words, `deeds` of those that tell what was done in a story, where the answer tells nothing
    done, `ends` of those that tell how it ended, where the answer tells no end, and `again`
    of those that tell so much of a story that they are asked for twice.
    `elsewhere` says that the guides' answer to another question was told, `complete` that the candidate has
    nothing more to tell, `meets` that it shares words with the guide's answer to this question, whatever it
    was taken for. From the score `good_enough` on nothing is dug for.
    """

    tried: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    elsewhere: bool = False
    complete: bool = False
    meets: bool = False
    language: str = ENGLISH
    good_enough: float = GOOD_ENOUGH


def weakness(
    verdict: Verdict, phase: Phase, tried: frozenset[str] = frozenset(), known: Circumstances | None = None
) -> Weakness | None:
    """What is weakest in an answer, None where a follow-up would not help.

    `tried` is short for circumstances with nothing else known. An answer that could not be judged is left
    alone, unless nothing was said at all: digging blindly is not fair.
    """
    known = known or Circumstances(tried)
    # "Is there anything you'd like to leave me with?": whoever has nothing is let go.
    if phase in (Phase.THEIR_QUESTIONS, Phase.CLOSING):
        return None
    flags = {flag.kind for flag in verdict.flags}
    if flags & NOTHING_SAID and not _tells_of_it(verdict, flags):
        # Who was led back and has nothing to say to it is not pressed.
        return (
            None
            if MARKS[Target.BACK_TO_QUESTION] in known.tried
            else _once(Target.EASIER_WAY_IN, "nothing was said", known)
        )
    if verdict.score is None:
        return _in_another_language(verdict, known)
    met = _met(verdict, flags) or (known.meets and not flags & _SURELY_NONE)
    if flags & _NOT_AN_ANSWER and verdict.score.value < NOT_AN_ANSWER_BELOW and not met:
        return _once(Target.BACK_TO_QUESTION, "the answer did not meet the question", known)
    # Who answers something else again is not led back again, nor is what was told gone into: one goes on.
    if known.elsewhere:
        return _once(Target.BACK_TO_QUESTION, "another question was answered", known)
    if wrong := _wrong_figure(verdict, known) or _said_against(verdict, known):
        return wrong
    if known.complete or (verdict.score.value >= known.good_enough and _unsaid(verdict) < MUCH_UNSAID):
        return None
    return _gap(verdict, known, about_yourself=phase is Phase.OPENING)


def _in_another_language(verdict: Verdict, known: Circumstances) -> Weakness | None:
    """What is asked of an answer in another language than the guide's: the same in that one, once.

    Where it is a language that nobody here speaks, nobody can ask for it.
    """
    why = verdict.outcome
    if (
        not isinstance(why, Unscored)
        or why.kind is not UnscoredKind.OTHER_LANGUAGE
        or known.language not in SPOKEN
    ):
        return None
    if why.written != name_of(known.language):
        return None
    return _once(Target.OTHER_LANGUAGE, "the answer is in another language than the guide", known)


def never_did(phase: Phase, tried: frozenset[str]) -> Weakness | None:
    """What is asked of whoever has done nothing of the kind and says so: something near it, once."""
    if phase in (Phase.THEIR_QUESTIONS, Phase.CLOSING) or MARKS[Target.NEVER_DID] in tried:
        return None
    return Weakness(target=Target.NEVER_DID, why="has not done it, and says so")


def not_caught(phase: Phase, tried: frozenset[str]) -> Weakness | None:
    """What is asked of an answer in no language: the question from an easier side, once."""
    if phase in (Phase.THEIR_QUESTIONS, Phase.CLOSING) or MARKS[Target.NOT_CAUGHT] in tried:
        return None
    return Weakness(target=Target.NOT_CAUGHT, why="nothing that could be understood")


def after_no(
    question: str, phase: Phase, tried: frozenset[str], language: str, *, agrees: bool = False
) -> Weakness | None:
    """What is asked of whoever says "no" and nothing else: an easier way in, where "no" is no answer.

    Who `agrees` has answered nothing yet, whatever was asked.
    """
    if phase in (Phase.THEIR_QUESTIONS, Phase.CLOSING) or MARKS[Target.EASIER_WAY_IN] in tried:
        return None
    if agrees:
        return Weakness(target=Target.EASIER_WAY_IN, why="nothing but a yes")
    if cues.pattern(language, "whether_any").search(question):
        return None
    return Weakness(target=Target.EASIER_WAY_IN, why="nothing but a no")


def since_led_back(answers: Sequence[str], earlier: Sequence[FollowUp]) -> Sequence[str]:
    """The answers from the one on that was to the question itself: the first, or the one it was led to."""
    back = [at for at, asked in enumerate(earlier, 1) if asked.aim in TO_THE_QUESTION and at < len(answers)]
    return answers[max(back, default=0) :]


def still_open(verdict: Verdict, known: Circumstances) -> Weakness | None:
    """The weighty point that a good answer has not told, or told in part only, None where all are."""
    for labels in ((Label.UNSURE, Label.MISSING), (Label.PARTLY,)):
        if found := _gap(verdict, known, about_yourself=False, labels=labels):
            return found
    return None


def _once(target: Target, why: str, known: Circumstances) -> Weakness | None:
    return None if MARKS[target] in known.tried else Weakness(target=target, why=why)


def _tells_of_it(verdict: Verdict, flags: set[FlagKind]) -> bool:
    """Whether "I don't know" was said of one thing, and another was told that was asked for."""
    heard = verdict.labelled(Label.COVERED, Label.PARTLY)
    return FlagKind.EMPTY not in flags and any(judged.evidence is not None for judged in heard)


def _met(verdict: Verdict, flags: set[FlagKind]) -> bool:
    """Whether something of what was asked for was heard, and only its words looked like something else.

    Of another question's answer a piece always seems to be one of this one's.
    """
    heard = verdict.labelled(Label.COVERED, Label.PARTLY)
    return not flags & _SURELY_NONE and any(judged.evidence is not None for judged in heard)


def _wrong_figure(verdict: Verdict, known: Circumstances) -> Weakness | None:
    asked = (figure for figure in wrong_figures(verdict) if figure.said.quote not in known.tried)
    if (figure := next(asked, None)) is None:
        return None
    return Weakness(
        target=Target.FIGURE, why=f"the figure “{figure.said.quote}” is not the guide's", figure=figure
    )


def _said_against(verdict: Verdict, known: Circumstances) -> Weakness | None:
    for found in verdict.labelled(Label.CONTRADICTED):
        if is_turned(found) and found.key_point.id not in known.tried | known.agreed:
            return Weakness(
                target=Target.CONTRADICTION,
                why=f"said against key point {found.key_point.id}",
                key_point=found.key_point,
            )
    return None


def _unsaid(verdict: Verdict) -> float:
    """The share, by weight, of the key points that were not surely heard, not even in part."""
    whole = sum(judged.key_point.weight for judged in verdict.key_points)
    missing = sum(judged.key_point.weight for judged in verdict.labelled(Label.MISSING, Label.UNSURE))
    return missing / whole if whole else 0.0


def _gap(
    verdict: Verdict,
    known: Circumstances,
    *,
    about_yourself: bool,
    labels: Sequence[Label] = (Label.UNSURE, Label.MISSING, Label.PARTLY),
) -> Weakness | None:
    open_points = _open(verdict, known, labels)
    if not open_points:
        return None

    def kind(judged: KeyPointVerdict) -> Aim:
        return aim_of(judged.key_point, about_yourself=about_yourself, language=known.language)

    denied = {judged.key_point.id for judged in verdict.labelled(Label.CONTRADICTED)}
    # All of them are weighty. Digging for the same kind of thing again sounds as if nobody had listened.
    asked_for = {kind(judged) for judged in verdict.key_points if judged.key_point.id in known.tried}
    best = max(
        open_points,
        key=lambda judged: (
            # A story in which nobody does anything is none, nor is one without its end.
            judged.key_point.id in known.deeds,
            judged.key_point.id in known.ends,
            # Before anything is called missing, what may have been denied, or said, is asked about.
            judged.key_point.id in denied,
            judged.label is Label.UNSURE,
            kind(judged) not in asked_for,
            judged.key_point.weight,
            judged.label is Label.MISSING,
        ),
    )
    # How it ended is told once, and whoever is asked again was not heard.
    if kind(best) is Aim.OUTCOME and Aim.OUTCOME in asked_for and best.key_point.id not in known.again:
        return None
    return Weakness(target=_TARGETS[best.label], why=_why(open_points), key_point=best.key_point)


def _open(verdict: Verdict, known: Circumstances, labels: Sequence[Label]) -> list[KeyPointVerdict]:
    """The weighty key points with one of `labels` that nothing keeps from being asked about."""
    asked_about = {
        figure.expected for figure in verdict.figures if figure.expected and figure.said.quote in known.tried
    }
    return [
        judged
        for judged in map(_as_heard, verdict.labelled(*labels, Label.CONTRADICTED))
        if judged.label in labels
        and judged.key_point.weight >= WEIGHTY
        and judged.key_point.id not in (known.tried - known.again) | known.spared
        # A figure that was asked about is what is still half said here.
        and not any(expected in judged.key_point.text for expected in asked_about)
    ]


def _as_heard(judged: KeyPointVerdict) -> KeyPointVerdict:
    """`judged`; a denial that is not sure is a doubt, and asked about as one."""
    if judged.label is not Label.CONTRADICTED or is_turned(judged):
        return judged
    return judged.model_copy(update={"label": Label.UNSURE})


def _why(open_points: Sequence[KeyPointVerdict]) -> str:
    labels = [judged.label for judged in open_points]
    told = (
        (Label.UNSURE, "perhaps said"),
        (Label.MISSING, "weighty unmentioned"),
        (Label.PARTLY, "half said"),
    )
    return f"key points: {', '.join(f'{labels.count(each)} {what}' for each, what in told if each in labels)}"
