"""A change told in two clauses: "thirty-one minutes, where it used to be forty-seven"."""

from __future__ import annotations

import re

from language.figures.compare import nouns_agree
from language.figures.draft import Draft
from language.figures.figure import Dimension
from language.patterns import regex

_LOOK_BACK = 64
_LONGEST_STORY = 64
# Told from its end: "it used to be", "down from".
_IT = r"(?:it|that|this|they|we|i|there)"
_ONCE = (
    rf"(?:(?:where|when|while|whereas|and|but|which)\s)?(?:before\s(?:that|then)\s)?(?:{_IT}\s)?(?:had\s)?"
    r"(?:used\sto\s(?:be|need|take|have|cost|pay|get|run|last|make)|once\s(?:was|were|took))"
)
_EARLIER = regex(
    rf"(?:{_ONCE}|(?:up|down)\sfrom|(?:where|while|whereas)\s{_IT}\s(?:was|were|had\sbeen|took|needed)(?:\sonce)?"
    # "Nineteen on paper, but in real life it was forty-four" are two things, and no change.
    rf"|(?:,|\band|\bnow)\s{_IT}\s(?:was|were|had\sbeen))(?:\sat)?\s(?:about\s|around\s|roughly\s|over\s|nearly\s|almost\s|the\s)?$",
    re.IGNORECASE,
)
_EARLIER_IF_BEFORE = regex(
    r"\b(?:against|compared\s(?:to|with)|instead\sof|rather\sthan|versus|vs\.?)\s(?:the\s)?$", re.IGNORECASE
)
_BEFORE_AFTERWARDS = regex(
    r"(?:\s[a-z]+){0,2}?\s(?:before(?!\s[a-z]+ing\b)|previously|earlier|in\sthe\spast"
    r"|we\s(?:used\sto\s)?ha(?:ve|d))\b",
    re.IGNORECASE,
)
# Told from its start in two clauses: "it used to be 500, and now it is 640".
_USED_TO = regex(
    r"\b(?:used\sto\s\w+|once\s\w+|was|were|had|took|needed|paid)\s(?:at\s)?(?:about\s|around\s|roughly\s|over\s)?$",
    re.IGNORECASE,
)
_NOWADAYS = regex(r"\b(?:now|today|nowadays|these\sdays|by\snow)\b", re.IGNORECASE)


def told(text: str, first: Draft, second: Draft, floor: int) -> str:
    """The change that two neighbours tell in two clauses, or ""."""
    gap = text[first.end : second.start]
    if len(gap) > _LONGEST_STORY or re.search(r"[;!?]|\.\s", gap) or not _of_a_kind(first, second):
        return ""
    if _EARLIER.search(gap):
        return "change told backwards"
    following = text[second.end : second.end + _LOOK_BACK]
    if _EARLIER_IF_BEFORE.search(gap) and _BEFORE_AFTERWARDS.match(following):
        return "change told backwards"
    left = text[max(floor, first.start - _LOOK_BACK) : first.start]
    return "change" if _USED_TO.search(left) and _NOWADAYS.search(gap) else ""


def _of_a_kind(first: Draft, second: Draft) -> bool:
    """Whether two figures can be the sides of one change: in one unit, or one of them without."""
    if first.unit is None or second.unit is None:
        # What is bare takes the unit over, unless it counts something of its own.
        own = next((each.noun for each in (second, first) if each.unit is None), "")
        if first.unit is None and second.unit is None:
            return nouns_agree(first.noun, second.noun)
        return not own and Dimension.DATE not in (
            each.unit.dimension for each in (first, second) if each.unit
        )
    return first.unit.name == second.unit.name and first.unit.dimension is not Dimension.DATE
