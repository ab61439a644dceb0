"""Drills: what there is to drill, and how it is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from agents.aloud import Say
from agents.interviewer import draft, on_task
from agents.interviewer.agenda import askable_once
from agents.interviewer.draft import Hand
from agents.interviewer.phases import phase_of
from agents.interviewer.rewording import reworded
from agents.interviewer.rounds import phase_of_work
from agents.interviewer.timing import answer_seconds
from agents.sayings import options
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Agenda, AgendaItem, Cause, Phase, Question
from domain.later import later
from domain.verdict import WORDS_PER_MINUTE, Provenance
from domain.work import WorkKind
from knowledge.base import KnowledgeBase
from language.wording import pick, plain
from models.language_model import LanguageModel
from rounds.tasks import asks_for, seconds_of
from telemetry import watching

if TYPE_CHECKING:
    from agents.interviewer import refine
    from knowledge.figures import exact
    from language import figures as quantities
else:
    refine = later("agents.interviewer.refine")
    exact = later("knowledge.figures.exact")
    quantities = later("language.figures")

UNHURRIED = 24 * 60
"""Minutes a drill may take: it ends with its questions, not with a clock."""
WARM_UP = "warm-up"
"""What a drill is about that takes the weakest of every kind."""
_SHORT = frozenset({TalkingPointKind.FACT, TalkingPointKind.RED_FLAG})
_LEAST_SECONDS = 10


class DrillKind(StrEnum):
    """What a drill is about."""

    QUESTIONS = "questions"
    FACTS = "facts"
    RED_FLAGS = "red-flags"
    PITCH = "pitch"
    TASKS = "tasks"
    """Work that is handed in: code, a review, a design."""


def drillable(points: Sequence[TalkingPoint], kind: DrillKind) -> list[TalkingPoint]:
    """Those of `points` that a drill of `kind` can ask for and judge, in the guides' order, each thing once.

    A question that two guides answer differently is two.
    """
    found = of_kind(points, kind)
    return found if kind is DrillKind.TASKS else [point for point in found if _can_be_judged(point)]


def of_kind(points: Sequence[TalkingPoint], kind: DrillKind) -> list[TalkingPoint]:
    """Those of `points` that are of this kind, each thing once, whether or not they can be judged."""
    if kind is DrillKind.QUESTIONS:
        return [point for point in askable_once(points) if point.kind is not TalkingPointKind.PITCH]
    if kind is DrillKind.TASKS:
        return list({point.id: point for point in points if asks_for(point) is not None}.values())
    wanted = {
        DrillKind.FACTS: TalkingPointKind.FACT,
        DrillKind.RED_FLAGS: TalkingPointKind.RED_FLAG,
        DrillKind.PITCH: TalkingPointKind.PITCH,
    }[kind]
    return list({point.id: point for point in reversed(points) if point.kind is wanted}.values())[::-1]


def _can_be_judged(point: TalkingPoint) -> bool:
    match point.kind:
        case TalkingPointKind.FACT:
            # When somebody was where is no figure to have by heart, to the unit.
            return any(figure.dimension is not quantities.Dimension.DATE for figure in exact.asked_for(point))
        case TalkingPointKind.RED_FLAG:
            return bool(point.say_instead.strip())
    return bool(point.key_points)


def kind_of(point: TalkingPoint) -> DrillKind:
    """The kind of drill that asks for `point`, and so how an answer to it is judged."""
    match point.kind:
        case TalkingPointKind.FACT:
            return DrillKind.FACTS
        case TalkingPointKind.RED_FLAG:
            return DrillKind.RED_FLAGS
        case TalkingPointKind.PITCH:
            return DrillKind.PITCH
        case TalkingPointKind.CODING_CHALLENGE | TalkingPointKind.CODE_REVIEW:
            return DrillKind.TASKS
    return DrillKind.QUESTIONS


def item_for(
    point: TalkingPoint,
    reason: str = "you asked for it",
    cause: Cause | None = None,
    work: WorkKind | None = None,
) -> AgendaItem:
    """`point` as a question of a drill, and why it is asked; `work` is what is handed in, None for words."""
    return AgendaItem(
        talking_point_id=point.id,
        phase=_phase(point) if work is None else phase_of_work(work),
        seconds=_seconds(point) if work is None else seconds_of(point, work),
        reason=reason,
        cause=cause,
        work=work,
    )


@watching.agent("interviewer")
async def ask_again(
    agenda: Agenda,
    position: int,
    knowledge: KnowledgeBase,
    *,
    times: int,
    seed: int,
    model: LanguageModel | None = None,
    say: Say | None = None,
) -> Question:
    """Question `position` (from 0) of a drill, in other words than the `times` before.

    `say` is given what is said so far while a model words it.
    """
    item = agenda.items[position]
    point = knowledge.point(item.talking_point_id)
    language = knowledge.languages.get(point.source.guide, ENGLISH)
    provenance = Provenance(agent="interviewer", index_version=knowledge.version)
    task = on_task.task_of(point, item, knowledge, language)
    text = _worded(point, item, times, seed, language) if task is None else task.text
    if model is not None and point.kind not in _SHORT and task is None:
        context = " › ".join(point.source.heading_path)
        worded = await refine.phrase(text, context, "", model, say, language=language)
        text, provenance = worded.value, worded.made(provenance)
    return Question(
        id=f"q{position + 1}",
        talking_point_id=point.id,
        phase=item.phase,
        text=text,
        lead=_whose(point, knowledge, language),
        seconds=item.seconds,
        reason=item.reason,
        sources=(point.source,),
        provenance=provenance,
        language=language,
        **(task.fields if task is not None else {}),
    )


def hint_at(fact: TalkingPoint, asked: str, language: str) -> str:
    """What the figures of `fact` measure, without their values, and what was `asked`, again."""
    hand = Hand(language)
    measured = [hand.say(f"drill.kind.{figure.dimension.value}") for figure in exact.asked_for(fact)]
    last = f" {hand.say('drill.and')} ".join(filter(None, (", ".join(measured[:-1]), *measured[-1:])))
    return draft.hinted(hand.say("drill.measured", listed=last), asked, language)


def _whose(point: TalkingPoint, knowledge: KnowledgeBase, language: str) -> str:
    """Which guide's answer is asked for, where another has one of its own under the same title."""
    alike = (
        other
        for other in knowledge.talking_points
        if other.kind is point.kind and same_title(other, point) and other.id != point.id
    )
    if any(other.source.guide != point.source.guide for other in alike):
        return Hand(language).say("drill.whose", guide=point.source.guide)
    return ""


