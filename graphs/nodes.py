"""The nodes: each unpacks the state, calls an agent, keeps what came of it, and packs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agents.coach import agent as coach
from agents.evaluator import agent as evaluator
from agents.evaluator.gather import gather
from agents.follow_up_prober import agent as prober
from agents.follow_up_prober.policy import Target, Weakness
from agents.interviewer import agent as interviewer
from agents.interviewer.timing import WORDS_PER_MINUTE
from agents.wording import shorten
from domain.interview import (
    Agenda,
    CandidateMessage,
    FollowUp,
    MessageKind,
    Question,
    Session,
    SessionStatus,
    Turn,
    TurnKind,
)
from domain.verdict import Verdict
from graphs import routing
from graphs.state import InterviewContext, InterviewState, Json

_EARLIER_ANSWERS = 8
_EARLIER_LENGTH = 600

Update = dict[str, Any]


def _dump(value: Any) -> Json:
    dumped: Json = value.model_dump(mode="json")
    return dumped


def remembered(earlier: Sequence[str], answer: str) -> list[str]:
    """The answers that later ones are held against for contradictions, `answer` now among them."""
    return [*earlier, shorten(answer, _EARLIER_LENGTH)][-_EARLIER_ANSWERS:]


async def plan_agenda(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Choose the questions."""
    session = Session.model_validate(state["session"])
    agenda = interviewer.plan_agenda(runtime.context.knowledge, minutes=session.minutes, seed=session.seed)
    session = session.model_copy(update={"planned": len(agenda.items), "updated_at": runtime.context.now()})
    await runtime.context.store.save(session)
    return {
        "session": _dump(session),
        "agenda": _dump(agenda),
        "position": 0,
        "turn": 0,
        "answers": [],
        "earlier": [],
        "follow_ups": [],
        "verdict": None,
        "weakness": None,
        "elapsed": 0.0,
        "scored": 0,
        "score_sum": 0.0,
        "ended": "",
        "route": f"{len(agenda.items)} questions planned for {session.minutes:g} minutes",
    }


async def ask_question(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Put the next question of the agenda."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    question = await interviewer.ask(
        Agenda.model_validate(state["agenda"]),
        state["position"],
        context.knowledge,
        seed=session.seed,
        previous=state["earlier"][-1] if state["earlier"] else "",
        model=context.models.get("interviewer"),
    )
    session = session.model_copy(update={"asked": session.asked + 1, "updated_at": context.now()})
    turn = Turn(
        number=state["turn"] + 1,
        kind=TurnKind.QUESTION,
        question=question,
        said=question.spoken,
        asked_at=context.now(),
    )
    await context.store.put_turn(session.id, turn)
    await context.store.save(session)
    return {
        "session": _dump(session),
        "question": _dump(question),
        "asked": question.text,
        "turn": turn.number,
        "answers": [],
        "follow_ups": [],
        "verdict": None,
        "weakness": None,
    }


async def await_answer(state: InterviewState) -> Update:
    """Wait for the candidate. It runs again from its first line on resume, so it does nothing else."""
    waiting_for = {"turn": state["turn"], "asked": state["asked"]}
    message: CandidateMessage = interrupt(waiting_for, response_schema=CandidateMessage)
    return {"message": _dump(message)}


