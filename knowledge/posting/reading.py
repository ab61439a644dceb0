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
from domain.guide import TalkingPoint, TalkingPointKind
from knowledge.showing.model import told_as
from language.sentences import count_words, sentences

if TYPE_CHECKING:
    from knowledge.search.embed import Vectors
    from knowledge.showing.model import Showing

_READ_AT_ONCE = 90
"""Words of a talking point that are read at once: it was trained on few longer ones."""
_RIVALS = 2
"""So many of the nearest others are what a talking point, or a line, is held against."""
FITTED_ON, LINES = 17, 20
"""Talking points and lines of the candidates that the chances were fitted on."""
_LENGTHS = -1.5, 1.0
"""The logarithm of how much longer, or shorter, a talking point is than others, as far as it counts."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What makes up the log odds that a talking point shows a line.

    Fitted on evals/posting_pairs and, for `answers_nothing` by these alone, on postings and guides of
    strangers (docs/posting.md).

    `cosine` is what the encoder says. `elsewhere` is how near the talking point is to other lines of the
    posting: what tells of another line tells less of this. `others` is how near other talking points are to
    this line. `title` and `title_elsewhere` are for its title by itself: the question is nearer to what a
    posting says than a long answer is.
    `sign` is what themes say, `words` the logarithm of how much longer it is than others are. Of more talking
    points, and lines, one is likelier to be near by chance: `points` and `lines` are for the logarithm of how
    many times more. `answers_nothing` is for what is no question with its answer, no story and no task.
    """

    cosine: float
    elsewhere: float
    others: float
    title: float
    title_elsewhere: float
    sign: float
    words: float
    points: float
    lines: float
    answers_nothing: float
    start: float


_ODDS = Odds(12.12, -3.33, -8.0, 2.98, -1.11, 0.96, 0.5, -0.69, 0.59, -0.66, -1.97)
_ANSWER_NOTHING = frozenset({TalkingPointKind.FACT, TalkingPointKind.PITCH, TalkingPointKind.STRENGTH})
"""A figure, an introduction, a passage by itself: near to much, and seldom what a line asks for."""
ALONE = 0.2
"""How near the others are, usually, where a posting has a single line or a guide a single talking point."""


class Reading:
    """What talking points say, and what a posting asks for, each read by the encoder once."""

    def __init__(self, encoder: Showing, points: Sequence[TalkingPoint], lines: Sequence[str]) -> None:
        self._encoder = encoder
        self._keys = [point.id for point in points]
        windows = [windows_of(point) for point in points]
        self._windows = [window for each in windows for window in each]
        self._begin = np.cumsum([0, *map(len, windows)])[:-1]
        self._titled = [point.title for point in points]
        self._words = lengths_of([count_words(point.text) for point in points])
        self._answer_nothing = np.array([point.kind in _ANSWER_NOTHING for point in points], np.float32)
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
        near, of_titles = self._near(text)
        log_odds = (
            _ODDS.start
            + _ODDS.cosine * near
            + _ODDS.elsewhere * self._elsewhere(self._near_lines, line)
            + _ODDS.others * of_others(near)
            + _ODDS.title * of_titles
            + _ODDS.title_elsewhere * self._elsewhere(self._titles_near_lines, line)
            + _ODDS.words * self._words
            + _ODDS.points * math.log(max(1.0, len(self._keys) / FITTED_ON))
            + _ODDS.lines * math.log(max(1, len(self._lines)) / LINES)
            + _ODDS.answers_nothing * self._answer_nothing
        )
        return dict(zip(self._keys, map(float, log_odds), strict=True))

    def _near(self, text: str) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """(talking points) each: how near they are to `text`, and how near their titles are."""
        if text in self._lines:
            place = self._lines.index(text)
            return self._near_lines[place], self._titles_near_lines[place]
        asked = self._encoder.vectors([text])
        return self._cosines(asked)[0], (asked @ self._titles.T)[0]

    def _elsewhere(self, near: npt.NDArray[np.float32], line: str) -> npt.NDArray[np.float32]:
        """(talking points): how near each is to the lines that it is nearest to, `line` itself left out."""
        kept = [place for place, each in enumerate(self._lines) if each != line]
        if not kept:
            return np.full(len(self._keys), ALONE, np.float32)
        return nearest(near[kept])

    @cached_property
    def _near_lines(self) -> npt.NDArray[np.float32]:
        return self._cosines(self._read_lines)

    @cached_property
    def _titles_near_lines(self) -> npt.NDArray[np.float32]:
        near: npt.NDArray[np.float32] = self._read_lines @ self._titles.T
        return near

    @cached_property
    def _read_lines(self) -> Vectors:
        return self._encoder.vectors(self._lines)

    def _cosines(self, asked: Vectors) -> npt.NDArray[np.float32]:
        """(texts, talking points): of each talking point the cosine of its nearest window."""
        assert self._points is not None
        near: npt.NDArray[np.float32] = np.maximum.reduceat(asked @ self._points.T, self._begin, axis=1)
        return near

    @cached_property
    def _titles(self) -> Vectors:
        return self._encoder.vectors(self._titled)

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


def nearest(cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(columns): how near the nearest rows are."""
    near: npt.NDArray[np.float32] = np.sort(cosines, axis=0)[-_RIVALS:].mean(axis=0)
    return near


def of_others(near: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(talking points): how near to a line the nearest of the others are, by how near each is."""
    if len(near) == 1:
        return np.full(1, ALONE, np.float32)
    others = np.full(len(near), nearest(near), np.float32)
    for place in np.argsort(-near)[:_RIVALS]:
        others[place] = nearest(np.delete(near, place))
    return others


def lengths_of(words: Sequence[int]) -> npt.NDArray[np.float64]:
    """The logarithm of how much longer each of some texts is than the one in their midst."""
    counts = np.maximum(words, 1)
    logs: npt.NDArray[np.float64] = np.log(counts / np.median(counts)) if len(counts) else np.zeros(0)
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
