"""Which questions of a stage come first."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from domain.guide import TalkingPoint, TalkingPointKind
from language.terms import split, terms

_ON_THE_SUBJECT = 1.5
"""What a question gains that is wholly about what the guide's schedule names for its round."""
_OF_THE_SECTION = 0.6
_OF_THE_GUIDE = 0.3
"""What a question loses for each one before it out of its section, and out of its guide."""


def ranked(
    points: Sequence[TalkingPoint],
    rng: random.Random,
    due: Mapping[str, str],
    recent: Collection[str],
    subject: str = "",
) -> list[TalkingPoint]:
    """Best first: due, then on `subject`, then what can be judged and was not asked lately.

    They are spread over the guides' sections.
    """
    base = {
        point.id: (3.0 if point.id in due else 0.0)
        - (2.0 if point.id in recent else 0.0)
        + min(len(point.key_points), 6) / 6
        - (1.0 if point.kind is TalkingPointKind.UNANSWERED_QUESTION else 0.0)
        + _ON_THE_SUBJECT * shared(subject, f"{point.title} {point.text}")
        + rng.random()
        for point in points
    }
    return _spread(points, [base[point.id] for point in points])


def _spread(points: Sequence[TalkingPoint], worth: Sequence[float]) -> list[TalkingPoint]:
    """`points` by what each is worth, less what was taken before it of its section and of its guide.

    Of each section only the best that is left can be next, so that a guide of thousands is ranked at once.
    """
    waiting: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for at in sorted(range(len(points)), key=lambda at: (worth[at], -at)):
        waiting.setdefault(_section(points[at]), []).append(at)
    heaps: dict[str, list[tuple[float, int]]] = {}
    for section, those in waiting.items():
        heapq.heappush(heaps.setdefault(section[0], []), (-worth[those[-1]], those.pop()))
    sections: Counter[tuple[str, tuple[str, ...]]] = Counter()
    guides: Counter[str] = Counter()
    spread: list[TalkingPoint] = []
    while heaps:
        guide = max(
            heaps, key=lambda name: (-heaps[name][0][0] - _OF_THE_GUIDE * guides[name], -heaps[name][0][1])
        )
        _, at = heapq.heappop(heaps[guide])
        section = _section(points[at])
        sections[section] += 1
        guides[guide] += 1
        spread.append(points[at])
        if those := waiting[section]:
            following = those.pop()
            heapq.heappush(heaps[guide], (_OF_THE_SECTION * sections[section] - worth[following], following))
        elif not heaps[guide]:
            del heaps[guide]
    return spread


def _section(point: TalkingPoint) -> tuple[str, tuple[str, ...]]:
    return point.source.guide, point.source.heading_path[:2]


def shared(subject: str, text: str) -> float:
    """The share, 0 to 1, of the telling words of `subject` that stand in `text`."""
    wanted = frozenset(terms(split(subject)))
    return len(wanted & frozenset(terms(split(text)))) / len(wanted) if wanted else 0.0
