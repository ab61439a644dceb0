"""What an interview learns about the candidate's mastery, and what it takes from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents import figures_told
from agents.interviewer.drill_plan import reasons
from domain.days import local
from domain.errors import StoredByNewerVersion
from domain.guide import TalkingPointKind
from domain.interview import FollowUp, Phase, Question, Session
from domain.later import later
from domain.mastery import Practice, Standing, rating_of, wrong_figures
from domain.verdict import Verdict
from graphs.state import InterviewContext, InterviewState
from memory.records import DamagedRecord
from memory.scheduling import standings

if TYPE_CHECKING:
    from agents.follow_up_prober import stretching
else:
    stretching = later("agents.follow_up_prober.stretching")

_LAST_SESSIONS = 2


async def remember(state: InterviewState, context: InterviewContext) -> None:
    """Keep how the question went that was answered last; safe to repeat, since it is kept once."""
    if context.mastery is None or state["verdict"] is None:
        return
    question = Question.model_validate(state["question"])
    if question.phase is Phase.THEIR_QUESTIONS:
        return
    session = Session.model_validate(state["session"])
    verdict = Verdict.model_validate(state["verdict"])
    # What only took a strong answer further was needed for nothing.
    follow_ups = [FollowUp.model_validate(done) for done in state["follow_ups"]]
    needed = [done for done in follow_ups if not stretching.is_stretch(done)]
    try:
        point = context.knowledge.point(question.talking_point_id)
    except KeyError:
        # The guide changed while the session was open; there is nothing left to remember it by.
        return
    if point.kind is TalkingPointKind.CONTRADICTION:
        # Something to mend in the guides, and nothing to learn.
        return
    sure = verdict.model_copy(update={"figures": figures_told.wrong_figures(verdict)})
    await context.mastery.record(
        Practice(
            session_id=session.id,
            question_id=question.id,
            drill=bool(session.drill),
            at=local(context.now(), context.zone),
            talking_point_id=point.id,
            kind=point.kind,
            title=point.title,
            source=point.source,
            rating=rating_of(verdict, len(needed)),
            score=verdict.score.value if verdict.score is not None else None,
            follow_ups=tuple(done.aim for done in needed),
            wrong_figures=wrong_figures(sure),
        )
    )


async def where_all_stand(context: InterviewContext) -> tuple[Standing, ...]:
    """Every talking point with what is remembered about it."""
    practices = await context.mastery.practices() if context.mastery is not None else []
    return standings(context.knowledge.talking_points, practices, context.now(), context.zone)


async def due_and_recent(context: InterviewContext) -> tuple[dict[str, str], frozenset[str]]:
    """What an interview should ask for, each with the reason, and what it should not repeat.

    Mastery that cannot be read costs an interview its memory, not the interview.
    """
    try:
        standing = await where_all_stand(context)
    except (DamagedRecord, StoredByNewerVersion):
        return {}, frozenset()
    recent = asked_lately(standing)
    return reasons(standing, recent), recent


def asked_lately(standing: tuple[Standing, ...]) -> frozenset[str]:
    """The talking points answered in the last two interviews and not drilled since."""
    begun: dict[str, float] = {}
    for each in standing:
        for practice in each.practices:
            if not practice.drill:
                at = practice.at.timestamp()
                begun[practice.session_id] = min(at, begun.get(practice.session_id, at))
    last = sorted(begun, key=lambda session_id: begun[session_id])[-_LAST_SESSIONS:]
    return frozenset(
        each.point.id for each in standing if each.practices and each.practices[-1].session_id in last
    )
