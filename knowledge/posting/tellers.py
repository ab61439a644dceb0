"""The talking points that may tell of what a posting asks for: by an encoder of our own, and by themes."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from domain.errors import ModelUnavailable
from domain.guide import TalkingPoint
from domain.interview import ENGLISH
from knowledge.base import KnowledgeBase
from knowledge.posting.naming import says_no
from knowledge.posting.themes import asked_in, signs
from knowledge.search.passages import Role
from knowledge.showing.model import told_as
from language.sentences import count_words, sentences

if TYPE_CHECKING:
    from knowledge.search.embed import Vectors
    from knowledge.showing.model import Showing

_SLOPE, _SIGN, _ODDS = 11.9, 1.2, -5.1
"""The log odds that a talking point shows a line: of the encoder's cosine, of a theme's sign, and of neither;
fitted on the tuning part of evals/posting_pairs."""
_FITTED_ON, _OF_MORE = 17, 0.5
"""Talking points of the guides that this was fitted on. Of more of them one is likelier to be near by chance:
so much of the logarithm of how many times more is taken off."""
_MAY_SHOW, _SHOWS, _BESIDE = 0.09, 0.75, 0.05
"""Chances from which on a talking point may show a line, does, and is worth a look beside one that may."""
_DOUBTED = 0.2
"""What is less likely is covered neither by its nearness nor by its words alone."""
_READ_AT_ONCE = 90
"""Words of a talking point that are read at once: it was trained on few longer ones."""
_MAY_TELL, _TELLS_OF = 0.32, 0.55
"""Without it what is as near as the first may tell of it, and what is as near as the second, and has words of
its theme, does; fitted on pairs by hand (docs/posting.md)."""
_OF_A_THEME = 0.12
"""What a sign of a theme adds to a cosine, where no other talking point has one."""
_MOST_SIGNS = 3
_FOREIGN, _FOREIGN_LEAST = 0.4, 0.15
"""What a cosine says of another language than English, which the model has not learnt: little, and nothing
where no theme speaks for it."""
_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Telling:
    """A talking point beside what is asked: how likely it tells of it (0 to 1.5), and how much by themes.

    `may` says that it may tell of it, `does` that it does.
    """

    point: TalkingPoint
    score: float
    by_theme: float
    may: bool
    does: bool


class Tellers:
    """The talking points of a candidate's guides, to be asked which of them may tell of something.

    `aside` are those that stand in the guides and in no index.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        points: Sequence[TalkingPoint],
        aside: Sequence[TalkingPoint] = (),
        language: str = ENGLISH,
    ) -> None:
        self._knowledge = knowledge
        # "Have you run a team?" "No, never" tells of it, and shows nothing that is asked for.
        self._points = {point.id: point for point in (*points, *aside) if not says_no(point)}
        self._aside = [point.id for point in aside]
        self._reading = None
        if language == ENGLISH and (encoder := knowledge.showing) is not None:
            self._reading = _Reading(
                encoder, [each for each in self._points.values() if self._is_english(each)]
            )

    def of(self, text: str) -> list[Telling]:
        """What may tell of what `text` asks for, the likeliest first."""
        by_theme = self._by_theme(text)
        read = {} if self._reading is None else self._reading.near(text)
        chances = _chances(read, by_theme)
        least = _BESIDE if max(chances.values(), default=0.0) >= _MAY_SHOW else _MAY_SHOW
        told = [
            Telling(self._points[key], chance, by_theme.get(key, 0.0), chance >= least, chance >= _SHOWS)
            for key, chance in chances.items()
        ]
        found = self._found(text) if len(read) < len(self._points) else {}
        others = {
            key: self._near(text, self._points[key])
            for key in (*by_theme, *self._aside, *found)
            if key not in read
        }
        told += [
            self._by_nearness(self._points[key], max(cosine, found.get(key, 0.0)), by_theme.get(key, 0.0))
            for key, cosine in others.items()
        ]
        return sorted(told, key=lambda each: each.score, reverse=True)

    def doubts(self, text: str, ids: Collection[str]) -> bool:
        """Whether the encoder has read all of these talking points, and none of them is likely to show it."""
        read = {} if self._reading is None else self._reading.near(text)
        chances = _chances(read, self._by_theme(text))
        return bool(ids) and all(chances.get(key, 1.0) < _DOUBTED for key in ids)

    def _found(self, text: str) -> dict[str, float]:
        """The nearest in the index, each as a whole or by the key point of it that is nearer."""
        best: dict[str, float] = {}
        for passage in self._knowledge.search(
            text, k=_LOOKED_AT, roles=(Role.POINT, Role.KEY_POINT), threshold=0.0
        ):
            key = passage.talking_point_id
            if key in self._points:
                best[key] = max(best.get(key, 0.0), passage.dense or 0.0)
        return best

    def _near(self, text: str, point: TalkingPoint) -> float:
        """How near the nearest of its title, its text and its key points is, by itself."""
        said = [each for each in (point.title, point.text, *(key.text for key in point.key_points)) if each]
        cosines = self._knowledge.similarity([text], said)
        return float(cosines.max()) if cosines is not None and said else 0.0

    def _by_nearness(self, point: TalkingPoint, cosine: float, by_theme: float) -> Telling:
        near = cosine if self._is_english(point) else _FOREIGN * cosine + _FOREIGN_LEAST if by_theme else 0.0
        score = near + _OF_A_THEME * by_theme
        return Telling(point, score, by_theme, score >= _MAY_TELL, by_theme > 0 and score >= _TELLS_OF)

    def _is_english(self, point: TalkingPoint) -> bool:
        return self._knowledge.languages.get(point.source.guide, ENGLISH) == ENGLISH

    def _by_theme(self, text: str) -> Mapping[str, float]:
        """How much each talking point has of the themes of `text`; what many have tells less of each."""
        found: dict[str, float] = {}
        for theme in asked_in(text):
            counts = {
                key: count
                for key, point in self._points.items()
                if (count := signs(theme, f"{point.title}\n{point.text}")) > 0
            }
            for key, count in counts.items():
                found[key] = found.get(key, 0.0) + min(count, _MOST_SIGNS) / math.sqrt(len(counts))
        return found


