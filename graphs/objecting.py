"""What an objection to a verdict changes in a session: the turn, what is remembered, and the report."""

from __future__ import annotations

from agents.coach import agent as coach
from agents.evaluator import objecting
from agents.evaluator.gather import gather
from agents.evaluator.objecting import Pointed
from agents.interviewer.drilling import DrillKind
from domain.errors import InterviewError
from domain.guide import TalkingPoint
from domain.interview import MessageKind, Question, Session, SessionStatus, Turn
from domain.mastery import rating_of
from domain.objection import Objection
from domain.report import Advice
from domain.verdict import Verdict
from graphs.state import InterviewContext, InterviewState

_JUDGED_BY_KEY_POINTS = ("", DrillKind.QUESTIONS, DrillKind.PITCH)


class NotToBeJudgedAgain(InterviewError):
    """The guides have other key points than those that were judged."""

    def __init__(self) -> None:
        super().__init__("Your guides changed since this was judged, so it cannot be looked at again.")


async def said_to(context: InterviewContext, session_id: str, question: Question) -> str:
    """All that was answered to `question`, as the evaluator read it."""
    turns = await context.store.turns(session_id)
    return "\n".join(
        turn.message.text
        for turn in turns
        if turn.question.id == question.id
        and turn.message is not None
        and turn.message.kind is MessageKind.ANSWER
    )


async def look_again(
    state: InterviewState, context: InterviewContext, number: int, pointed: Pointed
) -> tuple[Turn, Objection]:
    """Hold the words that were pointed to against a key point of turn `number` again, and keep what comes.

    Both verdicts stand in the turn: the new one, and the objection with what was found before. To be called
    between two runs of the graph. Raises `NotToBeJudgedAgain`.
    """
    session = Session.model_validate(state["session"])
    turn = await context.store.turn(session.id, number)
    point = _point(turn, context)
    if turn.verdict is None or point is None or session.drill not in _JUDGED_BY_KEY_POINTS:
        raise NotToBeJudgedAgain
    answer = await said_to(context, session.id, turn.question)
    try:
        verdict, objection = objecting.look_again(
            turn.verdict,
            pointed,
            answer,
            turn.question,
            point,
            gather(context.knowledge, point, answer),
            context.now(),
            similarity=context.knowledge.similarity,
            entailment=context.knowledge.entailment,
        )
    except KeyError as gone:
        raise NotToBeJudgedAgain from gone
    turn = turn.model_copy(update={"objections": (*turn.objections, objection), "verdict": verdict})
    if objection.ruling.is_accepted:
        turn = turn.model_copy(update={"advice": await _advice(turn, answer, verdict, context)})
    await context.store.put_turn(session.id, turn)
    if objection.ruling.is_accepted:
        await settle(state, context, turn)
    return turn, objection


async def settle(state: InterviewState, context: InterviewContext, turn: Turn) -> None:
    """Bring what rests on the verdict of `turn` up to it; safe to repeat, as after a crash."""
    session = Session.model_validate(state["session"])
    await _remember(session, context, turn)
    if session.status is SessionStatus.FINISHED and not session.drill:
        await _sum_up(session, state, context)


async def _advice(turn: Turn, answer: str, verdict: Verdict, context: InterviewContext) -> Advice:
    """The advice on the verdict as it is now; no model is asked for it while somebody waits."""
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
