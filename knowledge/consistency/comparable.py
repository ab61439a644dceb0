"""Which two statements may be held against each other at all."""

from __future__ import annotations

import re
from itertools import zip_longest

from knowledge.consistency.statements import Statement
from knowledge.consistency.words import words
from knowledge.lines.labels import Role

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STARTED = re.compile(
    r"\W*(?:situation|problem|before|challenge|baseline|initial|context|old|previous)", re.IGNORECASE
)
_ENDED = re.compile(r"\W*(?:result|after|outcome|impact|final|new|achieved|now)", re.IGNORECASE)
_PART = {Role.SITUATION: "before", Role.TASK: "before", Role.RESULT: "after"}


def comparable(one: Statement, other: Statement) -> bool:
    """Whether the two can be about one thing at one time.

    Not where they stand under two periods or name two years, under two projects, employers or stories, belong
    to two answers to choose from, or tell how a story began and how it ended.
    """
    if one.guide == other.guide and one.variant and other.variant and one.variant != other.variant:
        return False
    stages = {stage_of(one), stage_of(other)}
    if "" not in stages and len(stages) > 1:
        return False
    return not (_other_period(one, other) or _other_venture(one, other))


def at_one_stage(one: Statement, other: Statement) -> bool:
    """Whether neither is a story's beginning, or both are: how it was has other figures than how it is."""
    return (stage_of(one) == "before") is (stage_of(other) == "before")


def stage_of(statement: Statement) -> str:
    """ "before" or "after" where a story's part says so (its situation, its result), else ""."""
    if statement.part in _PART:
        return _PART[statement.part]
    for head in (statement.text, *reversed(statement.labels)):
        if _STARTED.match(head):
            return "before"
        if _ENDED.match(head):
            return "after"
    return ""


def _other_period(one: Statement, other: Statement) -> bool:
    own, others = _years(one.text), _years(other.text)
    if own and others and own.isdisjoint(others):
        return True
    above, above_other = _years_above(one), _years_above(other)
    return bool(above and above_other) and above != above_other


def _years_above(statement: Statement) -> frozenset[str]:
    """The years of the nearest title or heading that names any: `Harlow Foods (2015-2019)`."""
    above = (statement.title, *reversed(statement.labels), *reversed(statement.headings))
    return next((years for title in above if (years := _years(title))), frozenset())


def _years(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(text))


def _other_venture(one: Statement, other: Statement) -> bool:
    """Whether the first titles above that differ name two of a kind: `Project Reading`, `Project Art`."""
    if one.guide != other.guide:
        return False
    paths = ((*held.headings, *((held.title,) if held.title else ())) for held in (one, other))
    for title, other_title in zip_longest(*paths, fillvalue=""):
        if title != other_title:
            return all(map(words("venture").search, (title, other_title)))
    return False
