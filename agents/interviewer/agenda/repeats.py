"""Each thing asked once: what stands on the same lines, or asks the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agents.interviewer.phases import phase_of
from agents.similarity import Similarity
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase
from language.patterns import regex

_SAME_QUESTION = 0.86
"""Titles closer than this (cosine) ask the same thing; found on the duplicates of real guides."""
_SAME_AS_QUOTED = 0.65
"""A question about something quoted is the one that is as close as this: "Your CV says “Moved 40 services to
Kubernetes”. How did you do that?" and "How did you move the services?"."""
_QUOTED = regex(r"[“„«「]\s?([^”“»」]{6,})\s?[”“»」]")


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
    taken: dict[tuple[str, int], list[TalkingPoint]] = {}
    known: set[str] = set()
    for point in askable:
        lines = [(point.source.guide, line) for line in _lines(point)]
        if any(_on_the_same_lines(point, other) for line in lines for other in taken.get(line, ())):
            continue
        for line in lines:
            taken.setdefault(line, []).append(point)
        if point.id not in known:
            known.add(point.id)
            kept.append(point)
    order = {point.id: at for at, point in enumerate(points)}
    kept.sort(key=lambda point: order[point.id])
    return kept


def _lines(point: TalkingPoint) -> range:
    return range(point.source.first_line, point.source.last_line + 1)


def _on_the_same_lines(point: TalkingPoint, other: TalkingPoint) -> bool:
    first, last = point.source.first_line, point.source.last_line
    start, end = other.source.first_line, other.source.last_line
    if first > end or start > last or _asks_about_a_line(point, other):
        return False
    return min(last, end) - max(first, start) >= 0.5 * min(last - first, end - start)


def _asks_about_a_line(point: TalkingPoint, other: TalkingPoint) -> bool:
    """Whether `point` asks on about a line that `other` holds: how a figure of a CV was achieved."""
    quoted = _quoted(point)
    return quoted is not None and quoted in other.text


def _quoted(point: TalkingPoint) -> str | None:
    """What a question without an answer is about, where it quotes it."""
    if point.kind is not TalkingPointKind.UNANSWERED_QUESTION:
        return None
    found = _QUOTED.search(point.title)
    return found[1].strip() if found else None


def _without_same_titles(points: list[TalkingPoint], similarity: Similarity | None) -> list[TalkingPoint]:
    cosines = (
        similarity([p.title for p in points], [p.title for p in points]) if similarity and points else None
    )
    phases = [phase_of(point) for point in points]
    seen: dict[tuple[Phase | None, str], int] = {}
    kept: list[TalkingPoint] = []
    dropped: set[int] = set()
    for at, (point, phase) in enumerate(zip(points, phases, strict=True)):
        title = " ".join(point.title.lower().split()).rstrip("?.!")
        same = seen.get((phase, title))
        if same is None and cosines is not None and point.kind is not TalkingPointKind.PITCH:
            quotes = _quoted(point) is not None
            near = np.flatnonzero(cosines[at] >= (_SAME_AS_QUOTED if quotes else _SAME_QUESTION)).tolist()
            same = next(
                (
                    other
                    for other in near
                    if other not in dropped
                    and (other < at or (quotes and other > at))
                    and phases[other] is phase
                ),
                None,
            )
        if same is not None and point.kind is not TalkingPointKind.PITCH:
            dropped.add(at)
            continue
        seen[phase, title] = at
        kept.append(point)
    return kept
