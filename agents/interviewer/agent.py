"""The interviewer: plans the agenda from the index, asks, and answers the candidate's asides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agents.aloud import Say, led_by
from agents.beside_the_loop import beside_the_loop
from agents.interviewer import asked_back, draft, on_task
from agents.interviewer.agenda import plan
from agents.interviewer.rounds import phase_of_work, rules_of
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Agenda, AgendaItem, MessageKind, Phase, Question
from domain.later import later
from domain.rounds import Round, Tone
from domain.verdict import Provenance
from knowledge import lenses
from knowledge.base import KnowledgeBase
from language.text import read
from models.language_model import LanguageModel
from rounds.tasks import seconds_of
from telemetry import watching

if TYPE_CHECKING:
    from agents.interviewer import hints as nudging
    from agents.interviewer import refine
    from knowledge.library import Library
else:
    refine = later("agents.interviewer.refine")
    nudging = later("agents.interviewer.hints")

_NEAREST = 4
_SHARED = 2
_MOST_TO_ASK = 6


def plan_agenda(
    knowledge: KnowledgeBase,
    *,
    minutes: float,
    seed: int,
    due: Mapping[str, str] | None = None,
    recent: Collection[str] = (),
    held: Round = Round.WHOLE,
) -> Agenda:
    """The agenda over everything `knowledge` holds; see `agents.interviewer.agenda.plan`."""
    return plan(
        knowledge.talking_points,
        minutes=minutes,
        seed=seed,
        due=due,
        recent=recent,
        similarity=knowledge.similarity,
        doubts=[doubt for doubt in knowledge.doubts if doubt.kind is TalkingPointKind.CONTRADICTION],
        gaps=[doubt for doubt in knowledge.doubts if _is_gap(doubt)],
        held=held,
    )


def plan_task(point: TalkingPoint, minutes: float, held: Round) -> Agenda:
    """The agenda of a session over the one task `point`, in a round that is `held` over such tasks."""
    work = rules_of(held).tasks
    assert work is not None
    item = AgendaItem(
        talking_point_id=point.id,
        phase=phase_of_work(work),
        seconds=seconds_of(point, work),
        reason="you chose it",
        work=work,
    )
    return Agenda(items=(item,), minutes=minutes)


@watching.agent("interviewer")
async def ask(
    agenda: Agenda,
    position: int,
    knowledge: KnowledgeBase,
    *,
    seed: int,
    previous: str = "",
    skipped: bool = False,
    again: bool = False,
    asked: Sequence[str] = (),
    tone: Tone = Tone.EVEN,
    model: LanguageModel | None = None,
    say: Say | None = None,
) -> Question:
    """Question `position` (from 0) of `agenda`.

    `previous` is the candidate's last answer, for a lead-in where it came near this question; `skipped` says
    that the question before was left out, `again` that the candidate wants to answer this one once more.
    `asked` are the questions of the session so far, none of which a model may put again. `say` is given what
    is said so far while a model words the rest; the lead-in is no model's, so it stands from the start.
    """
    item = agenda.items[position]
    point = knowledge.point(item.talking_point_id)
    mark = (seed, position)
    language = knowledge.languages.get(point.source.guide, ENGLISH)
    lead = (
        draft.Hand(language, tone=tone).say("going_back", mark, "again")
        if again
        else await beside_the_loop(
            _lead_in, agenda, position, point, previous, knowledge, mark, skipped=skipped, tone=tone
        )
    )
    task = on_task.task_of(point, item, knowledge, language)
    text = _drafted(agenda, position, point, knowledge, seed, language) if task is None else task.text
    provenance = Provenance(agent="interviewer", index_version=knowledge.version)
    # A task stands as the guide states it.
    if model is not None and task is None:
        context, led = " › ".join(point.source.heading_path), led_by(lead, say)
        worded = await refine.phrase(
            text, context, previous, model, led, language=language, asked=asked, tone=tone
        )
        text, provenance = worded.value, worded.made(provenance)
    return Question(
        id=id_of(position),
        talking_point_id=point.id,
        phase=item.phase,
        text=text,
        lead=lead,
        seconds=item.seconds,
        reason=item.reason,
        sources=_sources(item, point, knowledge),
        provenance=provenance,
        language=language,
        by=item.by,
        from_posting=item.doubt is not None and _is_gap(item.doubt),
        **(task.fields if task is not None else {}),
    )


def id_of(position: int) -> str:
    """The id of the question at `position` (from 0) of an agenda, each time that it is asked."""
    return f"q{position + 1}"


def _drafted(
    agenda: Agenda, position: int, point: TalkingPoint, knowledge: KnowledgeBase, seed: int, language: str
) -> str:
    """The question as it is worded without a model."""
    small, names = capitals(knowledge)
    return draft.question(
        point,
        agenda.items[position],
        seed=(seed, position),
        in_lower_case=small,
        names=names,
        language=language,
        rotation=draft.Rotation(seed, _frames_used(agenda, position, knowledge)),
    )


def _is_gap(doubt: TalkingPoint) -> bool:
    """Whether a doubt is something that a posting asks for and the guides cannot show."""
    return doubt.kind is TalkingPointKind.REQUIREMENT


def _frames_used(agenda: Agenda, position: int, knowledge: KnowledgeBase) -> int:
    """How many questions before `position` stood in the same kind of frame."""

    def frame(item: AgendaItem) -> str:
        asked = item.doubt or knowledge.point(item.talking_point_id)
        return draft.frame_of(asked, item, knowledge.languages.get(asked.source.guide, ENGLISH))

    own = frame(agenda.items[position])
    return sum(frame(item) == own for item in agenda.items[:position]) if own else 0


def _sources(item: AgendaItem, point: TalkingPoint, knowledge: KnowledgeBase) -> tuple[Source, ...]:
    """Where the question stands: its talking point first, then the schedule that words it."""
    if item.phase is Phase.THEIR_QUESTIONS and point.kind is TalkingPointKind.QUESTION_TO_ASK:
        return tuple(p.source for p in knowledge.of_kind(TalkingPointKind.QUESTION_TO_ASK)[:_MOST_TO_ASK])
    if item.asked_as is not None and item.asked_as.source != point.source:
        return point.source, item.asked_as.source
    return (point.source,)


def _lead_in(
    agenda: Agenda,
    position: int,
    point: TalkingPoint,
    previous: str,
    knowledge: KnowledgeBase,
    seed: object,
    *,
    skipped: bool,
    tone: Tone,
) -> str:
    item = agenda.items[position]
    before = agenda.items[position - 1] if position > 0 else None
    new_phase = before is not None and before.phase is not item.phase
    touched = not new_phase and not skipped and _touches(previous, point, knowledge)
    return draft.lead_in(
        point,
        item.phase,
        first=before is None,
        new_phase=new_phase,
        touched=touched,
        skipped=skipped,
        handed_over=before is not None and before.by is not item.by,
        seed=seed,
        hand=draft.Hand(knowledge.languages.get(point.source.guide, ENGLISH), tone=tone),
    )


def _touches(previous: str, point: TalkingPoint, knowledge: KnowledgeBase) -> bool:
    """Whether the answer before came near `point`: the index finds it near, and it has words of its question.

    In a small guide every question is among the nearest, and one word in common is chance.
    """
    # Words first: where too few are shared, nothing has to be searched for.
    asked = read(point.title).stems
    shared = asked & read(previous).stems
    if not shared or (len(shared) < _SHARED and shared != asked):
        return False
    near = lenses.for_interviewer(knowledge, previous, k=_NEAREST)
    return any(passage.talking_point_id == point.id for passage in near)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands when the candidate says something aside.

    Of a follow-up, `meant` is what it would like to hear and `aimed` the id of the key point it aims at, ""
    where it aims at none. `heard` are the ids of the key points that were said already.
    """

    meant: str = ""
    aimed: str = ""
    heard: frozenset[str] = frozenset()


