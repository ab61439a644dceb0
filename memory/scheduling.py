"""Where every talking point stands: what was practised, matched to today's guides and scheduled by FSRS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.days import day_of, day_then
from domain.guide import TalkingPoint, TalkingPointKind
from domain.mastery import Practice, Rating, Standing, State

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

_WEAK = frozenset({Rating.AGAIN, Rating.HARD})
_Name = tuple[object, ...]


def standings(
    points: Sequence[TalkingPoint], practices: Iterable[Practice], now: datetime, zone: tzinfo | None
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


def _standing(
    point: TalkingPoint, practices: Sequence[Practice], today: date, zone: tzinfo | None
) -> Standing:
    card = _card(practices, zone)
    if card is None:
        return Standing(point=point, state=State.NEVER, practices=tuple(practices))
    last = next(practice.rating for practice in reversed(practices) if practice.rating is not None)
    days = (card.due.date() - today).days
    return Standing(
        point=point,
        state=State.WEAK if last in _WEAK else State.FADING if days <= 0 else State.SOLID,
        practices=tuple(practices),
        days=days,
        recall=_scheduler().get_card_retrievability(card, _for_fsrs(today)),
        changed=practices[-1].talking_point_id != point.id,
    )


def _rated_days(practices: Iterable[Practice], zone: tzinfo | None) -> dict[date, Rating]:
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


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    """FSRS-6 with its published weights, to be recalled in nine of ten cases.

    No steps of minutes, since an interview is not held twice in ten minutes: every interval is whole days.
    No fuzz, so that the same practices give the same day.
    """
    from fsrs import Scheduler  # noqa: PLC0415 -- only what practises needs it

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(practices: Iterable[Practice], zone: tzinfo | None) -> Card | None:
    from fsrs import Card  # noqa: PLC0415
    from fsrs import Rating as Fsrs  # noqa: PLC0415

    ratings = {
        Rating.AGAIN: Fsrs.Again,
        Rating.HARD: Fsrs.Hard,
        Rating.GOOD: Fsrs.Good,
        Rating.EASY: Fsrs.Easy,
    }
    card: Card | None = None
    for day, rating in _rated_days(practices, zone).items():
        at = _for_fsrs(day)
        # Without an id and a day of its own a card would ask the clock for them.
        card, _ = _scheduler().review_card(
            card or Card(card_id=0, due=at), ratings[rating], review_datetime=at
        )
    return card


def _for_fsrs(day: date) -> datetime:
    """A day as FSRS is given it, which counts spans of 24 hours between moments in UTC."""
    return datetime.combine(day, time.min, tzinfo=UTC)


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
