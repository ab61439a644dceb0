"""The nodes that a drill has of its own; the others are the interview's."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from langgraph.runtime import Runtime

from agents.follow_up_prober.policy import Weakness
from agents.interviewer import agent as interviewer
from agents.interviewer import drill_plan, drilling
from agents.interviewer.drilling import WARM_UP, DrillKind
from domain.guide import TalkingPoint
from domain.interview import (
    ENGLISH,
    Agenda,
    CandidateMessage,
    FollowUp,
    MessageKind,
    Question,
    Session,
    SessionStatus,
)
from domain.later import later
from domain.verdict import Verdict
from graphs import nodes, routing, steps
from graphs.remembering import remember, where_all_stand
from graphs.state import InterviewContext, InterviewState
from graphs.steps import Update, dump
from graphs.telling import Drafted, Planned, aloud, tell

if TYPE_CHECKING:
    from agents.coach import agent as coach
    from agents.coach import drilling as coaching
    from agents.evaluator import drilling as judging
    from agents.follow_up_prober import drilling as probing
else:
    coach = later("agents.coach.agent")
    coaching = later("agents.coach.drilling")
    judging = later("agents.evaluator.drilling")
    probing = later("agents.follow_up_prober.drilling")

_AS_IN_AN_INTERVIEW = frozenset({DrillKind.QUESTIONS, DrillKind.PITCH, DrillKind.TASKS})
"""What is judged, and asked about again, as an interview does it."""


async def plan_drill(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Choose what is due or weak; the session's `planned` says how much of it."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    standing = await where_all_stand(context)
    if session.drill == WARM_UP:
        agenda = drill_plan.plan_warm_up(standing, session.minutes)
    else:
        kind, choice = DrillKind(session.drill), session.choice
        points = [each.point for each in standing]
        wanted = {point.id for point in drill_plan.about(points, choice, context.knowledge)}
        agenda = drill_plan.plan_drill(
            [each for each in standing if each.point.id in wanted],
            kind,
            limit=session.planned,
            ahead=drill_plan.asks_ahead(kind, choice),
        )
    practised = {each.point.id: len(each.practices) for each in standing}
    session = steps.touched(session, context, planned=len(agenda.items))
    await context.store.save(session)
    tell(runtime, Planned(agenda))
    return {
        **steps.at_the_beginning(session, agenda),
        "times": [practised[item.talking_point_id] for item in agenda.items],
        "route": f"{len(agenda.items)} {session.drill} to drill",
    }


async def ask_question(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Ask the next one, in other words than the last time."""
    context = runtime.context
    question = await drilling.ask_again(
        Agenda.model_validate(state["agenda"]),
        state["position"],
        context.knowledge,
        times=state["times"][state["position"]],
        seed=state["session"]["seed"],
        model=steps.model_for("interviewer", state, runtime),
        say=aloud("interviewer", runtime),
    )
    return await steps.put_question(state, runtime, question)


