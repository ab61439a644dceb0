"""Whether a follow-up gives the missing point away."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STEM = 6


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}


# What any interviewer's question is made of says nothing about the answer.
_NEUTRAL = _stems(
    "about actually after again answer anything because before being broke case choice chose come "
    "concrete cost could customer data decide decided decision describe detail differently doing done "
    "each else end ended ever everyone exactly example fail failed first follow from give goes going "
    "happen happened happens have hear help here into just keep kind know learn learned learnt like "
    "little made make many mean measure measured more most much need number numbers once only other "
    "over own part people problem project question rather really reason result right said same scale "
    "should show some someone something start started step still system take team tell test tested than "
    "that them then there these thing things think this those time today told trade trusted understand "
    "used user using want went were what when where which while whole whom why will with without work "
    "worked works would wrong your yourself"
)


def leaks(follow_up: str, key_point: str, already_said: str) -> tuple[str, ...]:
    """The words and figures of `key_point` that `follow_up` reveals.

    Words that stand in `already_said` (the question and the answers so far) are no secret any more.
    """
    open_words = (_stems(follow_up) & _stems(key_point)) - _stems(already_said) - _NEUTRAL
    figures = (set(_NUMBER.findall(follow_up)) & set(_NUMBER.findall(key_point))) - set(
        _NUMBER.findall(already_said)
    )
    return tuple(sorted(open_words | figures))
