"""Which questions, in which order, in the time there is."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from agents.interviewer.agenda.filling import MOST_ITEMS, fill, has_room, item_of, planned
from agents.interviewer.agenda.ranking import ranked
from agents.interviewer.agenda.repeats import without_repeats
from agents.interviewer.agenda.requirements import bare_requirements
from agents.interviewer.agenda.stages import ORDER, Pool, Stage, place_for, stages_of
from agents.interviewer.agenda.subjects import Subjects
from agents.interviewer.agenda.voices import with_voices
from agents.interviewer.phases import phase_of
from agents.interviewer.rounds import (
    PART_OF_WORK,
    RoundRules,
    part_of,
    phase_of_part,
    phase_of_work,
    rules_of,
)
from agents.interviewer.timing import answer_seconds
from agents.similarity import Similarity
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Agenda, AgendaItem, Phase
from domain.rounds import Part, Round
from domain.work import WorkKind
from rounds.tasks import tasks

_TIME_FOR_DOUBT = 15
"""An interview of fewer minutes has none to spare for a question that cannot be scored."""
_TIME_FOR_THEIRS = 8
_WORST_DOUBTS = 5
_MOST_BARE_REQUIREMENTS = 2
"""A line of a table holds too little for more of them."""
_MINUTES_FOR_ONE = 20
_MINUTES_FOR_A_GAP = 12


@dataclass(frozen=True, slots=True)
class _Choice:
    """By what questions are chosen: see `plan`."""

    rng: random.Random
    due: Mapping[str, str]
    recent: Collection[str]
    subjects: Subjects
    room: float

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
    gaps: Sequence[TalkingPoint] = (),
    held: Round = Round.WHOLE,
) -> Agenda:
    """The agenda for a session of `minutes` over `points`.

    The stages are those of the round `held`; of a whole interview those of the guide's own schedule, in its
    order and proportion, where it has one. `due`
    maps talking points that should come back to the reason, said to the candidate; `recent` are those asked
    in the last sessions, which come again only when there is nothing else. One of `doubts`, the
    contradictions of the guides, worst first, is raised where there is time for it, and so are the first of
    `gaps`, what a posting asks for and the guides cannot show. The same arguments give the same agenda.
    """
    rules = rules_of(held)
    askable = without_repeats(points, similarity)
    bare = bare_requirements(points)
    subjects = Subjects([*askable, *bare], similarity)
    choice = _Choice(random.Random(seed), due or {}, recent, subjects, rules.room)
    pools = _pools(rules, points, askable, bare)
    stages = stages_of(points, pools, rules, minutes)
    doubt = _doubt(doubts, minutes, seed) if rules.raises_doubts else None
    chosen = _chosen(stages, pools, minutes * 60, choice, doubt)
    _raise(doubt, stages, chosen)
    _ask_for_gaps(gaps, minutes, stages, chosen)
    left = minutes * 60 - sum(planned(item, choice.room) for items in chosen for item in items)
    lines = 0 if rules.asks else min(_MOST_BARE_REQUIREMENTS, int(minutes // _MINUTES_FOR_ONE))
    requirements = choice.ranked(bare, asked=_ids(chosen))[:lines]
    _use_what_is_left(left, stages, chosen, pools, requirements, choice)
    spoken = with_voices(stages, chosen, rules)
    return Agenda(items=tuple(item for items in spoken for item in items), minutes=minutes)


def _ids(chosen: Sequence[Sequence[AgendaItem]]) -> set[str]:
    return {item.talking_point_id for items in chosen for item in items}


def _pools(
    rules: RoundRules,
    points: Sequence[TalkingPoint],
    askable: Sequence[TalkingPoint],
    bare: Sequence[TalkingPoint],
) -> dict[Pool, list[TalkingPoint]]:
    """What each stage asks: tasks, what the round asks about, or what an interview has in its phases."""
    theirs = [p for p in points if p.kind is TalkingPointKind.QUESTION_TO_ASK][:1]
    if rules.tasks is not None:
        return {PART_OF_WORK[rules.tasks]: list(tasks(points, rules.tasks))}
    if rules.asks:
        return _pools_of_parts([*askable, *bare], theirs)
    return _pools_of_phases(askable, points, theirs)


def _pools_of_phases(
    askable: Sequence[TalkingPoint], points: Sequence[TalkingPoint], theirs: list[TalkingPoint]
) -> dict[Pool, list[TalkingPoint]]:
    pools: dict[Pool, list[TalkingPoint]] = {phase: [] for phase in ORDER}
    for point in askable:
        phase = phase_of(point)
        if phase is not None:
            pools[phase].append(point)
    # Code is written, and reviewed, in a round or a stage of its own alone.
    for kind in (WorkKind.CODE, WorkKind.REVIEW):
        pools[phase_of_work(kind)] = list(tasks(points, kind))
    return {**pools, Phase.THEIR_QUESTIONS: theirs}


def _pools_of_parts(
    askable: Sequence[TalkingPoint], theirs: list[TalkingPoint]
) -> dict[Pool, list[TalkingPoint]]:
    pools: dict[Pool, list[TalkingPoint]] = {part: [] for part in Part}
    # A requirement that says enough to be asked about is among the bare ones as well.
    for point in {point.id: point for point in askable}.values():
        part = part_of(point)
        if part is not None:
            pools[part].append(point)
    return {**pools, Part.THEIR_QUESTIONS: theirs}


def _chosen(
    stages: Sequence[Stage],
    pools: Mapping[Pool, Sequence[TalkingPoint]],
    seconds: float,
    choice: _Choice,
    doubt: AgendaItem | None,
) -> list[list[AgendaItem]]:
    """The questions of each stage."""
    taken: set[str] = set()
    chosen: list[list[AgendaItem]] = []
    for part in stages:
        budget = part.share * seconds
        if part.phase is Phase.CONCERN and doubt is not None:
            budget -= planned(doubt, choice.room)
        left = [p for p in pools.get(part.pool, ()) if p.id not in taken]
        queue = choice.ranked(left, part.subject, taken)
        if part.work is not None:
            queue.sort(key=lambda point: part.work_at(point) is None)
        if part.phase is Phase.THEIR_QUESTIONS:
            items = _their_questions(part, queue, seconds / 60)
        else:
            items = fill(_by_wording_first(queue, part), part, budget, choice.due, choice.room)
            items = items or [item for item in _by_row(part, choice) if has_room(item, budget, choice.room)]
        items = _worded_once(items)
        taken.update(item.talking_point_id for item in items)
        chosen.append(items)
    return chosen


def _by_wording_first(queue: Sequence[TalkingPoint], part: Stage) -> list[TalkingPoint]:
    """The question that the schedule has words of its own for before the others; else its row itself."""
    worded = [point for point in queue if part.wording_of(point) is not None]
    if part.phase is Phase.DESIGN and part.row is not None and not worded and part.task and part.work is None:
        worded = [part.row]
    return [*worded[:1], *(point for point in queue if point not in worded[:1])]


def _worded_once(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The schedule's words are for one question; the others keep their own."""
    return [item if at == 0 else item.model_copy(update={"asked_as": None}) for at, item in enumerate(items)]