async def reply(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Answer an aside; a fact and a better wording have hints of their own."""
    point = _point(state, runtime)
    kind = _kind(state, point)
    if kind is DrillKind.TASKS:
        return await nodes.reply(state, runtime)
    message = MessageKind(state["message"]["kind"])
    language = state["question"].get("language", ENGLISH)
    if kind is DrillKind.FACTS and message is MessageKind.HINT:
        return await steps.put_reply(state, runtime, drilling.hint_at(point, state["asked"], language))
    if kind is DrillKind.RED_FLAGS:
        point = judging.with_better_wording(point)
    said = interviewer.reply(
        message,
        state["asked"],
        "\n".join(state["answers"]),
        point,
        language=language,
        seed=(state["session"]["seed"], state["turn"]),
        hints=steps.hints_given(state),
    )
    return await steps.put_reply(state, runtime, said)


async def evaluate_answer(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Judge what was said, by the kind of drill; facts and wordings by the last attempt alone."""
    context = runtime.context
    point = _point(state, runtime)
    kind = _kind(state, point)
    match kind:
        case DrillKind.QUESTIONS | DrillKind.PITCH | DrillKind.TASKS:
            return await nodes.evaluate_answer(state, runtime)
        case DrillKind.FACTS:
            verdict = judging.judge_fact(state["answers"], point, index_version=context.knowledge.version)
            weakness = probing.inexact(verdict, judging.shortfalls(state["answers"][-1], point))
        case DrillKind.RED_FLAGS:
            verdict = await judging.judge_red_flag(
                state["answers"][-1],
                Question.model_validate(state["question"]),
                point,
                steps.model_for("evaluator", state, runtime),
                similarity=context.knowledge.similarity,
                entailment=context.knowledge.entailment,
                index_version=context.knowledge.version,
            )
            weakness = probing.not_better(verdict)
        case _:
            assert_never(kind)
    return await steps.put_verdict(state, runtime, verdict, weakness, still_open=weakness)


async def probe(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Ask for another attempt."""
    if _kind(state, _point(state, runtime)) in _AS_IN_AN_INTERVIEW:
        return await nodes.probe(state, runtime)
    question = Question.model_validate(state["question"])
    follow_up = probing.once_more(
        Weakness.model_validate(state["weakness"]),
        question,
        [FollowUp.model_validate(done) for done in state["follow_ups"]],
        seed=state["session"]["seed"],
        index_version=runtime.context.knowledge.version,
    )
    return await steps.put_follow_up(state, runtime, follow_up, question.text)


async def coach_answer(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Say how it went; what was answered is rescheduled by it."""
    context = runtime.context
    point = _point(state, runtime)
    kind = _kind(state, point)
    question = Question.model_validate(state["question"])
    verdict = Verdict.model_validate(state["verdict"])
    version = context.knowledge.version
    match kind:
        case DrillKind.QUESTIONS | DrillKind.TASKS:
            return await nodes.coach_answer(state, runtime)
        case DrillKind.PITCH:
            seconds = CandidateMessage.model_validate(state["message"]).seconds
            # With a follow-up in between, the last message is not the pitch any more.
            seconds = None if state["follow_ups"] else seconds
            advice = await coach.coach(
                question,
                "\n".join(state["answers"]),
                verdict,
                context.knowledge,
                model=steps.model_for("coach", state, runtime),
                drafted=lambda advice: tell(
                    runtime, Drafted(verdict, coaching.on_time(advice, verdict.delivery, seconds))
                ),
                say=aloud("coach", runtime),
            )
            advice = coaching.on_time(advice, verdict.delivery, seconds)
        case DrillKind.FACTS:
            advice = coaching.on_fact(question, verdict, point, index_version=version)
        case DrillKind.RED_FLAGS:
            better = judging.with_better_wording(point)
            advice = coaching.on_red_flag(
                question, state["answers"][-1], verdict, better, index_version=version
            )
        case _:
            assert_never(kind)
    return await steps.close_question(state, runtime, verdict, advice)


async def sum_up(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """End the drill; what was answered and not coached yet, since the candidate stopped, counts too."""
    context = runtime.context
    await remember(state, context)
    ended = state["ended"] or routing.end_reason(state)
    session = Session.model_validate(state["session"])
    session = steps.touched(session, context, status=SessionStatus.FINISHED)
    await context.store.save(session)
    return {"session": dump(session), "ended": ended, "route": ended}


def _kind(state: InterviewState, point: TalkingPoint) -> DrillKind:
    """How the question at hand is judged: by the kind of drill, or, in a warm-up, by its own."""
    drill = state["session"]["drill"]
    return drilling.kind_of(point) if drill == WARM_UP else DrillKind(drill)


def _point(state: InterviewState, runtime: Runtime[InterviewContext]) -> TalkingPoint:
    return runtime.context.knowledge.point(state["question"]["talking_point_id"])
