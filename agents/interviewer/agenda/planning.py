"""Which questions, in which order, in the time there is."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from agents.interviewer.agenda.filling import fill, has_room, item_of, planned
from agents.interviewer.agenda.ranking import ranked
from agents.interviewer.agenda.repeats import Similarity, without_repeats
from agents.interviewer.agenda.requirements import bare_requirements
from agents.interviewer.agenda.rounds import ORDER, Round, place_for, rounds_of
from agents.interviewer.agenda.subjects import Subjects
from agents.interviewer.phases import phase_of
from agents.interviewer.timing import answer_seconds
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Agenda, AgendaItem, Phase

_TIME_FOR_DOUBT = 15
"""An interview of fewer minutes has none to spare for a question that cannot be scored."""
_TIME_FOR_THEIRS = 8
_WORST_DOUBTS = 5
_MOST_BARE_REQUIREMENTS = 2
"""A line of a table holds too little for more of them."""
_MINUTES_FOR_ONE = 20


@dataclass(frozen=True, slots=True)
class _Choice:
    """By what questions are chosen: see `plan`."""

    rng: random.Random
    due: Mapping[str, str]
    recent: Collection[str]
    subjects: Subjects

    def ranked(
        self, points: Sequence[TalkingPoint], subject: str = "", asked: Collection[str] = ()
    ) -> list[TalkingPoint]:
        """Best first; what is due before all else, and a subject of `asked` after all others."""
        best = ranked(points, self.rng, self.due, self.recent, subject)
        due = [point for point in best if point.id in self.due]
        rest = [point for point in best if point.id not in self.due]
        return [*due, *self.subjects.other_first(rest, [*asked, *(point.id for point in due)])]


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

    The rounds are those of the guide's own schedule, in its order and proportion, where it has one. `due`
    maps talking points that should come back to the reason, said to the candidate; `recent` are those asked
    in the last sessions, which come again only when there is nothing else. One of `doubts`, the
    contradictions of the guides, worst first, is raised where there is time for it. The same arguments give
    the same agenda.
    """
    by_phase: dict[Phase, list[TalkingPoint]] = {phase: [] for phase in ORDER}
    askable = without_repeats(points, similarity)
    bare = bare_requirements(points)
    choice = _Choice(random.Random(seed), due or {}, recent, Subjects([*askable, *bare], similarity))
    for point in askable:
        phase = phase_of(point)
        if phase is not None:
            by_phase[phase].append(point)
    by_phase[Phase.THEIR_QUESTIONS] = [p for p in points if p.kind is TalkingPointKind.QUESTION_TO_ASK][:1]
    rounds = rounds_of(points, by_phase)
    doubt = _doubt(doubts, minutes, seed)
    chosen = _chosen(rounds, by_phase, minutes * 60, choice, doubt)
    if doubt is not None:
        _raise(doubt, rounds, chosen)
    left = minutes * 60 - sum(planned(item) for items in chosen for item in items)
    lines = min(_MOST_BARE_REQUIREMENTS, int(minutes // _MINUTES_FOR_ONE))
    asked = {item.talking_point_id for items in chosen for item in items}
    requirements = choice.ranked(bare, asked=asked)[:lines] if lines else []
    _use_what_is_left(left, rounds, chosen, by_phase, requirements, choice)
    return Agenda(items=tuple(item for items in chosen for item in items), minutes=minutes)


def _chosen(
    rounds: Sequence[Round],
    by_phase: Mapping[Phase, Sequence[TalkingPoint]],
    seconds: float,
    choice: _Choice,
    doubt: AgendaItem | None,
) -> list[list[AgendaItem]]:
    """The questions of each round."""
    taken: set[str] = set()
    chosen: list[list[AgendaItem]] = []
    for part in rounds:
        budget = part.share * seconds
        if part.phase is Phase.CONCERN and doubt is not None:
            budget -= planned(doubt)
        left = [p for p in by_phase[part.phase] if p.id not in taken]
        queue = choice.ranked(left, part.subject, taken)
        if part.phase is Phase.THEIR_QUESTIONS:
            items = _their_questions(part, queue, seconds / 60)
        else:
            items = fill(_by_wording_first(queue, part), part, budget, choice.due)
            items = items or [item for item in _by_row(part, choice) if has_room(item, budget)]
        items = _worded_once(items)
        taken.update(item.talking_point_id for item in items)
        chosen.append(items)
    return chosen


def _by_wording_first(queue: Sequence[TalkingPoint], part: Round) -> list[TalkingPoint]:
    """The question that the schedule has words of its own for before the others; else its row itself."""
    worded = [point for point in queue if part.wording_of(point) is not None]
    if part.phase is Phase.DESIGN and part.row is not None and not worded and part.task is not None:
        worded = [part.row]
    return [*worded[:1], *(point for point in queue if point not in worded[:1])]


def _worded_once(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The schedule's words are for one question; the others keep their own."""
    return [item if at == 0 else item.model_copy(update={"asked_as": None}) for at, item in enumerate(items)]


def _by_row(part: Round, choice: _Choice) -> list[AgendaItem]:
    """A round that nothing is prepared for, asked by what the schedule itself says of it."""
    row = part.row
    if row is None:
        return []
    if part.phase in (Phase.OPENING, Phase.CLOSING):
        return [item_of(row, part.phase, choice.due)]
    return [item_of(row, part.phase, choice.due, part.task)] if part.task is not None else []


def _their_questions(part: Round, prepared: Sequence[TalkingPoint], minutes: float) -> list[AgendaItem]:
    """The moment where the candidate asks: it stands on the first prepared question, else on the schedule."""
    point = prepared[0] if prepared else part.row
    if point is None or minutes < _TIME_FOR_THEIRS:
        return []
    reason = "questions to ask stand in your guides" if prepared else f"your guide plans it at {point.source}"
    return [AgendaItem(talking_point_id=point.id, phase=Phase.THEIR_QUESTIONS, seconds=120, reason=reason)]


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


def _raise(doubt: AgendaItem, rounds: list[Round], chosen: list[list[AgendaItem]]) -> None:
    chosen[_round_of(Phase.CONCERN, rounds, chosen)].insert(0, doubt)


def _round_of(phase: Phase, rounds: list[Round], chosen: list[list[AgendaItem]]) -> int:
    """Where the last round of `phase` is; a new one where there is none."""
    at = max((at for at, part in enumerate(rounds) if part.phase is phase), default=-1)
    if at < 0:
        at = place_for(phase, rounds)
        rounds.insert(at, Round(phase, 0.0))
        chosen.insert(at, [])
    return at


def _use_what_is_left(
    left: float,
    rounds: list[Round],
    chosen: list[list[AgendaItem]],
    by_phase: Mapping[Phase, Sequence[TalkingPoint]],
    requirements: Sequence[TalkingPoint],
    choice: _Choice,
) -> None:
    """Give the time that some rounds could not use to those that still have questions."""
    taken = {item.talking_point_id for items in chosen for item in items}
    spare = [
        (phase, point)
        for phase in (Phase.TECHNICAL, Phase.STORY, Phase.CONCERN, Phase.DESIGN)
        for point in choice.ranked([p for p in by_phase[phase] if p.id not in taken], asked=taken)
    ]
    bare = [(Phase.TECHNICAL, point) for point in requirements]
    for phase, point in [*bare, *spare]:
        item = item_of(point, phase, choice.due)
        if planned(item) <= left:
            chosen[_round_of(phase, rounds, chosen)].append(item)
            left -= planned(item)
