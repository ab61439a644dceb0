"""Short questions that fit whatever was said, for where nothing tells what the gap is about."""

from __future__ import annotations

from enum import StrEnum

from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import Aim
from agents.follow_up_prober.anchors import tells_much
from agents.follow_up_prober.by_question import (
    asks_for_experience,
    asks_for_the_last_time,
    discreet,
    is_of_a_mistake,
    is_of_a_thing,
    is_supposed,
    unless_told,
    was_done,
)
from agents.follow_up_prober.clauses import keys, told
from agents.follow_up_prober.said import Said
from agents.follow_up_prober.sayable import is_deed, only_names
from agents.follow_up_prober.senses import LAST_TIME, asks_for
from domain.guide import KeyPoint
from domain.interview import Phase
from knowledge.stories import asks_for_story
from language.sentences import sentences


class Shape(StrEnum):
    """What an answer tells, by what was asked: a story, a plan, what was or is usually done, or else.

    EXPERIENCE is what one says to have worked with, ATTITUDE whether one could live with something.
    """

    STORY = "story"
    PLAN = "plan"
    DEED = "deed"
    USUAL = "usual"
    EXPERIENCE = "experience"
    ATTITUDE = "attitude"
    OTHER = "other"


_FOR = {
    Shape.STORY: ("hardest", "why_then"),
    Shape.PLAN: ("plan_if_not", "plan_known"),
    Shape.DEED: ("worked", "why_then"),
    Shape.USUAL: ("how", "last_time", "if_not", "how_known", "why_so"),
    Shape.EXPERIENCE: ("used", "worked_with", "example", "hardest"),
    Shape.ATTITUDE: ("helped", "difficult"),
    Shape.OTHER: ("in_practice", "example"),
}
_OF_LITTLE, _OF_A_STEP = ("besides", "uncovered"), ("next", "uncovered")
"""What is asked where hardly anything was told of much: a weighty question suits no trifle."""
_WITHOUT_EPISODE = ("uncovered", "if_not")
"""What is asked of a rule, a view or what is so all the time, besides that."""
_OF_MUCH = {
    Shape.STORY: ("hardest",),
    Shape.PLAN: ("plan_doubt", "plan_if_not", "plan_known"),
    Shape.DEED: ("again", "hardest", "falls_short"),
    Shape.USUAL: ("grew", "keep", "falls_short"),
    Shape.EXPERIENCE: ("used", "worked_with", "example", "again", "hardest", "falls_short"),
    Shape.ATTITUDE: ("helped", "difficult"),
    Shape.OTHER: ("example",),
}
"""What is asked where many things were told: "that" means all of them there, and "Why that way?" none."""
_OPEN_IN_MUCH = ("uncovered", "falls_short")
"""What is asked there before all that takes it for complete, where something weighty was not told."""
_MANY, _FEW, _FEW_WORDS = 4, 2, 5
"""With more clauses than these that tell something, many things were told."""
_SEVERAL = 2
_NOT_OF_ONE = 2
"""So many of the wordings for an exception name no "that"."""
_ASK_FOR_A_CASE, _ABOUT_A_CASE = ("used", "worked_with"), ("again", "hardest", "falls_short")
_OF_A_CASE = ("hardest", "if_not", "why_so")
_AT = {
    Aim.EXCEPTION: ("if_not", "plan_if_not"),
    Aim.FAILURE: ("if_not", "plan_if_not"),
    Aim.PROOF: ("how_known", "plan_known", "worked"),
    Aim.REASON: ("why_so", "why_then"),
    Aim.TRADE_OFF: ("why_so", "why_then"),
}
"""Which of them lead to a kind of thing."""
_A_CASE, _A_REASON = ("decided", "did"), ("reasoned",)
_TOLD_BY = {
    "last_time": _A_CASE,
    "example": _A_CASE,
    "if_not": ("aims.exception", "aims.failure"),
    "plan_if_not": ("aims.exception", "aims.failure"),
    "how_known": ("aims.proof", "ended"),
    "plan_known": ("aims.proof",),
    "worked": ("aims.proof", "aims.outcome", "ended"),
    "why_so": _A_REASON,
    "why_then": _A_REASON,
}
"""What in a clause says that such a question was answered before it was asked."""


