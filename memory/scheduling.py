"""Where every talking point stands: what was practised, matched to today's guides and scheduled by FSRS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.days import Where, day_of, day_then
from domain.guide import TalkingPoint, TalkingPointKind
from domain.mastery import Practice, Rating, Standing, State

if TYPE_CHECKING:
    from memory.spacing import Learned

_WEAK = frozenset({Rating.AGAIN, Rating.HARD})
_Name = tuple[object, ...]


def standings(
    points: Sequence[TalkingPoint], practices: Iterable[Practice], now: datetime, zone: Where
) -> tuple[Standing, ...]:
    """Each of `points` with what is remembered about it, in their order; a repeated id counts once.

    `zone` is where the candidate is.
    """
    unique = {point.id: point for point in points}
    by_point: dict[str, list[Practice]] = defaultdict(list)
    kept = sorted(practices, key=lambda practice: practice.at)
    successors = _successors(list(unique.values()), kept)
    for practice in kept:
        if (point_id := successors.get(practice.talking_point_id)) is not None:
            by_point[point_id].append(practice)
    today = day_of(now, zone)
    return tuple(_standing(point, by_point[point.id], today, zone) for point in unique.values())


def _standing(point: TalkingPoint, practices: Sequence[Practice], today: date, zone: Where) -> Standing:
    learned = _learned(practices, zone)
    if learned.due is None:
        return Standing(point=point, state=State.NEVER, practices=tuple(practices))
    last = next(practice.rating for practice in reversed(practices) if practice.rating is not None)
    days = (learned.due - today).days
    return Standing(
        point=point,
        state=State.WEAK if last in _WEAK else State.FADING if days <= 0 else State.SOLID,
        practices=tuple(practices),
        days=days,
        recall=learned.recall(today),
        changed=practices[-1].talking_point_id != point.id,
    )


class Forecast:
    """When a talking point would come back, were it practised well on days to come."""

    def __init__(self, practices: Sequence[Practice], zone: Where) -> None:
        self._learned = _learned(practices, zone)

    def practised(self, day: date) -> date:
        """Take it to go well on `day`; the day it comes back on after that."""
        self._learned.rate(day, Rating.GOOD)
        assert self._learned.due is not None
        return self._learned.due


def _rated_days(practices: Iterable[Practice], zone: Where) -> dict[date, Rating]:
    """The rating that counts of each day, in order: the first.

    It alone tells what was left after the days before; the tries that follow it tell what one knows minutes
    after the advice.
    """
    counted: dict[date, Rating] = {}
    for practice in practices:
        if practice.rating is not None:
            day = day_then(practice.at, zone)
            # Who flies far enough west comes back into the day before; it counts as the last one then.
            counted.setdefault(max(day, next(reversed(counted), day)), practice.rating)
    return counted


def _learned(practices: Iterable[Practice], zone: Where) -> Learned:
    from memory.spacing import Learned  # noqa: PLC0415 -- FSRS: only what practises needs it

    learned = Learned()
    for day, rating in _rated_days(practices, zone).items():
        learned.rate(day, rating)
    return learned


def _successors(points: Sequence[TalkingPoint], practices: Sequence[Practice]) -> dict[str, str]:
    """For each practised talking point the id of the one that it is today; those that are gone are left out.

    An id is made of a talking point's words, so a changed one has a new id. It is the same talking point
    where kind and title stayed, or else where it is alone of its kind under its heading, then and now.
    Where two could be meant none is taken: a wrong memory would be worse than none.
    """
    alive = {point.id for point in points}
    gone = {practice.talking_point_id: practice for practice in practices}
    today = {old: old for old in gone if old in alive}
    by_title = _only_ones((_titled(point.kind, point.title), point.id) for point in points)
    for old, practice in gone.items():
        new = by_title.get(_titled(practice.kind, practice.title))
        if old not in today and new is not None:
            today[old] = new
    taken = set(today.values())
    by_place = _only_ones((_placed(point), point.id) for point in points)
    left = {old: practice for old, practice in gone.items() if old not in today}
    orphans = _only_ones((_placed(practice), old) for old, practice in left.items())
    for place, old in orphans.items():
        new = by_place.get(place)
        if new is not None and new not in taken:
            today[old] = new
    return today


def _titled(kind: TalkingPointKind, title: str) -> _Name:
    return kind, " ".join(title.casefold().split()).rstrip("?.!: ")


def _placed(what: TalkingPoint | Practice) -> _Name:
    return what.kind, what.source.guide, what.source.heading_path


def _only_ones(named: Iterable[tuple[_Name, str]]) -> dict[_Name, str]:
    """The ids that are alone under their name."""
    ids: dict[_Name, set[str]] = defaultdict(set)
    for name, identifier in named:
        ids[name].add(identifier)
    return {name: next(iter(found)) for name, found in ids.items() if len(found) == 1}