class _Reading:
    """What talking points say, read by the encoder once; lines are read as they come."""

    def __init__(self, encoder: Showing, points: Sequence[TalkingPoint]) -> None:
        self._encoder = encoder
        self._windows = [(point.id, window) for point in points for window in windows_of(point)]
        self._lines: dict[str, Mapping[str, float]] = {}

    def near(self, text: str) -> Mapping[str, float]:
        """The cosine of each talking point's nearest window; nothing where the model cannot be opened."""
        if text not in self._lines:
            self._lines[text] = self._compared(text)
        return self._lines[text]

    def _compared(self, text: str) -> Mapping[str, float]:
        if self._vectors is None or not text.strip():
            return {}
        cosines = self._vectors @ self._encoder.vectors([text])[0]
        best: dict[str, float] = {}
        for (key, _), cosine in zip(self._windows, cosines, strict=True):
            best[key] = max(best.get(key, -1.0), float(cosine))
        return best

    @cached_property
    def _vectors(self) -> Vectors | None:
        if not self._windows:
            return None
        try:
            return self._encoder.vectors([window for _, window in self._windows])
        except ModelUnavailable:
            return None


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


def _chances(cosines: Mapping[str, float], by_theme: Mapping[str, float]) -> dict[str, float]:
    """How likely each talking point that was read shows a line."""
    crowd = _OF_MORE * math.log(max(1.0, len(cosines) / _FITTED_ON))
    odds = {
        key: _SLOPE * cosine + _SIGN * by_theme.get(key, 0.0) + _ODDS - crowd
        for key, cosine in cosines.items()
    }
    return {key: 1 / (1 + math.exp(-each)) for key, each in odds.items()}
