"""What is told in two ways: degrees finished or in progress, work automated or by hand, job titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.contradiction import Contradiction, ContradictionClass
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement
from knowledge.consistency.voices import Mood, Voice


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# What can be finished or not, by name.
_UNDERTAKINGS = {
    "the Master's degree": _words(r"\bmaster'?’?s\b|\bm\.?sc\b|\bmba\b"),
    "the Bachelor's degree": _words(r"\bbachelor'?’?s\b|\bb\.?sc\b"),
    "the doctorate": _words(r"\bph\.?d\b|\bdoctorate\b"),
    "the certification": _words(r"\bcertificat(?:ion|e)\b|\bcertified\b"),
    "the migration": _words(r"\bmigrat(?:ion|ed|ing)\b"),
}
_FINISHED = _words(
    r"\b(?:complet(?:ed|ing my .{0,20} in (?:19|20)\d\d)|finished|graduated|earned|obtained|hold(?:s"
    r"|ing)?|awarded|received"
    r"|passed|done with)\b"
)
_ONGOING = _words(
    r"\b(?:pursuing|transitioning (?:to|into)|currently (?:doing|studying|enrolled|completing"
    r"|working)|in progress|enrolled"
    r"|expected|finishing|work(?:ing)? toward|studying (?:for|toward)|part[- ]way|halfway|still"
    r"|under way|underway"
    r"|will (?:complete|finish|graduate)|about to (?:complete|finish|graduate))\b"
)
_NEAR = 48


def finished_or_not(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Degrees and other undertakings that are finished in one place and under way in another."""
    for name, words in _UNDERTAKINGS.items():
        finished, ongoing = [], []
        for statement in _own(statements):
            near = _around(statement.text, words)
            if _ONGOING.search(near):
                ongoing.append(statement)
            elif _FINISHED.search(near):
                finished.append(statement)
        if finished and ongoing:
            yield found(
                "progress",
                name,
                _in_order(finished[0], ongoing[0]),
                f"You tell {name} as completed in one place and as still under way in another.",
                f"Where do you stand with {name}: finished, and when?",
                others=[*finished[1:], *ongoing[1:]],
            )


_CERTIFICATE = r" (?:the |my |an? )?(?P<name>[A-Z][A-Z0-9]{2,}(?:-[A-Z0-9]+)*)\b"
_HOLDS = re.compile(r"\b(?:[Hh]olds?|[Ee]arned|[Pp]assed|[Oo]btained|[Cc]ompleted)" + _CERTIFICATE)
_STUDIES = re.compile(
    r"\b(?:[Ss]tudying|[Pp]reparing|[Ww]orking towards?|[Pp]ursuing|[Ss]itting)(?: for)?" + _CERTIFICATE
)


