"""What kind of thing a key point says, so that it can be asked for without saying it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from agents.follow_up_prober import cues
from agents.follow_up_prober.clauses import keys, told
from domain.guide import KeyPoint, KeyPointOrigin, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH
from domain.later import later
from knowledge.lines.labels import Role, labels_of
from knowledge.stories import asks_for_story
from language.figures import figures
from language.patterns import regex

if TYPE_CHECKING:
    from knowledge.key_points import weights
else:
    weights = later("knowledge.key_points.weights")


class Aim(StrEnum):
    """The kinds of thing an interviewer digs for."""

    OUTCOME = "outcome"
    MEASURE = "measure"
    REASON = "reason"
    TRADE_OFF = "trade-off"
    FAILURE = "failure"
    PROOF = "proof"
    PEOPLE = "people"
    SAFETY = "safety"
    COST = "cost"
    SCALE = "scale"
    SITUATION = "situation"
    TASK = "task"
    LEARNT = "learnt"
    HISTORY = "history"
    MOTIVE = "motive"
    METHOD = "method"
    KNOWLEDGE = "knowledge"
    WHY = "why"
    EXCEPTION = "exception"
    RECORD = "record"


# In order: the first kind one of whose patterns stands in the key point is the one that is asked for.
_KINDS = (
    Aim.EXCEPTION,
    Aim.LEARNT,
    Aim.TRADE_OFF,
    Aim.REASON,
    Aim.FAILURE,
    Aim.OUTCOME,
    Aim.PROOF,
    Aim.SAFETY,
    Aim.COST,
    Aim.SCALE,
    Aim.PEOPLE,
    Aim.MEASURE,
    Aim.RECORD,
)
# What a person says of themselves falls into fewer kinds.
_ABOUT_YOURSELF = (Aim.MOTIVE, Aim.HISTORY, Aim.OUTCOME, Aim.PEOPLE, Aim.MEASURE)
GENERAL = frozenset({Aim.METHOD, Aim.KNOWLEDGE})
"""Kinds that say of no key point what it is about."""
_OF_STEPS = frozenset({Aim.OUTCOME, Aim.PROOF, Aim.SAFETY, Aim.COST, Aim.SCALE, Aim.PEOPLE})
"""What a single step may be about as well."""
_OWN = frozenset({Aim.MOTIVE, Aim.HISTORY})
_STAR = (Aim.SITUATION, Aim.TASK, Aim.OUTCOME)
_DIGIT = regex(r"\d")
_MOSTLY_FIGURES = 5
"""A key point with more words than this says more than its figures."""
_MANY_THINGS = 16
"""A key point with more words that carry meaning lists, or tells a whole system."""
_MOST_ALIKE = 0.5
"""From this share of the other key points on that are of a kind, it tells none from another."""
_LAST_SENTENCES = 2
_OF_A_DEED = 2
"""So many words that carry meaning tell a deed: "we put both leaders on trucks"."""
_A_WHOLE_DEED = 5
"""Or so many words of any kind: "I sat down next to him"."""
_THIN, _THIN_STORY = 5, 12
"""With fewer words that carry meaning an answer only names things, and a story was hardly begun."""
_LABEL = regex(r"\s*([^\W\d_]+)\s*[:：]")


def aim_of(key_point: KeyPoint, *, about_yourself: bool = False, language: str = ENGLISH) -> Aim:
    """What kind of thing `key_point` says; METHOD where nothing tells.

    `about_yourself` says that it belongs to an introduction.
    """
    # A question's answer may be told in a story's parts as well.
    if not about_yourself:
        label = _LABEL.match(key_point.text)
        named = label[1] if label is not None else ""
        for part in _STAR:
            if cues.pattern(language, f"star.{part}").fullmatch(named):
                return part
    kinds = _ABOUT_YOURSELF if about_yourself else _KINDS
    # Guides in every language have their English words: "A/B tests", "on budget".
    for listened in dict.fromkeys((language, ENGLISH)):
        for kind in kinds:
            if _says(kind, key_point.text, listened):
                return kind
    return Aim.METHOD


def part_of_story(key_point: KeyPoint, point: TalkingPoint) -> Aim | None:
    """The part of the story of `point` that says `key_point`, where it is one that is asked for as such."""
    if point.star is None and (key_point.id in _ends_of(point) or _is_labelled_as_end(key_point)):
        return Aim.OUTCOME
    if point.star is None or key_point.origin is not KeyPointOrigin.STAR:
        return None
    own = _signs(key_point.text)
    parts = {
        Aim.SITUATION: point.star.situation,
        Aim.TASK: point.star.task,
        Aim.OUTCOME: point.star.result,
    }
    return next((part for part, text in parts.items() if own and own in _signs(text)), None)


def _is_labelled_as_end(key_point: KeyPoint) -> bool:
    return any(label.role is Role.RESULT for label in labels_of(key_point.text, key_point.text))


def tells_an_end(answer: str, language: str) -> bool:
    """Whether the last sentences of a story say what came of it, as far as words tell.

    `answer` has a line for each turn; who told the end and was asked for something else has told it.
    """
    lasts = [
        " ".join(each.words for each in told(turn, language)[-_LAST_SENTENCES:])
        for turn in answer.split("\n")
    ]
    ends = [cues.pattern(language, key) for key in (f"aims.{Aim.OUTCOME}", "ended")]
    return any(end.search(last) for last in lasts for end in ends)


def tells_a_deed(answer: str, language: str) -> bool:
    """Whether `answer` says something that was done: not "we managed", nor "I never did that"."""
    doings = [cues.pattern(language, doing) for doing in ("decided", "did")]
    return any(
        doing.search(clause)
        and (len(keys(clause, language)) >= _OF_A_DEED or len(clause.split()) >= _A_WHOLE_DEED)
        for sentence in told(answer, language)
        for clause in sentence.clauses
        for doing in doings
    )


def is_thin(answer: str, language: str, few: int = _THIN) -> bool:
    """Whether `answer` has so few words that carry meaning that it names things and tells nothing of them."""
    return len(keys(answer, language)) < few


def tells_nothing_done(answer: str, language: str) -> bool:
    """Whether a short `answer` to a question for a story has nothing done in it: "It was bad, we managed"."""
    return is_thin(answer, language, _THIN_STORY) and not tells_a_deed(answer, language)


def _ends_of(point: TalkingPoint) -> frozenset[str]:
    """The key points that tell how a story without marked parts ended: the last one where none tells it."""
    if point.kind is not TalkingPointKind.STAR_STORY and not asks_for_story(
        point.title, point.source.heading_path
    ):
        return frozenset()
    ends = weights.end_of_story([key_point.text for key_point in point.key_points])
    ending = [point.key_points[at] for at in ends] or point.key_points[-1:]
    return frozenset(key_point.id for key_point in ending if not weights.is_lesson(key_point.text))


def _signs(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def fitting(aim: Aim, question: str, key_point: KeyPoint, language: str) -> Aim:
    """`aim` as it is asked for after `question`: who was asked about wine is not asked for steps and reasons.

    KNOWLEDGE and WHY ask for what is known; the other kinds, MEASURE apart, for what somebody did.
    """
    if any(cues.pattern(language, doing).search(key_point.text) for doing in ("decided", "did")):
        return aim
    if aim is not Aim.METHOD and cues.pattern(language, "yours").search(question):
        return aim
    if cues.pattern(language, "knowledge").search(question.strip()):
        known = {Aim.MEASURE: Aim.MEASURE, Aim.REASON: Aim.WHY}
        return known.get(aim, Aim.KNOWLEDGE)
    by_steps = any(cues.pattern(language, each).search(question) for each in ("procedure", "asked_of_deeds"))
    return Aim.KNOWLEDGE if aim is Aim.METHOD and not by_steps else aim


def is_telling(
    aim: Aim, key_point: KeyPoint, point: TalkingPoint, question: str, language: str, *, ordered: bool = False
) -> bool:
    """Whether asking for `aim` leads to `key_point`: not where the question does, or most others are so.

    Who was asked how something is tested is not asked how they were sure. In a way to do something
    (`ordered`) a step is asked for by its place: "First check who cannot wait" is no proof.
    """
    if aim in GENERAL:
        return False
    if aim in (Aim.MEASURE, Aim.WHY, Aim.SITUATION, Aim.TASK):
        return True
    # What says many things is of no one kind.
    if len(keys(key_point.text, language)) > _MANY_THINGS:
        return False
    if ordered and aim in _OF_STEPS and cues.pattern(language, "acts").search(key_point.text):
        return False
    others = [other for other in point.key_points if other.id != key_point.id]
    alike = sum(aim_of(other, language=language) is aim for other in others)
    if len(others) > 1 and alike >= _MOST_ALIKE * len(others):
        return False
    return not _says(aim, question, language)


def _says(kind: Aim, text: str, language: str) -> bool:
    if kind is Aim.MEASURE:
        # "S3", "step 2" and "ISO 9001" are no figures that one could ask for, nor is a count in passing.
        counted = _DIGIT.search(text) and any(True for _ in figures(text))
        return bool(counted) and len(keys(text, language)) <= _MOSTLY_FIGURES
    below = "about_yourself" if kind in _OWN else "aims"
    return cues.pattern(language, f"{below}.{kind}").search(text) is not None
