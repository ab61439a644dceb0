"""People never led, and led: a gap that is admitted in one place, and a team told of in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.contradiction import Contradiction
from knowledge.consistency.asking import asked
from knowledge.consistency.claims import names_in
from knowledge.consistency.comparable import comparable
from knowledge.consistency.finding import found
from knowledge.consistency.own import in_order, own_facts
from knowledge.consistency.statements import Statement
from knowledge.consistency.words import words

# "I had never led people before that" is how a story begins.
_DENIED = re.compile(words("never_led").pattern, re.IGNORECASE)
_LED = re.compile(words("led").pattern, re.IGNORECASE)
# Who has no direct reports may well have led a project.
_FORMALLY = re.compile(
    r"\b(?:formal\w*|direct\w*|line|officially|disciplin\w*|disziplinar\w*|hierarchical|hiérarchique\w*|jerárquic\w*"
    r"|reports?|budget\w*|permanent\w*)\b",
    re.IGNORECASE,
)
_NOT_FOR_GOOD = re.compile(
    r"\b(?:had|hadn['’]t|before (?:that|this|then|it)|until (?:that|then)|yet to|project|field|shift"
    r"|volunteer\w*|interns?|club|as captain|hatte"
    r"|vorher|Projekt\w*|había|antes|proyecto|avais|avant|projet)\b",
    re.IGNORECASE,
)
_MOST_TOLD = 50


def led_or_not(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """What says that people were never led, with what tells of a team that was."""
    mine = [held for held in own_facts(statements) if not _NOT_FOR_GOOD.search(held.text)]
    denials = [held for held in mine if _DENIED.search(held.text) and not _FORMALLY.search(held.text)]
    if not denials:
        return
    claims = [held for held in mine if _LED.search(held.text) and not _DENIED.search(held.text)]
    for denial in denials[:_MOST_TOLD]:
        beside = [claim for claim in claims[:_MOST_TOLD] if _about_one(denial, claim)]
        if beside:
            yield found(
                "leading",
                "leading people",
                in_order(denial, beside[0]),
                "You say in one place that you have never led people, and in another that you have.",
                asked("leading", denial.language),
                others=beside[1:],
            )
            return


def _about_one(denial: Statement, claim: Statement) -> bool:
    """Whether both can be about one job: who led nobody at one employer may have led a team at the next."""
    if not comparable(denial, claim) and denial.section != claim.section:
        return False
    there = _names(denial)
    return not there or bool(there & _names(claim))


def _names(statement: Statement) -> frozenset[str]:
    # Every German noun has a capital, so that a name is none there.
    return names_in(statement.text, statement.language)