async def read_message(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Keep what came, and see what kind of message the interface says it is."""
    session = Session.model_validate(state["session"])
    message = CandidateMessage.model_validate(state["message"])
    turn = await _turn(state, runtime)
    update: Update = {"elapsed": state["elapsed"] + _seconds(message), "route": message.kind.value}
    if message.kind is MessageKind.ANSWER:
        update["answers"] = [*state["answers"], message.text]
    elif message.kind is MessageKind.SKIP and not state["answers"]:
        update["position"] = state["position"] + 1
        update["route"] = "skipped"
    elif message.kind is MessageKind.STOP:
        update["ended"] = message.text or "you stopped"
    turn = turn.model_copy(update={"message": message, "route": update["route"]})
    await runtime.context.store.put_turn(session.id, turn)
    return update


async def reply(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Answer an aside: say it again, say it differently, or nudge."""
    context = runtime.context
    session_id: str = state["session"]["id"]
    question = Question.model_validate(state["question"])
    said = interviewer.reply(
        MessageKind(state["message"]["kind"]),
        state["asked"],
        "\n".join(state["answers"]),
        context.knowledge.point(question.talking_point_id),
        seed=(state["session"]["seed"], state["turn"]),
    )
    number = state["turn"] + 1
    turn = Turn(number=number, kind=TurnKind.REPLY, question=question, said=said, asked_at=context.now())
    await context.store.put_turn(session_id, turn)
    return {"turn": number}


async def evaluate_answer(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Hold everything said to this question against its key points."""
    context = runtime.context
    question = Question.model_validate(state["question"])
    point = context.knowledge.point(question.talking_point_id)
    answer = "\n".join(state["answers"])
    message = CandidateMessage.model_validate(state["message"])
    verdict = await evaluator.evaluate(
        answer,
        question,
        point,
        gather(context.knowledge, point, answer, tuple(state["earlier"])),
        context.models.get("evaluator"),
        similarity=context.knowledge.similarity,
        seconds=message.seconds,
        index_version=context.knowledge.version,
    )
    weakness = prober.aim(verdict, question, [FollowUp.model_validate(done) for done in state["follow_ups"]])
    update: Update = {
        "verdict": _dump(verdict),
        "weakness": _dump(weakness) if weakness is not None else None,
    }
    still_open = prober.aim(verdict, question, ())
    route = routing.evaluation_reason({**state, **update}, still_open.why if still_open else "")  # type: ignore[typeddict-item]  # a state with news
    turn = (await _turn(state, runtime)).model_copy(update={"verdict": verdict, "route": route})
    await context.store.put_turn(state["session"]["id"], turn)
    return {**update, "route": route}


async def probe(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Ask one more question on the same talking point."""
    context = runtime.context
    question = Question.model_validate(state["question"])
    weakness = Weakness.model_validate(state["weakness"])
    follow_up = await prober.probe(
        weakness,
        question,
        "\n".join(state["answers"]),
        Verdict.model_validate(state["verdict"]),
        context.knowledge,
        earlier=[FollowUp.model_validate(done) for done in state["follow_ups"]],
        seed=state["session"]["seed"],
        model=context.models.get("follow_up_prober"),
    )
    turn = Turn(
        number=state["turn"] + 1,
        kind=TurnKind.FOLLOW_UP,
        question=question,
        said=follow_up.text,
        follow_up=follow_up,
        asked_at=context.now(),
    )
    await context.store.put_turn(state["session"]["id"], turn)
    return {
        "turn": turn.number,
        # Brought back to the question, it is the question that is being answered.
        "asked": question.text if weakness.target is Target.BACK_TO_QUESTION else follow_up.text,
        "follow_ups": [*state["follow_ups"], _dump(follow_up)],
    }


async def coach_answer(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Advise on the question as it came out, and count it."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    verdict = Verdict.model_validate(state["verdict"])
    answer = "\n".join(state["answers"])
    advice = await coach.coach(
        Question.model_validate(state["question"]),
        answer,
        verdict,
        context.knowledge,
        model=context.models.get("coach"),
    )
    turn = (await _turn(state, runtime)).model_copy(update={"verdict": verdict, "advice": advice})
    await context.store.put_turn(session.id, turn)
    scored = state["scored"] + (verdict.score is not None)
    score_sum = state["score_sum"] + (verdict.score.value if verdict.score is not None else 0.0)
    session = session.model_copy(
        update={
            "answered": session.answered + 1,
            "unscored": session.unscored + (verdict.score is None),
            "score": score_sum / scored if scored else None,
            "updated_at": context.now(),
        }
    )
    await context.store.save(session)
    return {
        "session": _dump(session),
        "position": state["position"] + 1,
        "earlier": remembered(state["earlier"], answer),
        "scored": scored,
        "score_sum": score_sum,
    }


async def debrief(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Sum the session up."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    ended = state["ended"] or routing.end_reason(state)
    turns = await context.store.turns(session.id)
    report = coach.sum_up(session, turns, context.knowledge, minutes=state["elapsed"] / 60, ended=ended)
    await context.store.put_report(session.id, report)
    session = session.model_copy(
        update={"status": SessionStatus.FINISHED, "score": report.overall, "updated_at": context.now()}
    )
    await context.store.save(session)
    return {"session": _dump(session), "ended": ended, "route": ended}


async def _turn(state: InterviewState, runtime: Runtime[InterviewContext]) -> Turn:
    return await runtime.context.store.turn(state["session"]["id"], state["turn"])


def _seconds(message: CandidateMessage) -> float:
    if message.seconds is not None:
        return message.seconds
    return len(message.text.split()) / WORDS_PER_MINUTE * 60
