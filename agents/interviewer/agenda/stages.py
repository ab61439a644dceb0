"""The stages of an interview: those of its round, else of the guide's own schedule, else the usual ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agents.interviewer.agenda.ranking import shared
from agents.interviewer.phases import names_coding, names_review, phase_of_schedule
from agents.interviewer.rounds import RoundRules, phase_of_part, phase_of_work
from domain.guide import Stated, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.rounds import Part
from domain.work import WorkKind
from language.asking import Form, form_of
from language.tongue import nearest
from rounds.tasks import asks_for

Pool = Phase | Part
"""What questions are taken from: those of a phase or, in a round that chooses, those about something."""
ORDER = (
    Phase.OPENING,
    Phase.STORY,
    Phase.TECHNICAL,
    Phase.CODING,
    Phase.REVIEW,
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
_LEAST_FOR_A_DESIGN = 10
"""Minutes of a stage that has room for a system drawn and gone into."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the interview with its share of the time.

    `row` is the schedule's line for it, `part` what a round asks about in it, `work` what is handed in
    there, None where words answer.
    """

    phase: Phase
    share: float
    row: TalkingPoint | None = None
    part: Part | None = None
    work: WorkKind | None = None

    @property
    def pool(self) -> Pool:
        """What the questions of this stage are taken from."""
        return self.part or self.phase

    def work_at(self, point: TalkingPoint) -> WorkKind | None:
        """What is to be handed in where `point` is asked here; a round of tasks asks nothing else."""
        return self.work if self.part is not None or asks_for(point) is self.work else None

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
        # First, since what the task is takes a language to be told.
        if self.row is None or self.phase is not Phase.DESIGN:
            return None
        task = self.task
        if task is None:
            return None
        if point.id != self.row.id and shared(task.quote, f"{point.title} {point.text}") < _ABOUT_THE_SAME:
            return None
        return task


def stages_of(
    points: Sequence[TalkingPoint],
    pools: Mapping[Pool, Sequence[TalkingPoint]],
    rules: RoundRules,
    minutes: float,
) -> list[Stage]:
    """The stages in their order, with shares that sum to 1, without those that nothing can be asked in.

    `rules` say what the round asks about; where they say nothing the guide's schedule counts, and `minutes`,
    those of the whole, say which of its stages are long enough for a task.
    """
    asks = rules.asks
    own = _of_schedule(points) if not asks else []
    if asks:
        stages = [
            Stage(phase_of_part(part), share, part=part, work=rules.tasks) for part, share in asks.items()
        ]
    elif own:
        stages = _with_tasks(_with_what_it_leaves_out(own), points, minutes)
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


def _of_schedule(points: Sequence[TalkingPoint]) -> list[Stage]:
    """The first schedule among the guides that is one of a whole interview."""
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
            return found
    return []


def _with_tasks(stages: Sequence[Stage], points: Sequence[TalkingPoint], minutes: float) -> list[Stage]:
    """`stages`; where the guides have tasks for it, a row that names them is a stage of tasks.

    A design needs time: in less it is talked about, as any question is.
    """
    there = {kind for kind in WorkKind if any(asks_for(point) is kind for point in points)}
    whole = sum(stage.share for stage in stages)

    def with_task(stage: Stage) -> Stage:
        kind = _work_named(stage)
        if kind not in there or kind is None:
            return stage
        if kind is WorkKind.DESIGN and stage.share / whole * minutes < _LEAST_FOR_A_DESIGN:
            return stage
        return replace(stage, phase=phase_of_work(kind), work=kind)

    return [with_task(stage) for stage in stages]


def _work_named(stage: Stage) -> WorkKind | None:
    if stage.row is None:
        return None
    if stage.phase is Phase.DESIGN:
        return WorkKind.DESIGN
    if stage.phase is not Phase.TECHNICAL:
        return None
    if names_review(stage.row.title):
        return WorkKind.REVIEW
    return WorkKind.CODE if names_coding(stage.row.title) else None


def _with_what_it_leaves_out(own: Sequence[Stage]) -> list[Stage]:
    stages = list(own)
    whole = sum(part.share for part in own)
    for phase, share in _BESIDES.items():
        if not any(part.phase is phase for part in own):
            stages.insert(place_for(phase, stages), Stage(phase, share * whole))
    return stages
