"""The talking points that may tell of what a posting asks for, by their meaning and by themes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.guide import TalkingPoint
from domain.interview import ENGLISH
from knowledge.base import KnowledgeBase
from knowledge.posting.naming import says_no
from knowledge.posting.themes import asked_in, signs
from knowledge.search.passages import Role

_OF_A_THEME = 0.12
"""What a sign of a theme adds to a cosine, where no other talking point has one."""
_MOST_SIGNS = 3
_FOREIGN, _FOREIGN_LEAST = 0.4, 0.15
"""What a cosine says of another language than English, which the model has not learnt: little, and nothing
where no theme speaks for it."""
_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Telling:
    """A talking point that may tell of what is asked, how likely (0 to about 1.5), and how much by themes."""

    point: TalkingPoint
    score: float
    by_theme: float


class Tellers:
    """The talking points of a candidate's guides, to be asked which of them may tell of something.

    `aside` are those that stand in the guides and in no index.
    """

    def __init__(
        self, knowledge: KnowledgeBase, points: Sequence[TalkingPoint], aside: Sequence[TalkingPoint] = ()
    ) -> None:
        self._knowledge = knowledge
        # "Have you run a team?" "No, never" tells of it, and shows nothing that is asked for.
        self._points = {point.id: point for point in (*points, *aside) if not says_no(point)}
        self._aside = [point.id for point in aside]

    def of(self, text: str) -> list[Telling]:
        """What may tell of what `text` asks for, the likeliest first."""
        by_theme = self._by_theme(text)
        found = self._found(text)
        near = {key: self._near(text, self._points[key]) for key in (*by_theme, *self._aside, *found)}
        told = [
            self._telling(self._points[key], max(cosine, found.get(key, 0.0)), by_theme.get(key, 0.0))
            for key, cosine in near.items()
        ]
        return sorted(told, key=lambda each: each.score, reverse=True)

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

    def _telling(self, point: TalkingPoint, cosine: float, by_theme: float) -> Telling:
        english = self._knowledge.languages.get(point.source.guide, ENGLISH) == ENGLISH
        near = cosine if english else _FOREIGN * cosine + _FOREIGN_LEAST if by_theme else 0.0
        return Telling(point, near + _OF_A_THEME * by_theme, by_theme)

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