def _by_row(part: Stage, choice: _Choice) -> list[AgendaItem]:
    """A stage that nothing is prepared for, asked by what the schedule itself says of it."""
    row = part.row
    if row is None:
        return []
    if part.phase in (Phase.OPENING, Phase.CLOSING):
        return [item_of(row, part.phase, choice.due)]
    return [item_of(row, part.phase, choice.due, part.task)] if part.task is not None else []


def _their_questions(part: Stage, prepared: Sequence[TalkingPoint], minutes: float) -> list[AgendaItem]:
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


def _raise(doubt: AgendaItem | None, stages: list[Stage], chosen: list[list[AgendaItem]]) -> None:
    if doubt is not None:
        chosen[_stage_of(Phase.CONCERN, stages, chosen)].insert(0, doubt)


def _ask_for_gaps(
    gaps: Sequence[TalkingPoint], minutes: float, stages: list[Stage], chosen: list[list[AgendaItem]]
) -> None:
    """Put the first of `gaps` on the agenda: nobody has prepared an answer, so each carries itself."""
    for point in gaps[: max(1, int(minutes // _MINUTES_FOR_A_GAP))]:
        item = AgendaItem(
            talking_point_id=point.id,
            phase=Phase.TECHNICAL,
            seconds=answer_seconds(point, Phase.TECHNICAL),
            reason=f"the posting asks for it at {point.source}, and your guides have nothing to show for it",
            doubt=point,
        )
        chosen[_stage_of(Phase.TECHNICAL, stages, chosen)].append(item)


def _stage_of(pool: Pool, stages: list[Stage], chosen: list[list[AgendaItem]]) -> int:
    """Where the last stage of `pool` is; a new one where there is none."""
    wanted = pool if isinstance(pool, Phase) else phase_of_part(pool)
    exact = [at for at, stage in enumerate(stages) if stage.pool is pool]
    alike = [at for at, stage in enumerate(stages) if stage.phase is wanted]
    if found := exact or alike:
        return found[-1]
    at = place_for(wanted, stages)
    stages.insert(at, Stage(wanted, 0.0))
    chosen.insert(at, [])
    return at


def _use_what_is_left(
    left: float,
    stages: list[Stage],
    chosen: list[list[AgendaItem]],
    pools: Mapping[Pool, Sequence[TalkingPoint]],
    requirements: Sequence[TalkingPoint],
    choice: _Choice,
) -> None:
    """Give the time that some stages could not use to those that still have questions."""
    taken = _ids(chosen)
    spare = [
        (pool, point)
        for pool in _to_go_on_with(stages)
        for point in choice.ranked([p for p in pools.get(pool, ()) if p.id not in taken], asked=taken)
    ]
    bare: list[tuple[Pool, TalkingPoint]] = [(Phase.TECHNICAL, point) for point in requirements]
    for pool, point in [*bare, *spare]:
        phase = pool if isinstance(pool, Phase) else phase_of_part(pool)
        work = next((stage.work_at(point) for stage in stages if stage.pool is pool), None)
        item = item_of(point, phase, choice.due, work=work)
        if planned(item, choice.room) <= left:
            chosen[_stage_of(pool, stages, chosen)].append(item)
            left -= planned(item, choice.room)


def _to_go_on_with(stages: Sequence[Stage]) -> list[Pool]:
    """From what more is asked where there is time: in a round, what it asks about most."""
    named = [stage for stage in stages if stage.part is not None and stage.phase not in MOST_ITEMS]
    if not named:
        return [Phase.TECHNICAL, Phase.STORY, Phase.CONCERN, Phase.DESIGN]
    return [stage.pool for stage in sorted(named, key=lambda stage: -stage.share)]
