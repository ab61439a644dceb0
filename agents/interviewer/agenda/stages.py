"""The stages of an interview: those of its round, else of the guide's own schedule, else the usual ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agents.interviewer.agenda.ranking import shared
from agents.interviewer.phases import names_coding, phase_of_schedule
from agents.interviewer.rounds import phase_of_part
from domain.guide import Stated, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.rounds import Part
from language.asking import Form, form_of
from language.tongue import nearest

Pool = Phase | Part
"""What questions are taken from: those of a phase or, in a round that chooses, those about something."""
ORDER = (
    Phase.OPENING,
    Phase.STORY,
    Phase.TECHNICAL,
    Phase.CODING,
    Phase.DESIGN,
    Phase.CONCERN,
    Phase.THEIR_QUESTIONS,
    Phase.CLOSING,
)
"""The phases as an interview usually has them."""
_SHARES = {
    Phase.OPENING: 0.05,
    Phase.STORY: 0.22,
    Phase.TECHNICAL: 0.43,
    Phase.DESIGN: 0.13,
    Phase.CONCERN: 0.07,
    Phase.THEIR_QUESTIONS: 0.07,
    Phase.CLOSING: 0.03,
}
# A schedule seldom names the concerns, and every real interviewer raises them.
_BESIDES = {Phase.STORY: 0.15, Phase.CONCERN: 0.06}
_FEWEST_PHASES = 3
"""Fewer are a part of an interview, as a coding round, and no schedule of the whole."""
_ABOUT_THE_SAME = 0.4


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the interview with its share of the time.

    `row` is the schedule's line for it, `part` what a round asks about in it.
    """

    phase: Phase
    share: float
    row: TalkingPoint | None = None
    part: Part | None = None

    @property
    def pool(self) -> Pool:
        """What the questions of this stage are taken from."""
        return self.part or self.phase

    @property
    def subject(self) -> str:
        """What the schedule says the stage is about; "" where it says nothing."""
        return f"{self.row.title} {self.row.text}" if self.row is not None else ""

    @property
    def task(self) -> Stated | None:
        """What the schedule wants done ("Scale your system to 10M queries"); None where it only names it."""
        if self.row is None:
            return None
        language = nearest(self.subject)
        said = (words for words in (self.row.text, self.row.title) if words)
        task = next((words for words in said if form_of(words, language) is not Form.TOPIC), None)
        return Stated(quote=task, source=self.row.source) if task else None

    def wording_of(self, point: TalkingPoint) -> Stated | None:
        """The schedule's own words for `point`: a task at the whiteboard that this question prepares for."""
        task = self.task
        if self.row is None or self.phase is not Phase.DESIGN or task is None:
            return None
        if point.id != self.row.id and shared(task.quote, f"{point.title} {point.text}") < _ABOUT_THE_SAME:
            return None
        return task


def stages_of(
    points: Sequence[TalkingPoint],
    pools: Mapping[Pool, Sequence[TalkingPoint]],
    asks: Mapping[Part, float],
) -> list[Stage]:
    """The stages in their order, with shares that sum to 1, without those that nothing can be asked in.

    `asks` is what the round asks about; where it says nothing the guide's schedule counts.
    """
    own = _of_schedule(points, coding=bool(pools.get(Phase.CODING))) if not asks else []
    if asks:
        stages = [Stage(phase_of_part(part), share, part=part) for part, share in asks.items()]
    elif own:
        stages = _with_what_it_leaves_out(own)
    else:
        stages = [Stage(phase, share) for phase, share in _SHARES.items()]
    usable = [stage for stage in stages if pools.get(stage.pool) or stage.row is not None]
    whole = sum(stage.share for stage in usable) or 1.0
    return [replace(stage, share=stage.share / whole) for stage in usable]


def place_for(phase: Phase, stages: Sequence[Stage]) -> int:
    """Where a round of `phase` belongs among `stages`, which may have an order of their own."""
    later = ORDER[ORDER.index(phase) + 1 :]
    ends = (Phase.THEIR_QUESTIONS, Phase.CLOSING)
    wanted = later if phase is Phase.STORY else ends
    return next((at for at, part in enumerate(stages) if part.phase in wanted), len(stages))


def _of_schedule(points: Sequence[TalkingPoint], *, coding: bool) -> list[Stage]:
    """The first schedule among the guides that is one of a whole interview.

    Where there are tasks for it (`coding`), a row that names coding is a stage of its own.
    """
    schedules: dict[tuple[str, tuple[str, ...]], list[TalkingPoint]] = {}
    for point in points:
        if point.kind is TalkingPointKind.SCHEDULE_ITEM and point.minutes is not None:
            schedules.setdefault((point.source.guide, point.source.heading_path), []).append(point)
    for rows in schedules.values():
        found = [
            Stage(phase, minutes[1] - minutes[0], row)
            for row in sorted(rows, key=lambda row: row.minutes or (0.0, 0.0))
            if (phase := phase_of_schedule(row.title, row.text)) is not None
            and (minutes := row.minutes) is not None
            and minutes[1] > minutes[0]
        ]
        if len({part.phase for part in found}) >= _FEWEST_PHASES:
            return [
                replace(part, phase=Phase.CODING) if coding and _is_coding(part) else part for part in found
            ]
    return []


def _is_coding(stage: Stage) -> bool:
    return stage.phase is Phase.TECHNICAL and stage.row is not None and names_coding(stage.row.title)


def _with_what_it_leaves_out(own: Sequence[Stage]) -> list[Stage]:
    stages = list(own)
    whole = sum(part.share for part in own)
    for phase, share in _BESIDES.items():
        if not any(part.phase is phase for part in own):
            stages.insert(place_for(phase, stages), Stage(phase, share * whole))
    return stages
