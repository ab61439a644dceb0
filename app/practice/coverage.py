"""Where everything that can be practised stands, by guide and kind: what the page for practising shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.interviewer.drill_plan import plan_drill
from agents.interviewer.drilling import DrillKind
from app.practice.progress import Wanted, by_drill, days_ahead, slips, worth_doing
from app.practice.words import told_agenda, told_nothing
from domain.days import Where
from domain.guide import TalkingPoint
from domain.mastery import Practice, Standing
from memory.scheduling import standings


@dataclass(frozen=True, slots=True)
class Planned:
    """A drill that could begin now: how many questions, and that in words."""

    kind: DrillKind
    count: int
    told: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where everything stands.

    `cells` are by guide and kind, in the guides' order; `due` is how many come back today, tomorrow, and so
    on for a week; `drills` is what each kind would ask; `wrong_figures` are (title, said, expected) of those
    said the last time.
    """

    cells: Mapping[tuple[str, DrillKind], tuple[Standing, ...]]
    due: tuple[int, ...]
    drills: tuple[Planned, ...]
    next: tuple[Wanted, ...]
    wrong_figures: tuple[tuple[str, str, str], ...]

    @property
    def guides(self) -> tuple[str, ...]:
        """The guides that hold something to practise."""
        return tuple(dict.fromkeys(guide for guide, _ in self.cells))

    @property
    def kinds(self) -> tuple[DrillKind, ...]:
        """The kinds that there is something of."""
        there = {kind for _, kind in self.cells}
        return tuple(kind for kind in DrillKind if kind in there)


def coverage(
    points: Sequence[TalkingPoint],
    practices: Sequence[Practice],
    now: datetime,
    zone: Where,
    *,
    limit: int,
) -> Coverage:
    """The coverage of `points`; a drill has at most `limit` questions, `zone` is where the candidate is."""
    found = standings(points, practices, now, zone)
    by_kind = by_drill(found)
    cells: dict[tuple[str, DrillKind], list[Standing]] = {}
    for kind, group in by_kind.items():
        for standing in group:
            cells.setdefault((standing.point.source.guide, kind), []).append(standing)
    everything = [standing for group in by_kind.values() for standing in group]
    return Coverage(
        cells={key: tuple(group) for key, group in sorted(cells.items(), key=lambda each: each[0][0])},
        due=days_ahead(everything),
        drills=tuple(_planned(kind, found, limit) for kind in DrillKind if by_kind[kind]),
        next=worth_doing(by_kind),
        wrong_figures=slips(everything),
    )


def _planned(kind: DrillKind, found: Sequence[Standing], limit: int) -> Planned:
    agenda = plan_drill(found, kind, limit=limit)
    count = len(agenda.items)
    return Planned(kind, count, told_agenda(agenda, kind.value) if count else told_nothing(kind.value, found))
