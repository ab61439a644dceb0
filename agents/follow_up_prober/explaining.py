"""What a follow-up is after, for a candidate who asks what is meant by it."""

from __future__ import annotations

from functools import cache

from agents.follow_up_prober.aims import aim_of
from agents.follow_up_prober.fixed import fixed_part
from agents.follow_up_prober.policy import MARKS, Target
from agents.sayings import options, spoken, wordings
from domain.guide import TalkingPoint
from domain.interview import FollowUp, Phase, Question

_LIKE = {
    "knowledge": "method",
    "action": "method",
    "how": "method",
    "why": "reason",
    "since": "learnt",
    "mistake": "failure",
    "exception": "failure",
    "before_then": "before",
    "after_then": "after",
    "beside_then": "beside",
    "within": "example",
    "within_then": "example",
    "thing": "example",
    "last_time": "example",
    "if_not": "failure",
    "how_known": "proof",
    "why_so": "reason",
    "worked": "proof",
    "why_then": "reason",
    "hardest": "whole",
    "plan_known": "proof",
    "plan_if_not": "failure",
    "in_practice": "example",
    "keep": "whole",
    "falls_short": "failure",
    "grew": "learnt",
    "again": "learnt",
    "plan_doubt": "whole",
    "used": "example",
    "worked_with": "example",
    "difficult": "further",
    "helped": "further",
    "gap": "further",
    "calling": "motive",
    "change": "outcome",
    "so_far": "outcome",
    "next": "after",
    "besides": "beside",
    "uncovered": "failure",
    "for_reasons": "reasons",
    "proposal": "whole",
    "alone": "example",
    "any": "measure",
    "about_yourself": "measure",
}
"""What is explained as something else is: an exception as what goes wrong."""
_TABLES = ("ask", "about_yourself", "more_figures", "beside", "deeper", "topic", "plain")
_WHOLE = {
    "unsure": "example",
    "unsure_deed": "example",
    "unsure_denied": "example",
    "unsure_figure": "example",
    "unsure_outcome": "outcome",
    "figure": "figure",
    "contradiction": "contradiction",
    "contradiction_whole": "contradiction",
    "doubt": "doubt",
    "doubted": "contradiction",
    "doubted_then": "contradiction",
    "easier": "easier",
    "never_did": "easier",
    "not_caught": "easier",
    "stretch": "further",
    "kinds": "further",
}


def meant(follow_up: FollowUp, question: Question, point: TalkingPoint) -> str:
    """What `follow_up` would like to hear, without giving anything away; "" where it is the question again.

    Its own words tell; where a model chose them, its aim does.
    """
    if follow_up.aim in (MARKS[Target.BACK_TO_QUESTION], MARKS[Target.OTHER_LANGUAGE]):
        return ""
    kind = _worded_as(follow_up.text, question.language) or _aimed_at(follow_up, question, point)
    (said,) = options("follow_up_prober", question.language, f"meant.{kind}")
    return said


def _worded_as(text: str, language: str) -> str:
    """The kind of the wording that stands in `text`, of several the longest; "" where none does."""
    said = text.casefold()
    found = [(len(part), kind) for part, kind in _kinds(spoken(language)) if part.casefold() in said]
    return max(found)[1] if found else ""


def _aimed_at(follow_up: FollowUp, question: Question, point: TalkingPoint) -> str:
    aimed = next((each for each in point.key_points if each.id == follow_up.aim), None)
    if aimed is None:
        return "further"
    aim = aim_of(aimed, about_yourself=question.phase is Phase.OPENING, language=question.language)
    return _LIKE.get(aim, aim)


@cache
def _kinds(language: str) -> tuple[tuple[str, str], ...]:
    """The fixed part of each wording, and the kind that explains it."""
    known = {
        key.partition(".")[2] for key in wordings("follow_up_prober", language) if key.startswith("meant.")
    }
    found = []
    for key, said in wordings("follow_up_prober", language).items():
        table, _, name = key.partition(".")
        kind = _WHOLE.get(table, _LIKE.get(name, name) if table in _TABLES else "")
        if kind in known:
            found += [(fixed_part(wording), kind) for wording in said]
    return tuple(found)
