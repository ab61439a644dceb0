"""Which questions, in which order, in the time there is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain

import numpy as np

from agents.interviewer.phases import phase_of, phase_of_schedule
from agents.interviewer.timing import answer_seconds
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Agenda, AgendaItem, Phase

Similarity = Callable[[list[str], list[str]], np.ndarray | None]

_ORDER = tuple(Phase)
_SHARES = {
    Phase.OPENING: 0.05,
    Phase.STORY: 0.22,
    Phase.TECHNICAL: 0.43,
    Phase.DESIGN: 0.13,
    Phase.CONCERN: 0.07,
    Phase.THEIR_QUESTIONS: 0.07,
    Phase.CLOSING: 0.03,
}
_MOST_ITEMS = {Phase.OPENING: 1, Phase.CLOSING: 1, Phase.THEIR_QUESTIONS: 1}
_ROOM_FOR_FOLLOW_UPS = 1.35
"""An answer's time is planned this much longer: about one question in two draws a follow-up."""
_AROUND_AN_ANSWER = 45
"""Seconds for asking, thinking and reading the feedback."""
_TIME_FOR_DOUBT = 15
"""An interview of fewer minutes has none to spare for a question that cannot be scored."""
_WORST_DOUBTS = 5
_SAME_QUESTION = 0.86
"""Titles closer than this (cosine) ask the same thing; found on the duplicates of real guides."""


def plan(
    points: Sequence[TalkingPoint],
    *,
    minutes: float,
    seed: int,
    due: Mapping[str, str] | None = None,
    recent: Collection[str] = (),
    similarity: Similarity | None = None,
    doubts: Sequence[TalkingPoint] = (),
) -> Agenda:
    """The agenda for a session of `minutes` over `points`.

    `due` maps talking points that should come back to the reason, said to the candidate; `recent` are
    those asked in the last sessions, which come again only when there is nothing else. One of `doubts`, the
    contradictions of the guides, worst first, is raised where there is time for it. The same arguments give
    the same agenda.
    """
    due = due or {}
    rng = random.Random(seed)
    by_phase: dict[Phase, list[TalkingPoint]] = {phase: [] for phase in _ORDER}
    for point in without_repeats(points, similarity):
        phase = phase_of(point)
        if phase is not None:
            by_phase[phase].append(point)
    budgets = _budgets(points, by_phase, minutes * 60)
    chosen: dict[Phase, list[AgendaItem]] = {}
    doubt = _doubt(doubts, minutes, seed)
    if doubt is not None:
        budgets[Phase.CONCERN] = budgets.get(Phase.CONCERN, 0.0) - _planned(doubt)
    for phase in _ORDER:
        queue = _ranked(by_phase[phase], rng, due, recent)
        chosen[phase] = _fill(queue, phase, budgets.get(phase, 0.0), due)
    theirs = _their_questions(points)
    if theirs is not None and minutes >= 8:
        chosen[Phase.THEIR_QUESTIONS] = [theirs]
    if doubt is not None:
        chosen[Phase.CONCERN] = [doubt, *chosen[Phase.CONCERN]]
    _use_what_is_left(chosen, by_phase, minutes * 60, rng, due, recent)
    return Agenda(items=tuple(chain.from_iterable(chosen[phase] for phase in _ORDER)), minutes=minutes)


def _doubt(doubts: Sequence[TalkingPoint], minutes: float, seed: int) -> AgendaItem | None:
    """The contradiction to ask about; a random number of its own keeps the other questions as they are."""
    if not doubts or minutes < _TIME_FOR_DOUBT:
        return None
    point = random.Random(f"doubt {seed}").choice(doubts[:_WORST_DOUBTS])
    places = " and ".join(str(stated.source) for stated in point.stated)
    return AgendaItem(
        talking_point_id=point.id,
        phase=Phase.CONCERN,
        seconds=answer_seconds(point, Phase.CONCERN),
        reason=f"your guides contradict each other at {places}",
        doubt=point,
    )


