"""How likely each talking point shows a line of a posting: what the encoder finds near, among its rivals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from domain.errors import ModelUnavailable
from domain.guide import TalkingPoint
from knowledge.showing.model import told_as
from language.sentences import count_words, sentences

if TYPE_CHECKING:
    from knowledge.search.embed import Vectors
    from knowledge.showing.model import Showing

_READ_AT_ONCE = 90
"""Words of a talking point that are read at once: it was trained on few longer ones."""
_RIVALS = 2
"""So many of the nearest others are what a talking point, or a line, is held against."""
_FITTED_ON, _LINES = 17, 20
"""Talking points and lines of the candidates that the chances were fitted on."""
_LENGTHS = -1.5, 1.0
"""The logarithm of how much longer, or shorter, a talking point is than others, as far as it counts."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What makes up the log odds that a talking point shows a line; fitted on evals/posting_pairs.

    `cosine` is what the encoder says. `elsewhere` is how near the talking point is to other lines of the
    posting: what tells of another line tells less of this. `others` is how near other talking points are to
    this line.
    `sign` is what themes say, `words` the logarithm of how much longer it is than others are. Of more talking
    points, and of more lines, one is likelier to be near by chance: `points` and `lines` are for the logarithm
    of how many times more.
    """

    cosine: float
    elsewhere: float
    others: float
    sign: float
    words: float
    points: float
    lines: float
    start: float


_ODDS = Odds(14.1, -4.0, -9.7, 1.62, 0.7, -0.63, 0.42, -1.72)
_ALONE = 0.2
"""How near a talking point is to the other lines, usually, where a posting has a single one."""


class Reading:
    """What talking points say, and what a posting asks for, each read by the encoder once."""

    def __init__(self, encoder: Showing, points: Sequence[TalkingPoint], lines: Sequence[str]) -> None:
        self._encoder = encoder
        self._keys = [point.id for point in points]
        windows = [windows_of(point) for point in points]
        self._windows = [window for each in windows for window in each]
        self._begin = np.cumsum([0, *map(len, windows)])[:-1]
        self._words = _lengths(points)
        self._lines = list(dict.fromkeys(line for line in lines if line.strip()))
        self._asked: dict[str, Mapping[str, float]] = {}

    def odds(self, text: str, line: str) -> Mapping[str, float]:
        """The log odds of each talking point that it shows `text`, a part of `line` or all of it.

        Without themes, for which see `chance`; nothing where the model cannot be opened.
        """
        if text not in self._asked:
            self._asked[text] = self._weighed(text, line)
        return self._asked[text]

    def _weighed(self, text: str, line: str) -> Mapping[str, float]:
        if self._points is None or not text.strip():
            return {}
        near = self._near_lines[self._lines.index(text)] if text in self._lines else self._cosines([text])[0]
        log_odds = (
            _ODDS.start
            + _ODDS.cosine * near
            + _ODDS.elsewhere * self._elsewhere(line)
            + _ODDS.others * _of_others(near)
            + _ODDS.words * self._words
            + _ODDS.points * math.log(max(1.0, len(self._keys) / _FITTED_ON))
            + _ODDS.lines * math.log(max(1, len(self._lines)) / _LINES)
        )
        return dict(zip(self._keys, map(float, log_odds), strict=True))

    def _elsewhere(self, line: str) -> npt.NDArray[np.float32]:
        """(talking points): how near each is to the lines that it is nearest to, `line` itself left out."""
        kept = [place for place, each in enumerate(self._lines) if each != line]
        if not kept:
            return np.full(len(self._keys), _ALONE, np.float32)
        near: npt.NDArray[np.float32] = np.sort(self._near_lines[kept], axis=0)[-_RIVALS:].mean(axis=0)
        return near

    @cached_property
    def _near_lines(self) -> npt.NDArray[np.float32]:
        return self._cosines(self._lines)

    def _cosines(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """(texts, talking points): of each talking point the cosine of its nearest window."""
        assert self._points is not None
        near: npt.NDArray[np.float32] = np.maximum.reduceat(
            self._encoder.vectors(texts) @ self._points.T, self._begin, axis=1
        )
        return near

    @cached_property
    def _points(self) -> Vectors | None:
        if not self._windows:
            return None
        try:
            return self._encoder.vectors(self._windows)
        except ModelUnavailable:
            return None


def chance(log_odds: float, by_theme: float) -> float:
    """How likely it is that a talking point shows a line, 0 to 1, with this much of its themes."""
    return 1 / (1 + math.exp(-log_odds - _ODDS.sign * by_theme))


def _of_others(near: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(talking points): how near the nearest of the others are."""
    if len(near) == 1:
        return np.full(1, _ALONE, np.float32)
    # Of the nearest, the rest are the same for all talking points but these.
    order = np.argsort(-near)
    nearest = near[order]
    others = np.full(len(near), nearest[:_RIVALS].mean(), np.float32)
    for place in range(min(_RIVALS, len(near))):
        others[order[place]] = np.delete(nearest, place)[:_RIVALS].mean()
    return others


def _lengths(points: Sequence[TalkingPoint]) -> npt.NDArray[np.float64]:
    """(talking points): the logarithm of how much longer each is than the one in their midst."""
    words = np.array([max(1, count_words(point.text)) for point in points])
    logs: npt.NDArray[np.float64] = np.log(words / np.median(words)) if len(words) else np.zeros(0)
    return np.clip(logs, *_LENGTHS)


def windows_of(point: TalkingPoint) -> tuple[str, ...]:
    """A talking point as the encoder reads it: its title with so much of its text at a time."""
    windows: list[list[str]] = [[]]
    length = 0
    for sentence in sentences(point.text):
        words = count_words(sentence)
        if windows[-1] and length + words > _READ_AT_ONCE:
            windows.append([])
            length = 0
        windows[-1].append(sentence)
        length += words
    return tuple(told_as(point.title, " ".join(window)) for window in windows)
