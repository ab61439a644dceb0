"""Whether words that a language model chose give away what must stay unsaid."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from language.figures import values
from prompts.fence import visible

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
_WORDS_IN_A_ROW = 6
_CHANCE = 2
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{28,}")
_LETTERS_APART = re.compile(r"(?:\b\w\b[^\w]{1,3}){5,}")
_ODD_WORDS = 6


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
    secret = values(key_point).keys() - values(already_said).keys()
    figures = {spelling for value, spelling in values(follow_up).items() if value in secret}
    return tuple(sorted(open_words | figures))


def recites(said: str, prompt: str) -> bool:
    """Whether `said` repeats six words in a row of `prompt`, the instructions a model was given."""
    instructed, spoken = _words(prompt), _words(said)
    runs = {
        tuple(instructed[at : at + _WORDS_IN_A_ROW]) for at in range(len(instructed) - _WORDS_IN_A_ROW + 1)
    }
    return any(
        tuple(spoken[at : at + _WORDS_IN_A_ROW]) in runs for at in range(len(spoken) - _WORDS_IN_A_ROW + 1)
    )


def unrecited(said: str, prompt: str) -> str:
    """`said` without the words at its end that may be the beginning of a recital of `prompt`.

    From three words in a row on; two come together by chance everywhere.
    """
    spoken = list(re.finditer(r"\w+", said))
    runs = _short_runs(prompt)
    for length in range(_WORDS_IN_A_ROW - 1, _CHANCE, -1):
        if tuple(word[0].casefold() for word in spoken[-length:]) in runs:
            return said[: spoken[-length].start()].rstrip()
    return said


@lru_cache(maxsize=16)
def _short_runs(prompt: str) -> frozenset[tuple[str, ...]]:
    instructed = _words(prompt)
    return frozenset(
        tuple(instructed[at : at + length])
        for length in range(_CHANCE + 1, _WORDS_IN_A_ROW)
        for at in range(len(instructed) - length + 1)
    )


def disguised(said: str, known: str) -> bool:
    """Whether `said` may hide something: unseen signs, letters set apart, codes, letters of other scripts.

    Only codes and scripts that are in `known`, the words it was to be made from, are usual.
    """
    if visible(said) != said or _LETTERS_APART.search(said):
        return True
    if any(code not in known for code in _ENCODED.findall(said)):
        return True
    return not _scripts(said) <= _scripts(known) | {"LATIN"}


def strays(said: str, known: str) -> bool:
    """Whether more than six words of `said`, and more than a third of them, come from nowhere in `known`."""
    spoken = _stems(said)
    new = spoken - _stems(known) - _NEUTRAL
    return len(new) > _ODD_WORDS and len(new) > len(spoken) / 3


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(sign, "?").split()[0] for sign in text if sign.isalpha()}