def plain_asks(said: Said, missing: KeyPoint | None = None, aim: Aim | None = None) -> list[str]:
    """The wordings of the plain question that fits best, [] where none is left.

    It was not asked before, nor answered in passing, and reveals nothing of `missing`. What leads to the kind
    `aim` goes before the others, and of these what the last questions had not.
    """
    if said.is_settled:
        return []
    shape = shape_of(said)
    probes = [said.options(f"plain.{probe}") for probe in _probes(shape, said) if _is_open(probe, said)]
    leading = [
        said.options(f"plain.{probe}")
        for probe in (_AT.get(aim, ()) if aim and not _is_little(shape, said) else ())
        if _fits(probe, shape, said)
    ]
    if shape in (Shape.STORY, Shape.DEED):
        probes.append(unless_told(Aim.LEARNT, said))
    # Who was asked for the last time has just told a case, and that is what is spoken of.
    elif shape is Shape.USUAL and _told_the_last_time(said):
        probes.insert(0, unless_told(Aim.LEARNT, said))
    # A story without its end is no story yet.
    if shape is Shape.STORY and not said.ended:
        probes.insert(0, said.options(f"ask.{Aim.OUTCOME}"))
    if shape is Shape.USUAL and len(sentences(said.answer)) > 1:
        # Of several things "that" is none in particular, and "if that doesn't work" asks what.
        gets_in_the_way = said.options(f"ask.{Aim.EXCEPTION}")[:_NOT_OF_ONE]
        if_not = said.options("plain.if_not")
        leading, probes = (
            [gets_in_the_way if probe == if_not else probe for probe in each] for each in (leading, probes)
        )
    left = [
        asks
        for probe in (*leading, *probes)
        if (asks := list(probe) if missing is None else discreet(probe, missing, said))
    ]
    fresh = (asks for asks in left if all(map(said.choice.is_fresh, asks)))
    # A needless question is a poor one: what was asked just now is not asked again of who told much.
    return next(fresh, left[0] if left and not tells_many(said) else [])


def plainly(said: Said) -> str:
    """One of them, whatever was told; "" where none is left that would be a question about something."""
    asks = plain_asks(said)
    return said.choice.of(asks) if asks else ""


def tells_a_case(said: Said) -> bool:
    """Whether the answer tells a piece of work: several things that were done, or one among much else."""
    deeds = [clause for sentence in told(said.answer, said.language) for clause in sentence.clauses]
    fewest = 1 if asks_for_the_last_time(said) or tells_many(said) else _SEVERAL
    return sum(is_deed(clause, said.language) for clause in deeds) >= fewest


def tells_many(said: Said) -> bool:
    """Whether so much was told that "that" would mean nothing in particular."""
    return said.is_full or tells_much(said.answer, said.language, _MANY)


def shape_of(said: Said) -> Shape:
    """What the question makes of an answer."""
    if cues.pattern(said.language, "attitude").search(said.question.strip()):
        return Shape.ATTITUDE
    if is_supposed(said):
        return Shape.PLAN
    if said.phase is Phase.STORY or asks_for_story(said.question):
        return Shape.STORY
    if said.is_project:
        return Shape.DEED
    if asks_for_experience(said):
        return Shape.EXPERIENCE
    if not cues.pattern(said.language, "procedure").search(said.question):
        # Whoever tells a case has made a story of it.
        return Shape.STORY if _says(said, _A_CASE) else Shape.OTHER
    return Shape.DEED if was_done(said) else Shape.USUAL


