"""What an objection to a verdict changes in a session: the turn, what is remembered, and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.evaluator.work import judging as of_work
from agents.interviewer.drilling import WARM_UP, DrillKind, kind_of
from domain.errors import InterviewError
from domain.guide import TalkingPoint
from domain.interview import MessageKind, Question, Session, SessionStatus, Turn
from domain.later import later
from domain.mastery import rating_of
from domain.objection import Objection
from domain.report import Advice
from domain.turns import asked_as
from domain.verdict import Verdict
from domain.worked import worked
from graphs.state import InterviewContext, InterviewState

if TYPE_CHECKING:
    from agents.coach import agent as coach
    from agents.coach import on_work as work_coach
    from agents.evaluator import gather as gathering
    from agents.evaluator import objecting
else:
    coach = later("agents.coach.agent")
    work_coach = later("agents.coach.on_work")
    gathering = later("agents.evaluator.gather")
    objecting = later("agents.evaluator.objecting")

_JUDGED_BY_KEY_POINTS = ("", DrillKind.QUESTIONS, DrillKind.PITCH, DrillKind.TASKS)


def _drill(session: Session, point: TalkingPoint) -> str:
    return kind_of(point) if session.drill == WARM_UP else session.drill


class NotToBeJudgedAgain(InterviewError):
    """The guides have other key points than those that were judged."""

    def __init__(self) -> None:
        super().__init__("Your guides changed since this was judged, so it cannot be looked at again.")


async def said_to(context: InterviewContext, session_id: str, question: Question, number: int) -> str:
    """All that was answered to `question`, as the evaluator read it; `number` is a turn of it."""
    turns = await context.store.turns(session_id)
    if question.work is not None:
        return of_work.said_of(question.work, worked(turns, question.id))
    return "\n".join(
        turn.message.text
        for turn in asked_as(turns, number)
        if turn.message is not None and turn.message.kind is MessageKind.ANSWER
    )


async def look_again(
    state: InterviewState, context: InterviewContext, number: int, pointed: objecting.Pointed
) -> tuple[Turn, Objection]:
    """Hold the words that were pointed to against a key point of turn `number` again, and keep what comes.

    Both verdicts stand in the turn: the new one, and the objection with what was found before. To be called
    between two runs of the graph. Raises `NotToBeJudgedAgain`.
    """
    session = Session.model_validate(state["session"])
    turn = await context.store.turn(session.id, number)
    point = _point(turn, context)
    if turn.verdict is None or point is None or _drill(session, point) not in _JUDGED_BY_KEY_POINTS:
        raise NotToBeJudgedAgain
    work = turn.verdict.work
    # Of work only what was said of it is held against the guide's points.
    if work is not None:
        point = of_work.with_said_points(work.kind, point, context.knowledge)
    answer = await said_to(context, session.id, turn.question, turn.number)
    verdict, objection = _judged_again(turn.question, turn.verdict, pointed, answer, point, context)
    if work is not None and objection.ruling.is_accepted:
        done = worked(await context.store.turns(session.id), turn.question.id)
        verdict = of_work.with_talk(turn.verdict, verdict, done, point, context.knowledge)
    turn = turn.model_copy(update={"objections": (*turn.objections, objection), "verdict": verdict})
    if objection.ruling.is_accepted:
        turn = turn.model_copy(update={"advice": await _advice(turn, answer, verdict, context)})
    await context.store.put_turn(session.id, turn)
    if objection.ruling.is_accepted:
        await settle(state, context, turn)
    return turn, objection


def _judged_again(
    question: Question,
    verdict: Verdict,
    pointed: objecting.Pointed,
    answer: str,
    point: TalkingPoint,
    context: InterviewContext,
) -> tuple[Verdict, Objection]:
    try:
        return objecting.look_again(
            verdict,
            pointed,
            answer,
            question,
            point,
            gathering.gather(context.knowledge, point, answer),
            context.now(),
            similarity=context.knowledge.similarity,
            entailment=context.knowledge.entailment,
        )
    except KeyError as gone:
        raise NotToBeJudgedAgain from gone


async def settle(state: InterviewState, context: InterviewContext, turn: Turn) -> None:
    """Bring what rests on the verdict of `turn` up to it; safe to repeat, as after a crash."""
    session = Session.model_validate(state["session"])
    await _remember(session, context, turn)
    if session.status is SessionStatus.FINISHED and not session.drill:
        await _sum_up(session, state, context)


async def _advice(turn: Turn, answer: str, verdict: Verdict, context: InterviewContext) -> Advice:
    """The advice on the verdict as it is now; no model is asked for it while somebody waits."""
    if verdict.work is not None:
        whole = context.knowledge.point(turn.question.talking_point_id)
        point = of_work.with_said_points(verdict.work.kind, whole, context.knowledge)
        return work_coach.on_work(
            turn.question, answer, verdict, point, index_version=context.knowledge.version
        )
    advice = await coach.coach(turn.question, answer, verdict, context.knowledge)
    # How long it took has not changed, and a pitch was timed.
    return advice if turn.advice is None else advice.model_copy(update={"delivery": turn.advice.delivery})


async def _remember(session: Session, context: InterviewContext, turn: Turn) -> None:
    if context.mastery is None or turn.verdict is None:
        return
    for practice in await context.mastery.practices():
        if (practice.session_id, practice.question_id) == (session.id, turn.question.id):
            score = turn.verdict.score
            rating = rating_of(turn.verdict, len(practice.follow_ups))
            now = {"rating": rating, "score": score.value if score is not None else None}
            await context.mastery.amend(practice.model_copy(update=now))


async def _sum_up(session: Session, state: InterviewState, context: InterviewContext) -> None:
    """The report anew: the last question may be objected to when the session is over already."""
    report = coach.sum_up(
        session,
        await context.store.turns(session.id),
        context.knowledge,
        minutes=state["elapsed"] / 60,
        ended=state["ended"],
        usage=context.account.usage if context.account is not None else None,
    )
    await context.store.put_report(session.id, report)
    await context.store.save(session.model_copy(update={"score": report.overall}))


def _point(turn: Turn, context: InterviewContext) -> TalkingPoint | None:
    try:
        return context.knowledge.point(turn.question.talking_point_id)
    except KeyError:
        return None
