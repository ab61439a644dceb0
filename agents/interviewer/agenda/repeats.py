"""Each thing asked once: what stands on the same lines, or asks the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from agents.interviewer.phases import phase_of
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase

Similarity = Callable[[list[str], list[str]], np.ndarray | None]

_SAME_QUESTION = 0.86
"""Titles closer than this (cosine) ask the same thing; found on the duplicates of real guides."""


def without_repeats(points: Sequence[TalkingPoint], similarity: Similarity | None) -> list[TalkingPoint]:
    """`points` that can be asked, each thing once, and each title once."""
    return _without_same_titles(askable_once(points), similarity)


def askable_once(points: Sequence[TalkingPoint]) -> list[TalkingPoint]:
    """`points` that can be asked, in their order, each thing once.

    Two kinds often stand on the same lines (a STAR answer is a question and a story; a concern with its
    response is a weak area and a question), and guides repeat each other word for word. One title with two
    answers is two things.
    """
    askable = [point for point in points if phase_of(point) is not None]
    # A question with its answer says best how to ask; then whatever holds most.
    askable.sort(
        key=lambda point: (
            point.kind is not TalkingPointKind.WEAK_AREA,
            point.kind is not TalkingPointKind.QUESTION_ANSWER,
            -len(point.key_points),
        )
    )
    kept: list[TalkingPoint] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    known: set[str] = set()
    for point in askable:
        first, last = point.source.first_line, point.source.last_line
        spans = taken.setdefault(point.source.guide, [])
        if any(
            min(last, end) - max(first, start) >= 0.5 * min(last - first, end - start)
            and first <= end
            and start <= last
            for start, end in spans
        ):
            continue
        spans.append((first, last))
        if point.id not in known:
            known.add(point.id)
            kept.append(point)
    order = {point.id: at for at, point in enumerate(points)}
    kept.sort(key=lambda point: order[point.id])
    return kept


def _without_same_titles(points: list[TalkingPoint], similarity: Similarity | None) -> list[TalkingPoint]:
    cosines = (
        similarity([p.title for p in points], [p.title for p in points]) if similarity and points else None
    )
    seen: dict[tuple[Phase | None, str], int] = {}
    kept: list[TalkingPoint] = []
    dropped: set[int] = set()
    for at, point in enumerate(points):
        phase = phase_of(point)
        title = " ".join(point.title.lower().split()).rstrip("?.!")
        same = seen.get((phase, title))
        if same is None and cosines is not None and point.kind is not TalkingPointKind.PITCH:
            same = next(
                (
                    other
                    for other in range(at)
                    if other not in dropped
                    and phase_of(points[other]) is phase
                    and cosines[at, other] >= _SAME_QUESTION
                ),
                None,
            )
        if same is not None and point.kind is not TalkingPointKind.PITCH:
            dropped.add(at)
            continue
        seen[phase, title] = at
        kept.append(point)
    return kept