def same_title(one: TalkingPoint, other: TalkingPoint) -> bool:
    """Whether two talking points have the same words for a title."""
    return one.title.casefold().split() == other.title.casefold().split()


def _worded(point: TalkingPoint, item: AgendaItem, times: int, seed: int, language: str) -> str:
    match point.kind:
        case TalkingPointKind.FACT:
            count = len(exact.asked_for(point))
            key = {1: "fact", 2: "both_facts"}.get(count, "facts")
            wording = _one_of(f"drill.{key}", language, times, seed, point.id)
            return wording.format(what=_masked(point), count=count)
        case TalkingPointKind.RED_FLAG:
            what = " ".join(point.title.split()).strip('"“”')
            what = what if what.endswith((".", "?", "!", "…", "。")) else f"{what}."
            return _one_of("drill.red_flag", language, times, seed, point.id).format(what=what)
        case TalkingPointKind.PITCH:
            # Its own wordings already name the project and the time.
            return draft.question(point, item, seed=(seed, times), language=language)
    question = draft.question(point, item, seed=(seed, point.id), language=language)
    return reworded(question, times, seed, language)


def _one_of(key: str, language: str, times: int, *seed: object) -> str:
    wordings = options("interviewer", language, key)
    return wordings[(pick(range(len(wordings)), *seed) + times) % len(wordings)]


def _masked(fact: TalkingPoint) -> str:
    """What a fact is about, without the figures that are asked for."""
    told = plain(fact.title)
    asked = {wanted.quote for wanted in exact.asked_for(fact)}
    for figure in sorted(quantities.figures(told), key=lambda figure: -figure.start):
        if not quantities.figures(fact.text) or figure.quote in asked:
            told = f"{told[: figure.start]}…{told[figure.end :]}"
    return told.rstrip("?.: ")


def _seconds(point: TalkingPoint) -> int:
    if point.kind not in _SHORT:
        return answer_seconds(point, _phase(point))
    # A figure or a sentence: what saying it takes, in steps of five seconds.
    words = len((point.say_instead or point.text).split())
    return max(_LEAST_SECONDS, 5 * round(words * 60 / WORDS_PER_MINUTE / 5))


def _phase(point: TalkingPoint) -> Phase:
    if point.kind is TalkingPointKind.RED_FLAG:
        return Phase.CONCERN
    return phase_of(point) or Phase.TECHNICAL
