"""The talking points that may tell of what a posting asks for: by an encoder of our own, and by themes."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.guide import TalkingPoint
from domain.interview import ENGLISH
from knowledge.base import KnowledgeBase
from knowledge.posting.naming import says_no
from knowledge.posting.reading import Reading, chance
from knowledge.posting.themes import asked_in, signs
from knowledge.search.passages import Role

_MAY_SHOW, _SHOWS, _BESIDE = 0.35, 0.85, 0.04
"""Chances from which on a talking point may show a line, does, and is worth a look beside one that may."""
_DOUBTED = 0.2
"""What is less likely is covered neither by its nearness nor by its words alone."""
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

    `aside` are those that stand in the guides and in no index; `lines` is all that the posting asks for.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        points: Sequence[TalkingPoint],
        aside: Sequence[TalkingPoint] = (),
        language: str = ENGLISH,
        lines: Sequence[str] = (),
    ) -> None:
        self._knowledge = knowledge
        # "Have you run a team?" "No, never" tells of it, and shows nothing that is asked for.
        self._points = {point.id: point for point in (*points, *aside) if not says_no(point)}
        self._aside = [point.id for point in aside]
        self._reading = None
        if language == ENGLISH and (encoder := knowledge.showing) is not None:
            english = [each for each in self._points.values() if self._is_english(each)]
            self._reading = Reading(encoder, english, lines)

    def of(self, text: str, line: str = "") -> list[Telling]:
        """What may tell of what `text`, a part of `line`, asks for, the likeliest first."""
        by_theme = self._by_theme(text)
        read = {} if self._reading is None else self._reading.odds(text, line or text)
        chances = _chances(read, by_theme)
        least = _BESIDE if _any(chances.values()) >= _MAY_SHOW else 1.0
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

    def rules_out(self, text: str, line: str, key: str) -> bool:
        """Whether the encoder finds a talking point that it read hardly likely to show `text` of `line`."""
        read = {} if self._reading is None else self._reading.odds(text, line)
        return key in read and chance(read[key], self._by_theme(text).get(key, 0.0)) < _BESIDE

    def doubts(self, text: str, ids: Collection[str]) -> bool:
        """Whether the encoder has read all of these talking points, and none of them is likely to show it."""
        read = {} if self._reading is None else self._reading.odds(text, text)
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


def _chances(log_odds: Mapping[str, float], by_theme: Mapping[str, float]) -> dict[str, float]:
    """How likely each talking point that was read shows a line."""
    return {key: chance(each, by_theme.get(key, 0.0)) for key, each in log_odds.items()}


def _any(chances: Iterable[float]) -> float:
    """How likely any of these is so, if none hangs on another."""
    return 1 - math.prod(1 - each for each in chances)
