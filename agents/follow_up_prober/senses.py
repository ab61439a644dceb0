"""Which wordings ask for the same thing: whoever hears the second of them was not listened to."""

from __future__ import annotations

from functools import cache

from agents.follow_up_prober.fixed import fixed_part
from agents.sayings import spoken, wordings

LAST_TIME = "last time"
_SENSES: dict[str, tuple[str, ...]] = {
    LAST_TIME: ("plain.last_time", "plain.worked_with", "unsure_deed.1", "beside.within.1", "ask.method.0"),
    "hardest": (
        "plain.hardest",
        "plain.grew.1",
        "plain.plan_doubt.1",
        "beside.within_then.1",
        "about_yourself.thing.1",
    ),
    "if not": (
        "plain.if_not",
        "plain.plan_if_not.0",
        "ask.exception.0",
        "ask.exception.1",
    ),
    "look out": ("unsure_deed.0", "beside.within.0"),
    "never so": ("ask.exception.2", "ask.for_reasons.0", "ask.for_reasons.3"),
    "proof": ("plain.how_known", "plain.worked", "plain.plan_known.0", "ask.proof"),
    "reason": (
        "plain.why_so",
        "plain.why_then",
        "ask.reason",
        "unsure_denied.1",
        "beside.within_then.0",
        "stretch.decision.0",
        "stretch.deed.0",
        "stretch.deed.2",
    ),
    "how": ("plain.how", "plain.in_practice.0"),
    "deed": ("ask.action", "easier.story.1"),
    "end": ("ask.outcome",),
    "learnt": ("ask.learnt", "ask.since", "stretch.deed.1", "plain.again"),
    "short": ("plain.falls_short", "plain.uncovered"),
    "besides": ("plain.besides", "beside.beside.0"),
    "next": ("plain.next", "beside.after"),
    "so far": ("ask.so_far", "ask.change"),
    "keep": ("plain.keep",),
    "concern": ("ask.concern",),
    "gap": ("plain.gap",),
    "difficult": ("plain.difficult", "plain.calling.1"),
    "example": ("plain.example", "unsure.1", "ask.method.2"),
}
"""Keys of wordings, with a number where only that one is meant: each file has them in the same order."""


def same_as(fixed: str, language: str) -> frozenset[str]:
    """The fixed parts, in small letters, of all that asks for the same as `fixed` does; its own among them.

    Empty where nothing else does.
    """
    return next((each for each in _senses(spoken(language)).values() if fixed in each), frozenset())


def asks_for(sense: str, said: str, language: str) -> bool:
    """Whether the follow-up `said` asks for `sense`."""
    return any(each in said.casefold() for each in _senses(spoken(language))[sense])


@cache
def _senses(language: str) -> dict[str, frozenset[str]]:
    return {
        sense: frozenset(fixed_part(each).casefold() for key in keys for each in _wordings(key, language))
        for sense, keys in _SENSES.items()
    }


def _wordings(key: str, language: str) -> tuple[str, ...]:
    table, _, number = key.rpartition(".")
    known = wordings("follow_up_prober", language)
    return (known[table][int(number)],) if number.isdigit() else known[key]
