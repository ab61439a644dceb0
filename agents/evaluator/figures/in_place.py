"""Figures said in the place of a key point's own, right or wrong, where the words around them do not tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from domain.guide import KeyPoint
from domain.verdict import FigureLabel, FigureVerdict
from language.figures import Bound, Figure, Role, aspect_of, compare, figures
from language.text import Text, read

# No slip of memory makes a figure this many times larger; such a one is about something else.
_SLIP = 20.0
# The shares of a key point that have to be told around a figure for it to be the key point's.
_PARTLY_TOLD, _SURELY_TOLD = 0.3, 0.6
# A figure of so many steps of its last digit (91.2 has 912, 70 has 7) is known by itself; without a unit it
# takes more.
_TELLING, _TELLING_ALONE = 21, 101
# The share of the words of a clause that make it the same one.
_SAME = 0.75
# No clause is longer on either side of a figure: a pasted list without a break is not read once for each.
_LONGEST_SIDE = 400
_BREAK = re.compile(r"[,;:()\n!?]|\.(?!\d)|\b(?:and|but|because|which|while|so)\b")
_TO = re.compile(r"\s*(?:(?:down |up )?to|→|->|=>)\s*")


class _Placed(NamedTuple):
    """A figure, whether it is the end of a change ("from 34 a week to 6"), and its clause's other words.

    `aspect` tells a part of something ("half of the gap") from a level and from a change.
    """

    figure: Figure
    ends_a_change: bool
    around: frozenset[str]
    aspect: str


class _Spoken:
    """The figures of the answer by their place, and which expected ones any of them gives: told once each."""

    def __init__(self, placed: Sequence[_Placed]) -> None:
        self.at = {each.figure.start: each for each in placed}
        self._given: dict[Figure, bool] = {}

    def gives(self, expected: Figure) -> bool:
        if expected not in self._given:
            self._given[expected] = any(compare(said.figure, expected).agrees for said in self.at.values())
        return self._given[expected]


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
    spoken = _Spoken(_placed(heard.through))
    shown = [
        (key_point, credit, passage.span[0], _end_of_next(heard, passage))
        for key_point, passage, credit in zip(key_points, passages, credits, strict=True)
        if passage is not None
    ]
    result: list[FigureVerdict] = []
    for each in found:
        around = [
            (key_point, credit) for key_point, credit, start, end in shown if start <= each.said.start < end
        ]
        continues = bool(result) and result[-1].label.agrees
        result.append(_judged(each, spoken, key_points, around, continues=continues))
    return tuple(result)


def _judged(
    each: FigureVerdict,
    spoken: _Spoken,
    key_points: Sequence[KeyPoint],
    around: Sequence[tuple[KeyPoint, float]],
    *,
    continues: bool,
) -> FigureVerdict:
    """`each` by the key points that are told `around` it, else by what is known by itself."""
    said = spoken.at.get(each.said.start)
    if each.label is not FigureLabel.UNKNOWN or said is None:
        return each
    held = _agreeing(each, said, around)
    if held is None and around and not _stands_anywhere(said, key_points):
        held = _wrong(each, said, around, spoken, continues=continues)
    return held or _distinctive(each, said, key_points) or each


def _stands_anywhere(said: _Placed, key_points: Sequence[KeyPoint]) -> bool:
    placed = (expected for key_point in key_points for expected in _placed(key_point.text))
    return any(compare(said.figure.alone, expected.figure).agrees for expected in placed)


def _agreeing(
    each: FigureVerdict, said: _Placed, around: Sequence[tuple[KeyPoint, float]]
) -> FigureVerdict | None:
    for key_point, credit in around:
        for expected in _placed(key_point.text) if credit >= _PARTLY_TOLD else ():
            label = compare(said.figure, expected.figure)
            if label.agrees and said.ends_a_change == expected.ends_a_change:
                return _as(each, label, expected, key_point)
    return None


def _distinctive(each: FigureVerdict, said: _Placed, key_points: Sequence[KeyPoint]) -> FigureVerdict | None:
    """`each` as a key point's figure that is known by itself: 91.2 % in any words is, 70 % is not."""
    for key_point in key_points:
        for expected in _placed(key_point.text):
            figure = expected.figure
            digits = figure.high / figure.resolution if figure.resolution else 0.0
            telling = digits >= (_TELLING if figure.unit else _TELLING_ALONE)
            label = compare(said.figure, figure)
            if telling and label.agrees and said.ends_a_change == expected.ends_a_change:
                return _as(each, label, expected, key_point)
    return None


def _wrong(
    each: FigureVerdict,
    said: _Placed,
    around: Sequence[tuple[KeyPoint, float]],
    spoken: _Spoken,
    *,
    continues: bool,
) -> FigureVerdict | None:
    for key_point, credit in around:
        # A limit is held against a limit before a value: "within five hours" against "within ninety minutes".
        for expected in sorted(
            _placed(key_point.text), key=lambda p: p.figure.bound is not said.figure.bound
        ):
            named = bool(said.figure.noun and expected.figure.noun) and credit >= _PARTLY_TOLD
            # "From 34 a week to 12" is the change that the key point tells if its 34 is the key point's.
            same = _same_words(said, expected)
            sure = credit >= _SURELY_TOLD or named or same or (continues and said.ends_a_change)
            if sure and _in_place_of(said, expected) and not spoken.gives(expected.figure):
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
    if {one.bound, other.bound} == {Bound.AT_LEAST, Bound.AT_MOST} and not (
        one.noun and one.noun == other.noun
    ):
        # "More than half" is not said in the place of "under 30 %".
        return False
    if "share" in (said.aspect, expected.aspect) and said.aspect != expected.aspect:
        return False
    small, large = sorted((abs(one.high), abs(other.high)))
    of_a_kind = one.unit != "" or said.ends_a_change or bool(one.noun and other.noun)
    return of_a_kind and large <= _SLIP * small


@lru_cache(maxsize=1024)
def _placed(text: str) -> tuple[_Placed, ...]:
    found = figures(text)
    before = (None, *found)[: len(found)]
    breaks = [match.span() for match in _BREAK.finditer(text)]
    return tuple(
        _Placed(
            figure,
            figure.role is Role.AFTER
            or (left is not None and bool(_TO.fullmatch(text[left.end : figure.start]))),
            _around(text, figure, breaks),
            aspect_of(text, figure),
        )
        for left, figure in zip(before, found, strict=True)
    )


def _around(text: str, figure: Figure, breaks: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The stems of the other words of the figure's clause."""
    before = bisect_left(breaks, figure.start + 1, key=_end) - 1
    after = bisect_left(breaks, (figure.end, 0))
    left = max(figure.start - _LONGEST_SIDE, breaks[before][1] if before >= 0 else 0)
    right = min(figure.end + _LONGEST_SIDE, breaks[after][0] if after < len(breaks) else len(text))
    return read(text[left : figure.start] + " " + text[figure.end : right]).stems


def _end(span: tuple[int, int]) -> int:
    return span[1]
