"""Drills: what should come back, in which order, and how it is asked again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from agents.aloud import Say
from agents.interviewer import draft, refine
from agents.interviewer.agenda import askable_once
from agents.interviewer.phases import phase_of
from agents.interviewer.rewording import reworded
from agents.interviewer.timing import answer_seconds
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Agenda, AgendaItem, Cause, Phase, Question
from domain.mastery import Standing, State
from domain.verdict import WORDS_PER_MINUTE, Provenance
from knowledge.base import KnowledgeBase
from knowledge.figures.exact import asked_for
from language.figures import Dimension, figures
from language.wording import counted, listed, pick, plain
from models.language_model import LanguageModel
from telemetry import watching

UNHURRIED = 24 * 60
"""Minutes a drill may take: it ends with its questions, not with a clock."""
_SHORT = frozenset({TalkingPointKind.FACT, TalkingPointKind.RED_FLAG})
_LEAST_SECONDS = 10
_FACTS = (
    "{what}: the exact figure, please, with its unit.",
    "From memory, and exactly: {what}?",
    "Which figure goes with this: {what}? To the last digit, with the unit.",
    "{what}. I want the number, not its neighbourhood.",
)
_SEVERAL = (
    "{what}: the {count} figures of it, exactly, with their units.",
    "From memory, and exactly, all {count} figures: {what}?",
)
_RED_FLAGS = (
    "You are about to say: “{what}” Say it better.",
    "“{what}” is on the tip of your tongue, and your guide warns of it. What do you say instead?",
    "Somebody on the panel nods while you think “{what}” How do you put it?",
)
_MEASURED = {
    Dimension.COUNT: "a count",
    Dimension.RATIO: "a share",
    Dimension.FACTOR: "a factor",
    Dimension.TIME: "a length of time",
    Dimension.SIZE: "a size",
    Dimension.MONEY: "an amount of money",
    Dimension.RATE: "a rate",
    Dimension.BANDWIDTH: "a bandwidth",
    Dimension.FREQUENCY: "a frequency",
    Dimension.DATE: "a date",
}


CAUSES = {
    Cause.CHANGED: "your guide changed it since you practised it",
    Cause.DUE: "due",
    Cause.WEAK: "weak the last time",
    Cause.NEW: "never practised",
}


class DrillKind(StrEnum):
    """What a drill is about."""

    QUESTIONS = "questions"
    FACTS = "facts"
    RED_FLAGS = "red-flags"
    PITCH = "pitch"

    def counted(self, number: int) -> str:
        """`number` of what is drilled: "1 fact", "2 red flags"."""
        one = self.value.removesuffix("s").replace("-", " ")
        return counted(number, one, "pitches" if self is DrillKind.PITCH else "")


def drillable(points: Sequence[TalkingPoint], kind: DrillKind) -> list[TalkingPoint]:
    """Those of `points` that a drill of `kind` can ask for and judge, in the guides' order, each thing once.

    A question that two guides answer differently is two.
    """
    return [point for point in of_kind(points, kind) if _can_be_judged(point)]


def of_kind(points: Sequence[TalkingPoint], kind: DrillKind) -> list[TalkingPoint]:
    """Those of `points` that are of this kind, each thing once, whether or not they can be judged."""
    if kind is DrillKind.QUESTIONS:
        return [point for point in askable_once(points) if point.kind is not TalkingPointKind.PITCH]
    wanted = {
        DrillKind.FACTS: TalkingPointKind.FACT,
        DrillKind.RED_FLAGS: TalkingPointKind.RED_FLAG,
        DrillKind.PITCH: TalkingPointKind.PITCH,
    }[kind]
    return list({point.id: point for point in reversed(points) if point.kind is wanted}.values())[::-1]


def _can_be_judged(point: TalkingPoint) -> bool:
    match point.kind:
        case TalkingPointKind.FACT:
            return bool(asked_for(point))
        case TalkingPointKind.RED_FLAG:
            return bool(point.say_instead.strip())
    return bool(point.key_points)


def reasons(standings: Sequence[Standing], recent: Collection[str] = ()) -> dict[str, str]:
    """Why talking points should be asked for now, by their ids: changed, due, or weak.

    Those in `recent` are left out, so that an interview does not repeat the last ones.
    """
    return {
        standing.point.id: _reason(standing)
        for standing in standings
        if standing.point.id not in recent and (standing.is_due or standing.state is State.WEAK)
    }


def plan_drill(standings: Sequence[Standing], kind: DrillKind, *, limit: int) -> Agenda:
    """At most `limit` questions of `kind`: due first, then weak, then never practised.

    What is due comes with the least likely to be recalled first, what is weak with the one practised
    longest ago first, what was never practised in the guides' order. What sits and is not due stays out.
    """
    allowed = {point.id for point in drillable([standing.point for standing in standings], kind)}
    chosen = sorted(
        (
            standing
            for standing in standings
            if standing.point.id in allowed and (standing.state is not State.SOLID or standing.is_due)
        ),
        key=_urgency,
    )
    return Agenda(
        items=tuple(
            AgendaItem(
                talking_point_id=standing.point.id,
                phase=_phase(standing.point),
                seconds=_seconds(standing.point),
                reason=_reason(standing),
                cause=_cause(standing),
            )
            for standing in chosen[:limit]
        ),
        minutes=UNHURRIED,
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
    text = _worded(point, item, times, seed)
    spoken = knowledge.languages.get(point.source.guide, ENGLISH)
    provenance = Provenance(agent="interviewer", index_version=knowledge.version)
    if model is not None and point.kind not in _SHORT:
        context = " › ".join(point.source.heading_path)
        worded = await refine.phrase(text, context, "", model, say, language=spoken)
        text, provenance = worded.value, worded.made(provenance)
    return Question(
        id=f"q{position + 1}",
        talking_point_id=point.id,
        phase=item.phase,
        text=text,
        lead=_whose(point, knowledge),
        seconds=item.seconds,
        reason=item.reason,
        sources=(point.source,),
        provenance=provenance,
        language=spoken,
    )


def hint_at(fact: TalkingPoint) -> str:
    """A nudge towards the figures of `fact` that says what they measure, and nothing of their values."""
    measured = [_MEASURED[figure.dimension] for figure in asked_for(fact)]
    return f"Your guide has {listed(measured)} here."


def _whose(point: TalkingPoint, knowledge: KnowledgeBase) -> str:
    """Which guide's answer is asked for, where another has one of its own under the same title."""
    alike = (
        other
        for other in knowledge.talking_points
        if other.kind is point.kind and same_title(other, point) and other.id != point.id
    )
    if any(other.source.guide != point.source.guide for other in alike):
        return f"As {point.source.guide} has it:"
    return ""


