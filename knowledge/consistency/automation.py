"""Work that is told as automated in one place and as done by hand in another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from domain.contradiction import Contradiction, Severity
from knowledge.consistency.asking import asked
from knowledge.consistency.comparable import comparable, stage_of
from knowledge.consistency.finding import found
from knowledge.consistency.own import in_order, own_facts
from knowledge.consistency.statements import Statement
from knowledge.consistency.words import telling, words


def _english(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Kinds of work that are done by a machine or by hand, and the words that name them.
_WORK = {
    "deployment": _english(
        r"\b(?:deploy\w*|releas\w+|promot\w+|roll(?:ed)? ?outs?|ship\w*|deliver(?:y|ies))\b"
    ),
    "retraining": _english(r"\bre-?train\w*\b"),
    "testing": _english(r"\b(?:tests?|testing|regression suite|qa)\b"),
    "scaling": _english(r"\b(?:auto-?)?scal(?:e|ing)\b"),
    "provisioning": _english(r"\bprovision\w*\b"),
    "labelling": _english(r"\b(?:label(?:l?ing|l?ed)?|annotat\w+)\b"),
    "scanning": _english(r"\bscan(?:s|ning|ned)?\b"),
    "reporting": _english(r"\breport(?:s|ing)?\b"),
    "backups": _english(r"\bbackups?\b"),
    "rollback": _english(r"\broll(?:ed)?[ -]?backs?\b"),
    "escalation": _english(r"\bescalat\w+\b"),
}
_AUTOMATED = words(
    "automated",
    r"automat(?:ed|es|ic|ically|e|ing|ion)|continuous|self-service|one-click|hands-off",
)
_MANUAL = words("manual", r"manual(?:ly)?|by hand|hand-?(?:run|rolled|crafted|triggered)|human approval")
_BEFORE = words(
    "before",
    r"before|previously|used to|was|were|had|did|took|spent|wrote|initially|originally|reduc\w+|eliminat\w+"
    r"|replac\w+|instead of|no longer|remov\w+|from manual|cut|without|old|legacy|saved?|saving|avoid\w*"
    r"|rather than|fallback|vs|versus",
)
# "Nurses copied every chart by hand" is history, "charts are copied by hand" is not.
_PAST = _english(r"\b(?!(?:need|feed|speed|exceed|embed)\b)\w{3,}ed\b")
_TODAY = _english(
    r"\b(?:is|are|am|be|being|still|today|now|currently|has to|have to|must|every|each|always)\b"
)
_OVERVIEW = words(
    "overview", r"pitch|about (?:yourself|you|me)|summary|introduction|overview|highlights|in short"
)
_CLOSE = 32
_NEAR = 48
# Every pair is looked at, so a file that repeats itself without end must not take forever.
_MOST_TOLD = 200
# What stands in more statements than these is the guide's subject, and no piece of work.
_MOST_OFTEN = 6


class _Work(NamedTuple):
    """A statement that tells how some work is done, and what work: by name, else in telling words."""

    statement: Statement
    kinds: frozenset[str]
    words: frozenset[str]


def automated_or_manual(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Work that is automated in one place and done by hand in another of the same part of a guide.

    What was done by hand until it was automated is the commonest shape of an achievement, and none:
    neither is a manual step that is told in the past, nor one that the same section goes on to automate.
    """
    facts = own_facts(statements)
    by_machine = [_work(held, _AUTOMATED) for held in facts if _AUTOMATED.search(held.text)][:_MOST_TOLD]
    by_hand = [
        work
        for held in facts
        if _MANUAL.search(held.text) and not _is_over(held)
        for work in [_work(held, _MANUAL)]
        if not any(_is_automated_later(work, other) for other in by_machine)
    ][:_MOST_TOLD]
    often = _often(facts)
    clashes: dict[str, list[tuple[_Work, _Work]]] = defaultdict(list)
    for one, other in product(by_machine, by_hand):
        if one.statement is other.statement or not _same_project(one.statement, other.statement):
            continue
        for name in one.kinds & other.kinds or {_shared(one, other, often)} - {""}:
            clashes[name].append((one, other))
    for name, pairs in clashes.items():
        yield _contradiction(name, pairs)


def _work(statement: Statement, how: re.Pattern[str]) -> _Work:
    kinds = frozenset(
        name for name, pattern in _WORK.items() if _close_together(how, pattern, statement.text)
    )
    near: frozenset[str] = frozenset()
    for match in how.finditer(statement.text):
        around = statement.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        near |= telling(around) - telling(match.group())
    return _Work(statement, kinds, near)


def _is_over(statement: Statement) -> bool:
    """Whether a manual step is told as one that nobody does today."""
    text = statement.text
    if _BEFORE.search(text) or words("denied").search(text) or stage_of(statement) == "before":
        return True
    return bool(_PAST.search(text)) and not _TODAY.search(text)


def _is_automated_later(by_hand: _Work, by_machine: _Work) -> bool:
    """Whether the section that tells of the manual work tells further on that it is automated.

    The steps of one list are all done today.
    """
    one, other = by_hand.statement, by_machine.statement
    steps = bool(one.labels) and one.labels == other.labels
    if steps or one is other or one.section != other.section or one.line > other.line:
        return False
    if by_hand.kinds:
        return bool(by_hand.kinds & by_machine.kinds)
    return bool(by_hand.words & by_machine.words)


def _often(facts: Sequence[Statement]) -> frozenset[str]:
    seen = Counter(word for held in facts for word in telling(held.text))
    return frozenset(word for word, count in seen.items() if count > _MOST_OFTEN)


def _shared(one: _Work, other: _Work, often: frozenset[str]) -> str:
    """What both do, in the first one's word; "" for nothing."""
    shared = (one.words & other.words) - often
    told = [word for word in re.findall(r"[^\W\d_]+(?:-\w+)*", one.statement.text) if telling(word) & shared]
    return told[0].lower() if told else min(shared, default="")


def _contradiction(name: str, pairs: Sequence[tuple[_Work, _Work]]) -> Contradiction:
    machine, hand = (work.statement for work in pairs[0])
    every = [work.statement for pair in pairs for work in pair]
    return found(
        "automation",
        name,
        in_order(machine, hand),
        f"You call the {name} automated in one place and describe a manual step in another.",
        asked("automation", machine.language, work=name),
        # A word that both share may be one thing or two.
        severity=Severity.HIGH if name in _WORK else Severity.MEDIUM,
        others=every if len(pairs) > 1 else (),
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
    if one.guide != other.guide or not comparable(one, other):
        return False
    pitched = any(_OVERVIEW.search(heading) for held in (one, other) for heading in held.headings[1:])
    return pitched or one.headings[:2] == other.headings[:2]
