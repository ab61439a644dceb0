"""Which questions of a stage come first."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from domain.guide import TalkingPoint, TalkingPointKind
from language.terms import split, terms

_ON_THE_SUBJECT = 1.5
"""What a question gains that is wholly about what the guide's schedule names for its round."""


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
    left = list(points)
    sections: Counter[tuple[str, tuple[str, ...]]] = Counter()
    guides: Counter[str] = Counter()
    ranked: list[TalkingPoint] = []
    while left:
        best = max(
            left,
            key=lambda point: (
                base[point.id]
                - 0.6 * sections[point.source.guide, point.source.heading_path[:2]]
                - 0.3 * guides[point.source.guide]
            ),
        )
        left.remove(best)
        sections[best.source.guide, best.source.heading_path[:2]] += 1
        guides[best.source.guide] += 1
        ranked.append(best)
    return ranked


def shared(subject: str, text: str) -> float:
    """The share, 0 to 1, of the telling words of `subject` that stand in `text`."""
    wanted = frozenset(terms(split(subject)))
    return len(wanted & frozenset(terms(split(text)))) / len(wanted) if wanted else 0.0
