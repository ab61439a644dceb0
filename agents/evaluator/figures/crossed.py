"""Two figures of a key point that changed places: "offline 44 and live 19" for "offline 19, live 44"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from domain.guide import KeyPoint
from domain.verdict import Evidence
from language.figures import Figure, figures
from language.figures.compare import compare
from language.patterns import regex
from language.text import Text, read

_ENDS = regex(r"[,;:()\n!?]|\.(?!\d)|\s[-–—]\s|\b(?:and|but|while|whereas|against|versus)\b")
_MOST_FIGURES = 8


class _Told(NamedTuple):
    """A figure with the stems of its clause."""

    figure: Figure
    around: frozenset[str]


def crossed(heard: Text, key_points: Sequence[KeyPoint]) -> list[Evidence | None]:
    """For each key point the words that give two of its figures to one another's subjects, None without.

    Beside each of the two stands a word that the guide has beside the other alone.
    """
    said = _told(heard.through)
    return [_exchanged(_told(each.text), said, heard) if said else None for each in key_points]


def _exchanged(stated: Sequence[_Told], said: Sequence[_Told], heard: Text) -> Evidence | None:
    for one, other in combinations(stated, 2):
        first, second = _alone(one.figure, said), _alone(other.figure, said)
        if first is None or second is None or first is second or _agrees(one.figure, other.figure):
            continue
        if _gone_over(one, other, first, second) and _gone_over(other, one, second, first):
            start = min(first.figure.start, second.figure.start)
            end = max(first.figure.end, second.figure.end)
            return Evidence(quote=heard.raw[start:end], start=start, end=end)
    return None


def _gone_over(one: _Told, other: _Told, said_of_one: _Told, said_of_other: _Told) -> bool:
    """Whether a word that only `one` has in the guide stands beside the other's figure, and there alone."""
    return bool((one.around - other.around) & (said_of_other.around - said_of_one.around))


def _alone(figure: Figure, said: Sequence[_Told]) -> _Told | None:
    """Where `figure` is said, once."""
    there = [each for each in said if _agrees(each.figure, figure)]
    return there[0] if len(there) == 1 else None


def _agrees(one: Figure, other: Figure) -> bool:
    return compare(one, other).agrees


def _told(text: str) -> list[_Told]:
    found = figures(text)[:_MOST_FIGURES]
    ends = [match.span() for match in _ENDS.finditer(text)] if len(found) > 1 else []
    return [_Told(each, _around(text, each, ends)) for each in found] if len(found) > 1 else []


def _around(text: str, figure: Figure, ends: Sequence[tuple[int, int]]) -> frozenset[str]:
    left = max((end for _, end in ends if end <= figure.start), default=0)
    right = min((start for start, _ in ends if start >= figure.end), default=len(text))
    words = read(f"{text[left : figure.start]} {text[figure.end : right]}").stems
    return frozenset(word for word in words if not any(sign.isdigit() for sign in word))