def _budgets(
    points: Sequence[TalkingPoint], by_phase: Mapping[Phase, Sequence[TalkingPoint]], seconds: float
) -> dict[Phase, float]:
    """Seconds a phase: the guide's own schedule where it has one, the usual shares elsewhere."""
    shares: Counter[Phase] = Counter()
    for point in points:
        if point.kind is TalkingPointKind.SCHEDULE_ITEM and point.minutes is not None:
            phase = phase_of_schedule(point.title, point.text)
            if phase is not None:
                shares[phase] += max(0, round(10 * (point.minutes[1] - point.minutes[0])))
    if len(shares) >= 3:
        weights = {phase: float(share) for phase, share in shares.items()}
        # A schedule seldom names the concerns, and every real interviewer raises them.
        weights.setdefault(Phase.STORY, 0.15 * sum(weights.values()))
        weights.setdefault(Phase.CONCERN, 0.06 * sum(weights.values()))
    else:
        weights = dict(_SHARES)
    usable = {phase: share for phase, share in weights.items() if by_phase[phase]}
    whole = sum(usable.values()) or 1.0
    return {phase: seconds * share / whole for phase, share in usable.items()}


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


def _ranked(
    points: Sequence[TalkingPoint], rng: random.Random, due: Mapping[str, str], recent: Collection[str]
) -> list[TalkingPoint]:
    """Best first: due, then what can be judged and was not asked lately, spread over the guides' sections."""
    base = {
        point.id: (3.0 if point.id in due else 0.0)
        - (2.0 if point.id in recent else 0.0)
        + min(len(point.key_points), 6) / 6
        - (1.0 if point.kind is TalkingPointKind.UNANSWERED_QUESTION else 0.0)
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


def _item(point: TalkingPoint, phase: Phase, due: Mapping[str, str]) -> AgendaItem:
    return AgendaItem(
        talking_point_id=point.id,
        phase=phase,
        seconds=answer_seconds(point, phase),
        reason=due.get(point.id) or f"{phase.value} from {point.source}",
    )


def _planned(item: AgendaItem) -> float:
    """The seconds a question takes in all."""
    return item.seconds * _ROOM_FOR_FOLLOW_UPS + _AROUND_AN_ANSWER


def _fill(
    queue: Sequence[TalkingPoint], phase: Phase, seconds: float, due: Mapping[str, str]
) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    used = 0.0
    for point in queue:
        item = _item(point, phase, due)
        planned = _planned(item)
        if items and (used + planned > seconds or len(items) >= _MOST_ITEMS.get(phase, 99)):
            continue
        if not items and planned > 2.5 * seconds and phase not in (Phase.OPENING, Phase.TECHNICAL):
            continue
        items.append(item)
        used += planned
    return items[: _MOST_ITEMS.get(phase, len(items))]


def _use_what_is_left(
    chosen: dict[Phase, list[AgendaItem]],
    by_phase: Mapping[Phase, Sequence[TalkingPoint]],
    seconds: float,
    rng: random.Random,
    due: Mapping[str, str],
    recent: Collection[str],
) -> None:
    """Give the time that some phases could not use to the phases that still have questions."""
    taken = {item.talking_point_id for items in chosen.values() for item in items}
    left = seconds - sum(_planned(item) for items in chosen.values() for item in items)
    spare = [
        (phase, point)
        for phase in (Phase.TECHNICAL, Phase.STORY, Phase.CONCERN, Phase.DESIGN)
        for point in _ranked([p for p in by_phase[phase] if p.id not in taken], rng, due, recent)
    ]
    for phase, point in spare:
        item = _item(point, phase, due)
        if _planned(item) <= left:
            chosen[phase].append(item)
            left -= _planned(item)


def _their_questions(points: Sequence[TalkingPoint]) -> AgendaItem | None:
    """The moment where the candidate asks: it stands on the first prepared question."""
    prepared = [point for point in points if point.kind is TalkingPointKind.QUESTION_TO_ASK]
    if not prepared:
        return None
    return AgendaItem(
        talking_point_id=prepared[0].id,
        phase=Phase.THEIR_QUESTIONS,
        seconds=120,
        reason=f"{len(prepared)} questions to ask stand in your guides",
    )
