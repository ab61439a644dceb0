"""Whether words give away what must stay unsaid."""

from __future__ import annotations

from language.figures import gives_away
from language.patterns import regex
from language.questioning import subject

_WORD = regex(r"[^\W\d_]{4,}")
_STEM = 6
_SHORTEST = 4


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


def leaks(follow_up: str, key_point: str, already_said: str, language: str = "en") -> tuple[str, ...]:
    """The words and figures of `key_point` that `follow_up` reveals, figures in words of `language` too.

    Words that stand in `already_said` (the question and the answers so far) are no secret any more.
    """
    open_words = (_stems(follow_up) & _stems(key_point)) - _stems(already_said) - _NEUTRAL
    secret = subject(key_point, language) - subject(already_said, language)
    # Stems of two kinds, and what is neutral in one is so in the other.
    named = {
        word
        for word in subject(follow_up, language) & secret
        if word[:_STEM] not in _NEUTRAL | open_words and (len(word) >= _SHORTEST or not word.isascii())
    }
    figures = gives_away(follow_up, key_point, already_said, language)
    return tuple(sorted({*open_words, *named, *figures}))