def certified_or_not(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Certificates, by their short names, that the candidate holds and still studies for."""
    held = {match["name"]: own for own in _own(statements) for match in _HOLDS.finditer(own.text)}
    for statement in _own(statements):
        for match in _STUDIES.finditer(statement.text):
            if match["name"] in held:
                yield found(
                    "progress",
                    match["name"],
                    _in_order(held[match["name"]], statement),
                    f"You hold the {match['name']} in one place and still study for it in another.",
                    f"Do you have the {match['name']}, and since when?",
                )


def _own(statements: Sequence[Statement]) -> list[Statement]:
    # "Expected 2027" reads like a target, and tells of a degree that it is not finished.
    return [held for held in statements if held.voice is Voice.CANDIDATE and held.mood is not Mood.HYPOTHESIS]


def _own_facts(statements: Sequence[Statement]) -> list[Statement]:
    return [held for held in statements if held.voice is Voice.CANDIDATE and held.mood is Mood.FACT]


def _around(text: str, words: re.Pattern[str]) -> str:
    """What stands near the first match of `words`, "" without one."""
    match = words.search(text)
    return text[max(0, match.start() - _NEAR) : match.end() + _NEAR] if match else ""


def _in_order(one: Statement, other: Statement) -> tuple[Statement, Statement]:
    return (one, other) if (one.guide, one.line) <= (other.guide, other.line) else (other, one)


# Kinds of work that are done by a machine or by hand, and the words that name them.
_WORK = {
    "deployment": _words(
        r"\b(?:deploy\w*|releas\w+|promot\w+|roll(?:ed)? ?outs?|ship\w*|deliver(?:y|ies))\b"
    ),
    "retraining": _words(r"\bre-?train\w*\b"),
    "testing": _words(r"\b(?:tests?|testing|regression suite|qa)\b"),
    "scaling": _words(r"\b(?:auto-?)?scal(?:e|ing)\b"),
    "provisioning": _words(r"\bprovision\w*\b"),
    "labelling": _words(r"\b(?:label(?:l?ing|l?ed)?|annotat\w+)\b"),
    "scanning": _words(r"\bscan(?:s|ning|ned)?\b"),
    "reporting": _words(r"\breport(?:s|ing)?\b"),
    "backups": _words(r"\bbackups?\b"),
    "rollback": _words(r"\broll(?:ed)?[ -]?backs?\b"),
    "escalation": _words(r"\bescalat\w+\b"),
}
_AUTOMATED = _words(
    r"\b(?:automat(?:ed|es|ic|ically|e|ing|ion)|continuous|self-service|one-click|hands-off)\b"
)
_MANUAL = _words(r"\b(?:manual(?:ly)?|by hand|hand-?(?:run|rolled|crafted|triggered)|human approval)\b")
_BEFORE = _words(
    r"\b(?:before|previously|used to|was|were|initially|originally|reduc\w+|eliminat\w+|replac\w+"
    r"|instead of|no longer"
    r"|remov\w+|from manual|cut|without|old|legacy|saved?|saving|avoid\w*|rather than|fallback|vs|versus)\b"
)
_OVERVIEW = _words(
    r"\bpitch\b|about (?:yourself|you|me)|\bsummary\b|\bintroduction\b|\boverview\b|\bhighlights\b"
)
_CLOSE = 32


def automated_or_manual(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Work that is automated in one place and done by hand in another of the same part of a guide."""
    for name, words in _WORK.items():
        by_machine: list[Statement] = []
        by_hand: list[Statement] = []
        for statement in _own_facts(statements):
            if _close_together(_AUTOMATED, words, statement.text):
                by_machine.append(statement)
            elif _close_together(_MANUAL, words, statement.text) and not _BEFORE.search(statement.text):
                by_hand.append(statement)
        pairs = [(one, other) for one in by_machine for other in by_hand if _same_project(one, other)]
        if pairs:
            machine, hand = pairs[0]
            yield found(
                "automation",
                name,
                _in_order(machine, hand),
                f"You call the {name} automated in one place and describe a manual step in another.",
                f"Your notes call the {name} automated. Which steps does a person still do?",
                others=[*by_machine, *by_hand] if len(pairs) > 1 else (),
            )


def _close_together(one: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    places = [match.span() for match in other.finditer(text)]
    return any(
        start - _CLOSE <= match.end() and match.start() <= end + _CLOSE
        for match in one.finditer(text)
        for start, end in places
    )


def _same_project(one: Statement, other: Statement) -> bool:
    """Whether both stand under one top heading, or one in a pitch: two projects may well differ."""
    if one.guide != other.guide:
        return False
    pitched = any(_OVERVIEW.search(heading) for held in (one, other) for heading in held.headings[1:])
    return pitched or one.headings[:2] == other.headings[:2]


_TITLE = re.compile(
    r"\b[Mm]y (?P<what>job title|title|position) (?:is|was"
    r"|has been) (?:an? )?(?P<value>(?:[A-Z][\w/&-]+ ?){1,5})"
)


def two_titles(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """A job title that is told in two ways."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.voice is Voice.CANDIDATE and (match := _TITLE.search(statement.text)):
            told[match["value"].strip(" ,")].append(statement)
    if len(told) > 1:
        (one, first), (other, second) = list(told.items())[:2]
        yield found(
            "title",
            "your job title",
            _in_order(first[0], second[0]),
            f"Your title is {one} in one place and {other} in another.",
            f"Were you {one} or {other}?",
            kind=ContradictionClass.DRIFT,
        )