def _probes(shape: Shape, said: Said) -> tuple[str, ...]:
    """The plain questions for `shape`, as far as they fit what was asked, and told since."""
    on_a_subject = shape in (Shape.USUAL, Shape.OTHER) and not is_of_a_mistake(said.question, said.language)
    if tells_many(said):
        return _of_much(shape, said) if on_a_subject else _OF_MUCH[shape]
    if on_a_subject and said.has_no_episode:
        return (*_OF_LITTLE, *_WITHOUT_EPISODE) if tells_little(said) else _WITHOUT_EPISODE
    named = was_only_named(said)
    if said.begun and _is_little(shape, said) and not _told_the_last_time(said):
        return (*(_OF_A_STEP if shape is Shape.USUAL else _OF_LITTLE), *_FOR[shape])
    if shape is Shape.USUAL and _told_the_last_time(said):
        return _OF_A_CASE
    unfit = {"last_time"} if said.is_assuring or is_of_a_thing(said) else set()
    # What was only named is told first; what was told needs no "exactly".
    if not named:
        unfit.add("how")
    # What was hardest about a mistake is no matter.
    if is_of_a_mistake(said.question, said.language):
        unfit.add("hardest")
    return tuple(probe for probe in _FOR[shape] if probe not in unfit)


def _of_much(shape: Shape, said: Said) -> tuple[str, ...]:
    """What is asked of all that was told of a subject: what it leaves open first, where something is."""
    first = _OPEN_IN_MUCH if said.secret else ()
    after = ("uncovered",) if said.has_no_episode else _OF_MUCH[shape]
    return (*first, *(each for each in after if each not in first))


def tells_little(said: Said) -> bool:
    """Whether hardly anything was told each time: a thing or two, of which nobody asks what if not."""
    turns = 1 + len(said.earlier)
    few = len(keys(said.answer, said.language)) <= _FEW_WORDS * turns
    return few and not tells_much(said.answer, said.language, _FEW * turns)


def _is_little(shape: Shape, said: Said) -> bool:
    """Whether hardly anything of a subject was told, and not only a name."""
    widened = shape is Shape.USUAL or (shape is Shape.OTHER and said.has_no_episode)
    return widened and tells_little(said) and not was_only_named(said)


def was_only_named(said: Said) -> bool:
    """Whether one thing was named and nothing told of it: two that stand side by side are no "that"."""
    return only_names(said.answer, said.language) and len(sentences(said.answer)) == 1


def widening(said: Said, missing: KeyPoint) -> str:
    """What asks for the rest, where hardly anything of a subject was told; "" where that was asked."""
    shape = shape_of(said)
    if not _is_little(shape, said):
        return ""
    steps = shape is Shape.USUAL and not said.has_no_episode
    for probe in _OF_A_STEP if steps else _OF_LITTLE:
        asks = said.options(f"plain.{probe}")
        if all(map(said.choice.is_new, asks)) and (left := discreet(asks, missing, said)):
            return said.choice.of(left)
    return ""


def _told_the_last_time(said: Said) -> bool:
    return any(asks_for(LAST_TIME, before, said.language) for before in said.earlier)


def _fits(probe: str, shape: Shape, said: Said) -> bool:
    return probe in _probes(shape, said) and _is_open(probe, said)


def _is_open(probe: str, said: Said) -> bool:
    """Whether `probe` was neither asked in any wording nor answered."""
    if not all(map(said.choice.is_new, said.options(f"plain.{probe}"))):
        return False
    # Who says that it is hard is asked what helps, and not what is hard.
    if probe in ("helped", "difficult"):
        return _says(said, ("hard",)) is (probe == "helped")
    if probe in _ASK_FOR_A_CASE or (probe == "example" and asks_for_experience(said)):
        return not tells_a_case(said)
    if probe in _ABOUT_A_CASE and asks_for_experience(said):
        return tells_a_case(said)
    return not _says(said, _TOLD_BY.get(probe, ()))


def _says(said: Said, listened: tuple[str, ...]) -> bool:
    """Whether a clause of the answer says what is `listened` for."""
    tells = [cues.pattern(said.language, key) for key in listened]
    clauses = [clause for sentence in told(said.answer, said.language) for clause in sentence.clauses]
    return any(tell.search(clause) for tell in tells for clause in clauses)
