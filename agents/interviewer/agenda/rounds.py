"""The rounds of an interview: the guide's own schedule where it has one, the usual ones elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.interviewer.agenda.ranking import shared
from agents.interviewer.phases import phase_of_schedule
from domain.guide import Stated, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from language.asking import Form, form_of
from language.tongue import nearest

ORDER = (
    Phase.OPENING,
    Phase.STORY,
    Phase.TECHNICAL,
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
class Round:
    """A stage of the interview with its share of the time; `row` is the schedule's line for it."""

    phase: Phase
    share: float
    row: TalkingPoint | None = None

    @property
    def subject(self) -> str:
        """What the schedule says the round is about; "" where it says nothing."""
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


def rounds_of(
    points: Sequence[TalkingPoint], by_phase: Mapping[Phase, Sequence[TalkingPoint]]
) -> list[Round]:
    """The rounds in their order, with shares that sum to 1, without those that nothing can be asked in."""
    own = _of_schedule(points)
    rounds = (
        _with_what_it_leaves_out(own) if own else [Round(phase, share) for phase, share in _SHARES.items()]
    )
    usable = [part for part in rounds if by_phase[part.phase] or part.row is not None]
    whole = sum(part.share for part in usable) or 1.0
    return [Round(part.phase, part.share / whole, part.row) for part in usable]


def place_for(phase: Phase, rounds: Sequence[Round]) -> int:
    """Where a round of `phase` belongs among `rounds`, which may have an order of their own."""
    later = ORDER[ORDER.index(phase) + 1 :]
    ends = (Phase.THEIR_QUESTIONS, Phase.CLOSING)
    wanted = later if phase is Phase.STORY else ends
    return next((at for at, part in enumerate(rounds) if part.phase in wanted), len(rounds))


def _of_schedule(points: Sequence[TalkingPoint]) -> list[Round]:
    """The first schedule among the guides that is one of a whole interview."""
    schedules: dict[tuple[str, tuple[str, ...]], list[TalkingPoint]] = {}
    for point in points:
        if point.kind is TalkingPointKind.SCHEDULE_ITEM and point.minutes is not None:
            schedules.setdefault((point.source.guide, point.source.heading_path), []).append(point)
    for rows in schedules.values():
        found = [
            Round(phase, minutes[1] - minutes[0], row)
            for row in sorted(rows, key=lambda row: row.minutes or (0.0, 0.0))
            if (phase := phase_of_schedule(row.title, row.text)) is not None
            and (minutes := row.minutes) is not None
            and minutes[1] > minutes[0]
        ]
        if len({part.phase for part in found}) >= _FEWEST_PHASES:
            return found
    return []


def _with_what_it_leaves_out(own: Sequence[Round]) -> list[Round]:
    rounds = list(own)
    whole = sum(part.share for part in own)
    for phase, share in _BESIDES.items():
        if not any(part.phase is phase for part in own):
            rounds.insert(place_for(phase, rounds), Round(phase, share * whole))
    return rounds