def same_title(one: TalkingPoint, other: TalkingPoint) -> bool:
    """Whether two talking points have the same words for a title."""
    return one.title.casefold().split() == other.title.casefold().split()


def _worded(point: TalkingPoint, item: AgendaItem, times: int, seed: int) -> str:
    match point.kind:
        case TalkingPointKind.FACT:
            count = len(asked_for(point))
            return _one_of(_FACTS if count == 1 else _SEVERAL, times, seed, point.id).format(
                what=_masked(point), count=count
            )
        case TalkingPointKind.RED_FLAG:
            what = " ".join(point.title.split()).strip('"“”')
            what = what if what.endswith((".", "?", "!", "…")) else f"{what}."
            return _one_of(_RED_FLAGS, times, seed, point.id).format(what=what)
        case TalkingPointKind.PITCH:
            # Its own wordings already name the project and the time.
            return draft.question(point, item, seed=(seed, times), in_lower_case=())
    question = draft.question(point, item, seed=(seed, point.id), in_lower_case=())
    return reworded(question, times, seed)


def _one_of(options: Sequence[str], times: int, *seed: object) -> str:
    return options[(pick(range(len(options)), *seed) + times) % len(options)]


def _masked(fact: TalkingPoint) -> str:
    """What a fact is about, without the figures that are asked for."""
    told = plain(fact.title)
    for figure in sorted(figures(told), key=lambda figure: -figure.start):
        if not figures(fact.text) or any(figure.quote == wanted.quote for wanted in asked_for(fact)):
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


def _urgency(standing: Standing) -> tuple[int, float]:
    if standing.is_due:
        return 0, standing.recall
    if standing.state is State.WEAK:
        return 1, standing.practices[-1].at.timestamp()
    return 2, 0.0


def _cause(standing: Standing) -> Cause:
    if standing.changed:
        return Cause.CHANGED
    if standing.is_due:
        return Cause.DUE
    return Cause.WEAK if standing.state is State.WEAK else Cause.NEW


def _reason(standing: Standing) -> str:
    cause, late = _cause(standing), -(standing.days or 0)
    if cause is not Cause.DUE:
        return CAUSES[cause]
    since = "today" if late < 1 else "since yesterday" if late == 1 else f"for {late} days"
    return f"{CAUSES[cause]} {since}"
