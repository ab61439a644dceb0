"""The interviewer: plans the agenda from the index, asks, and answers the candidate's asides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents.aloud import Say
from agents.interviewer import draft, refine
from agents.interviewer.agenda import plan
from agents.interviewer.hints import hint
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Agenda, AgendaItem, MessageKind, Phase, Question
from domain.verdict import Provenance
from knowledge import lenses
from knowledge.base import KnowledgeBase
from models.language_model import LanguageModel
from telemetry import watching

_NEAREST = 4
_MOST_TO_ASK = 6


def plan_agenda(
    knowledge: KnowledgeBase,
    *,
    minutes: float,
    seed: int,
    due: Mapping[str, str] | None = None,
    recent: Collection[str] = (),
) -> Agenda:
    """The agenda over everything `knowledge` holds; see `agents.interviewer.agenda.plan`."""
    return plan(
        knowledge.talking_points,
        minutes=minutes,
        seed=seed,
        due=due,
        recent=recent,
        similarity=knowledge.similarity,
        doubts=knowledge.doubts,
    )


@watching.agent("interviewer")
async def ask(
    agenda: Agenda,
    position: int,
    knowledge: KnowledgeBase,
    *,
    seed: int,
    previous: str = "",
    skipped: bool = False,
    asked: Sequence[str] = (),
    model: LanguageModel | None = None,
    say: Say | None = None,
) -> Question:
    """Question `position` (from 0) of `agenda`.

    `previous` is the candidate's last answer, for a lead-in where it came near this question; `skipped` says
    that the question before was left out. `asked` are the questions of the session so far, none of which a
    model may put again. `say` is given
    what is said so far while a model words the rest; the lead-in is no model's, so it stands from the start.
    """
    item = agenda.items[position]
    point = knowledge.point(item.talking_point_id)
    mark = (seed, position)
    lead = _lead_in(agenda, position, point, previous, knowledge, mark, skipped=skipped)
    small, names = capitals(knowledge)
    language = knowledge.languages.get(point.source.guide, ENGLISH)
    rotation = draft.Rotation(seed, _frames_used(agenda, position, knowledge))
    text = draft.question(
        point, item, seed=mark, in_lower_case=small, names=names, language=language, rotation=rotation
    )
    provenance = Provenance(agent="interviewer", index_version=knowledge.version)
    if model is not None:
        context, led = " › ".join(point.source.heading_path), _led_by(lead, say)
        worded = await refine.phrase(text, context, previous, model, led, language=language, asked=asked)
        text, provenance = worded.value, worded.made(provenance)
    return Question(
        id=f"q{position + 1}",
        talking_point_id=point.id,
        phase=item.phase,
        text=text,
        lead=lead,
        seconds=item.seconds,
        reason=item.reason,
        sources=_sources(item, point, knowledge),
        provenance=provenance,
        language=language,
    )


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
) -> str:
    phase = agenda.items[position].phase
    new_phase = position > 0 and agenda.items[position - 1].phase is not phase
    touched = not new_phase and not skipped and _touches(previous, point, knowledge)
    return draft.lead_in(
        point,
        phase,
        first=position == 0,
        new_phase=new_phase,
        touched=touched,
        skipped=skipped,
        seed=seed,
        language=knowledge.languages.get(point.source.guide, ENGLISH),
    )


def _led_by(lead: str, say: Say | None) -> Say | None:
    if say is None or not lead:
        return say
    say(lead)
    return lambda words: say(f"{lead} {words}".strip())


def _touches(previous: str, point: TalkingPoint, knowledge: KnowledgeBase) -> bool:
    """Whether the answer before came near `point`: the index finds it among the nearest to what was said."""
    near = lenses.for_interviewer(knowledge, previous, k=_NEAREST) if previous else []
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
) -> str:
    """What the interviewer says to `/clarify`, `/repeat` and `/hint`, in `language`.

    `said` is the answer so far, `hints` how many hints were given on this question before.
    """
    standing = standing or Standing()
    match kind:
        case MessageKind.CLARIFY:
            return draft.clarified(asked, point, seed, language, meant=standing.meant)
        case MessageKind.HINT:
            aimed, heard = standing.aimed, standing.heard
            given = hint(point, said, seed, number=hints + 1, language=language, aimed=aimed, heard=heard)
            return draft.hinted(given, asked, language)
        case _:
            return draft.repeated(asked, language, seed)


@lru_cache(maxsize=4)
def capitals(knowledge: KnowledgeBase) -> tuple[frozenset[str], frozenset[str]]:
    """The words that the guides of `knowledge` write small, and with a capital; see `draft.capitals`."""
    return draft.capitals(knowledge.talking_points)
