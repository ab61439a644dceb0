"""The nodes' part at a task: work that is handed in is judged, asked about and advised on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from langgraph.runtime import Runtime

from agents.evaluator.work import judging as of_work
from agents.follow_up_prober.on_work import about_work, ask_about
from agents.follow_up_prober.policy import Weakness
from agents.interviewer import on_task
from domain.guide import TalkingPoint
from domain.interview import FollowUp, MessageKind, Question
from domain.later import later
from domain.verdict import Verdict
from domain.work import WorkKind
from domain.worked import Worked, worked
from graphs import routing, steps
from graphs.state import InterviewContext, InterviewState
from graphs.steps import Update

if TYPE_CHECKING:
    from agents.coach import on_work as advising
else:
    advising = later("agents.coach.on_work")

_ASIDES = frozenset({MessageKind.ASK, MessageKind.ALOUD})


def is_at_task(state: InterviewState) -> bool:
    """Whether work is to be handed in to the question at hand."""
    return state["question"].get("work") is not None


async def done_so_far(state: InterviewState, context: InterviewContext) -> Worked:
    """What was asked, said and handed in to the task at hand."""
    turns = await context.store.turns(state["session"]["id"])
    return worked(turns, state["question"]["id"])


async def answer_aside(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update | None:
    """Answer a question about the task, or what was thought aloud; None for any other aside."""
    kind = MessageKind(state["message"]["kind"])
    if kind not in _ASIDES:
        return None
    question, point = _asked(state, runtime)
    done = await done_so_far(state, runtime.context)
    mark = (state["session"]["seed"], state["turn"])
    asking = on_task.Asking(_kind(question), point, done.asked, question.language)
    said = on_task.answered(kind, asking, mark)
    return await steps.put_reply(state, runtime, said)


async def evaluate(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Judge what was handed in last; the sandbox takes seconds, so a thread waits for it."""
    context = runtime.context
    question, point = _asked(state, runtime)
    done = await done_so_far(state, context)
    verdict = await asyncio.to_thread(
        of_work.judge_work, _kind(question), done, point, context.knowledge, context.sandbox
    )
    weakness = about_work(verdict, [FollowUp.model_validate(each) for each in state["follow_ups"]])
    return await steps.put_verdict(state, runtime, verdict, weakness, weakness)


async def probe(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Ask about a line of the work, or about what it does not do yet."""
    question, _ = _asked(state, runtime)
    follow_up = ask_about(
        Weakness.model_validate(state["weakness"]),
        question,
        seed=state["session"]["seed"],
        most=routing.most_follow_ups(state),
        index_version=runtime.context.knowledge.version,
    )
    return await steps.put_follow_up(state, runtime, follow_up, follow_up.text)


async def coach(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Advise on the work as it came out, and count it."""
    context = runtime.context
    question, point = _asked(state, runtime)
    verdict = Verdict.model_validate(state["verdict"])
    done = await done_so_far(state, context)
    kind = _kind(question)
    advice = advising.on_work(
        question,
        of_work.said_of(kind, done),
        verdict,
        of_work.with_said_points(kind, point, context.knowledge),
        index_version=context.knowledge.version,
        entailment=context.knowledge.entailment,
    )
    return await steps.close_question(state, runtime, verdict, advice)


def _kind(question: Question) -> WorkKind:
    assert question.work is not None
    return question.work


def _asked(state: InterviewState, runtime: Runtime[InterviewContext]) -> tuple[Question, TalkingPoint]:
    question = Question.model_validate(state["question"])
    return question, runtime.context.knowledge.point(question.talking_point_id)