def reply(
    kind: MessageKind,
    asked: str,
    said: str,
    point: TalkingPoint,
    *,
    language: str = ENGLISH,
    seed: object,
    hints: int = 0,
    standing: Standing | None = None,
    tone: Tone = Tone.EVEN,
    words: str = "",
) -> str:
    """What the interviewer says to `/clarify`, `/repeat` and `/hint`, in `language` and `tone`.

    `said` is the answer so far, `hints` how many hints were given on this question before, `words` those in
    which it was asked for.
    """
    standing = standing or Standing()
    match kind:
        case MessageKind.CLARIFY if saying := asked_back.said_to(words, asked, language):
            return draft.Hand(language).say(f"asked_back.{saying}", seed, asked=asked)
        case MessageKind.CLARIFY:
            return draft.clarified(asked, point, seed, language, meant=standing.meant)
        case MessageKind.HINT:
            aimed, heard = standing.aimed, standing.heard
            given = nudging.hint(
                point, said, seed, number=hints + 1, language=language, aimed=aimed, heard=heard
            )
            return draft.hinted(given, asked, language)
        case _:
            return draft.repeated(asked, draft.Hand(language, tone=tone), seed)


def capitals(knowledge: KnowledgeBase) -> tuple[frozenset[str], frozenset[str]]:
    """The words that the guides of `knowledge` write small, and with a capital; see `draft.capitals`."""
    return knowledge.made(_capitals)


def _capitals(library: Library) -> tuple[frozenset[str], frozenset[str]]:
    return draft.capitals(library.talking_points)
