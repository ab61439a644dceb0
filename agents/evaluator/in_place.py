"""Figures said in the place of a key point's own, right or wrong, where the words around them do not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from agents.evaluator.text import Text, read
from domain.guide import KeyPoint
from domain.verdict import FigureLabel, FigureVerdict
from knowledge.figures import Figure, Role, compare, figures

# No slip of memory makes a figure this many times larger; such a one is about something else.
_SLIP = 20.0
# The shares of a key point that have to be told around a figure for it to be the key point's.
_PARTLY_TOLD, _SURELY_TOLD = 0.3, 0.6
_AGREES = (FigureLabel.RIGHT, FigureLabel.CLOSE)
# The share of the words of a clause that make it the same one.
_SAME = 0.75
_BREAK = re.compile(r"[,;:()\n!?]|\.(?!\d)|\b(?:and|but|because|which|while|so)\b")
_TO = re.compile(r"\s*(?:(?:down |up )?to|→|->|=>)\s*")


class _Placed(NamedTuple):
    """A figure, whether it is the end of a change ("from 34 a week to 6"), and its clause's other words."""

    figure: Figure
    ends_a_change: bool
    around: frozenset[str]


def in_place(
    heard: Text,
    found: tuple[FigureVerdict, ...],
    key_points: Sequence[KeyPoint],
    passages: Sequence[Text | None],
    credits: Sequence[float],
) -> tuple[FigureVerdict, ...]:
    """`found` with unknown figures held against the figures of the key point that is told around them.

    `passages` are the words of the answer that show each key point, `credits` how much of it they tell. A
    figure that agrees is right or close. It is wrong only if it is of the expected one's kind and on its side
    of a change, if it agrees with no figure of the key points, and if nothing else in the answer gives the
    expected one: a false alarm insults.
    """
    if all(each.label is not FigureLabel.UNKNOWN for each in found):
        return found
    spoken = {placed.figure.start: placed for placed in _placed(heard.raw[: heard.span[1]])}
    result: list[FigureVerdict] = []
    for each in found:
        said = spoken.get(each.said.start)
        told = [
            (key_point, credit)
            for key_point, passage, credit in zip(key_points, passages, credits, strict=True)
            if passage is not None and passage.span[0] <= each.said.start < _end_of_next(heard, passage)
        ]
        if each.label is not FigureLabel.UNKNOWN or said is None or not told:
            result.append(each)
            continue
        continues = bool(result) and result[-1].label in _AGREES
        agreeing = _agreeing(each, said, told)
        anywhere = [placed for key_point in key_points for placed in _placed(key_point.text)]
        if agreeing is None and not any(compare(said.figure, p.figure) in _AGREES for p in anywhere):
            agreeing = _wrong(each, said, told, spoken, continues=continues)
        result.append(agreeing or each)
    return tuple(result)


def _agreeing(
    each: FigureVerdict, said: _Placed, told: Sequence[tuple[KeyPoint, float]]
) -> FigureVerdict | None:
    for key_point, credit in told:
        for expected in _placed(key_point.text) if credit >= _PARTLY_TOLD else ():
            label = compare(said.figure, expected.figure)
            if label in _AGREES and said.ends_a_change == expected.ends_a_change:
                return _as(each, label, expected, key_point)
    return None


def _wrong(
    each: FigureVerdict,
    said: _Placed,
    told: Sequence[tuple[KeyPoint, float]],
    spoken: dict[int, _Placed],
    *,
    continues: bool,
) -> FigureVerdict | None:
    for key_point, credit in told:
        for expected in _placed(key_point.text):
            named = bool(said.figure.noun and expected.figure.noun) and credit >= _PARTLY_TOLD
            # "From 34 a week to 12" is the change that the key point tells if its 34 is the key point's.
            same = _same_words(said, expected)
            sure = credit >= _SURELY_TOLD or named or same or (continues and said.ends_a_change)
            if sure and _in_place_of(said, expected) and not _given(expected, spoken):
                return _as(each, FigureLabel.WRONG, expected, key_point)
    return None


def _as(each: FigureVerdict, label: FigureLabel, expected: _Placed, key_point: KeyPoint) -> FigureVerdict:
    figure = expected.figure
    changes = {"label": label, "expected": figure.quote, "about": figure.noun, "source": key_point.source}
    return each.model_copy(update=changes)


def _same_words(said: _Placed, expected: _Placed) -> bool:
    """Whether two figures stand in the same clause: its other words, two or more, are said around the one."""
    return len(expected.around) > 1 and len(expected.around & said.around) >= _SAME * len(expected.around)


def _end_of_next(heard: Text, passage: Text) -> int:
    """Where the sentence after `passage` ends: people give the figure in the breath after."""
    ends = [sentence.span[1] for sentence in heard.sentences if sentence.span[0] >= passage.span[1]]
    return min(ends, default=passage.span[1])


def _in_place_of(said: _Placed, expected: _Placed) -> bool:
    one, other = said.figure, expected.figure
    if compare(one, other) is not FigureLabel.WRONG or said.ends_a_change != expected.ends_a_change:
        return False
    small, large = sorted((abs(one.high), abs(other.high)))
    of_a_kind = one.unit != "" or said.ends_a_change or bool(one.noun and other.noun)
    return of_a_kind and large <= _SLIP * small


def _given(expected: _Placed, spoken: dict[int, _Placed]) -> bool:
    return any(compare(said.figure, expected.figure) in _AGREES for said in spoken.values())


@lru_cache(maxsize=4096)
def _placed(text: str) -> tuple[_Placed, ...]:
    found = figures(text)
    before = (None, *found)[: len(found)]
    return tuple(
        _Placed(
            figure,
            figure.role is Role.AFTER
            or (left is not None and bool(_TO.fullmatch(text[left.end : figure.start]))),
            _around(text, figure),
        )
        for left, figure in zip(before, found, strict=True)
    )


def _around(text: str, figure: Figure) -> frozenset[str]:
    left = max((match.end() for match in _BREAK.finditer(text, 0, figure.start)), default=0)
    right = _BREAK.search(text, figure.end)
    rest = text[left : figure.start] + " " + text[figure.end : right.start() if right else len(text)]
    return read(rest).stems
