"""Drills: what should come back, in which order, and how it is asked again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from agents.aloud import Say
from agents.interviewer import draft, refine
from agents.interviewer.agenda import askable_once
from agents.interviewer.draft import Hand
from agents.interviewer.phases import phase_of
from agents.interviewer.rewording import reworded
from agents.interviewer.timing import answer_seconds
from agents.sayings import options
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Agenda, AgendaItem, Cause, Phase, Question
from domain.mastery import Standing, State
from domain.verdict import WORDS_PER_MINUTE, Provenance
from knowledge.base import KnowledgeBase
from knowledge.figures.exact import asked_for
from language.figures import figures
from language.wording import counted, pick, plain
from models.language_model import LanguageModel
from telemetry import watching

UNHURRIED = 24 * 60
"""Minutes a drill may take: it ends with its questions, not with a clock."""
_SHORT = frozenset({TalkingPointKind.FACT, TalkingPointKind.RED_FLAG})
_LEAST_SECONDS = 10

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


def item_for(point: TalkingPoint) -> AgendaItem:
    """`point` as the one question of a drill that the candidate asked for."""
    return AgendaItem(
        talking_point_id=point.id, phase=_phase(point), seconds=_seconds(point), reason="you asked for it"
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
    text = _worded(point, item, times, seed, language)
    provenance = Provenance(agent="interviewer", index_version=knowledge.version)
    if model is not None and point.kind not in _SHORT:
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
    )


def hint_at(fact: TalkingPoint, asked: str, language: str) -> str:
    """What the figures of `fact` measure, without their values, and what was `asked`, again."""
    hand = Hand(language)
    measured = [hand.say(f"drill.kind.{figure.dimension.value}") for figure in asked_for(fact)]
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
            count = len(asked_for(point))
            wording = _one_of(f"drill.{'fact' if count == 1 else 'facts'}", language, times, seed, point.id)
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
