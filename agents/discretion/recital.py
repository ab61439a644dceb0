"""Whether a model repeats its instructions."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS_IN_A_ROW = 6
_CHANCE = 2


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
    for length in range(min(_WORDS_IN_A_ROW - 1, len(spoken)), _CHANCE, -1):
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


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
