"""The nodes: each unpacks the state, calls an agent, keeps what came of it, and packs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agents.beside_the_loop import beside_the_loop
from agents.follow_up_prober.policy import Target, Weakness, since_led_back
from agents.interviewer import agent as interviewer
from domain.guide import TalkingPoint
from domain.interview import (
    Agenda,
    CandidateMessage,
    FollowUp,
    MessageKind,
    Question,
    Session,
    SessionStatus,
    TurnKind,
)
from domain.later import later
from domain.routes import Route, RouteKind
from domain.verdict import WORDS_PER_MINUTE, FlagKind, Label, Verdict
from graphs import routing, steps, working
from graphs.remembering import due_and_recent, remember
from graphs.state import InterviewContext, InterviewState
from graphs.steps import Update, current_turn, dump, touched
from graphs.telling import Drafted, Planned, aloud, tell
from graphs.turn_by_turn import before

if TYPE_CHECKING:
    from agents.coach import agent as coach
    from agents.evaluator import agent as evaluator
    from agents.evaluator import gather as gathering
    from agents.evaluator.form import delivery
    from agents.follow_up_prober import agent as prober
    from agents.follow_up_prober import explaining, stretching
else:
    coach = later("agents.coach.agent")
    evaluator = later("agents.evaluator.agent")
    gathering = later("agents.evaluator.gather")
    delivery = later("agents.evaluator.form.delivery")
    prober = later("agents.follow_up_prober.agent")
    explaining = later("agents.follow_up_prober.explaining")
    stretching = later("agents.follow_up_prober.stretching")

_ELSEWHERE = frozenset({FlagKind.OTHER_ANSWER, FlagKind.OFF_TOPIC, FlagKind.OTHER_LANGUAGE})


async def plan_agenda(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Choose the questions."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    agenda = await _agenda(session, context)
    session = touched(session, context, planned=len(agenda.items))
    await context.store.save(session)
    tell(runtime, Planned(agenda))
    return {
        **steps.at_the_beginning(session, agenda),
        "route": f"{len(agenda.items)} questions planned for {session.minutes:g} minutes",
    }


async def _agenda(session: Session, context: InterviewContext) -> Agenda:
    """The questions of `session`: the one task that it is held over, or what is chosen for its round."""
    if session.task:
        return interviewer.plan_task(context.knowledge.point(session.task), session.minutes, session.round)
    due, recent = await due_and_recent(context)
    return interviewer.plan_agenda(
        context.knowledge,
        minutes=session.minutes,
        seed=session.seed,
        due=due,
        recent=recent,
        held=session.round,
    )


async def ask_question(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Put the next question of the agenda."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    model = steps.model_for("interviewer", state, runtime)
    # Only a model words a question so that it may be one that was asked before.
    turns = await context.store.turns(session.id) if model is not None else []
    question = await interviewer.ask(
        Agenda.model_validate(state["agenda"]),
        state["position"],
        context.knowledge,
        seed=session.seed,
        previous=state["earlier"][-1] if state["earlier"] else "",
        skipped=_was(MessageKind.SKIP, state),
        again=_was(MessageKind.BACK, state),
        asked=[turn.question.text for turn in turns if turn.kind is TurnKind.QUESTION],
        tone=session.tone,
        model=model,
        say=aloud("interviewer", runtime),
    )
    return await steps.put_question(state, runtime, question)


def _was(kind: MessageKind, state: InterviewState) -> bool:
    """Whether the candidate's last message was of `kind`."""
    return bool(state.get("message")) and state["message"]["kind"] == kind


async def await_answer(state: InterviewState) -> Update:
    """Wait for the candidate. It runs again from its first line on resume, so it does nothing else."""
    waiting_for = {"turn": state["turn"], "asked": state["asked"]}
    # Held against its type here: given to LangGraph, its schema would be worked out and kept with each turn.
    message = CandidateMessage.model_validate(interrupt(waiting_for))
    return {"message": dump(message)}


async def read_message(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Keep what came, and see what kind of message the interface says it is."""
    session = Session.model_validate(state["session"])
    message = CandidateMessage.model_validate(state["message"])
    turn = await current_turn(state, runtime)
    route = RouteKind(message.kind)
    update: Update = {"elapsed": state["elapsed"] + _seconds(message)}
    if message.kind is MessageKind.ANSWER:
        update["answers"] = [*state["answers"], message.text]
    elif message.kind is MessageKind.SKIP and not state["answers"]:
        update["position"] = state["position"] + 1
        route = RouteKind.SKIPPED
    elif message.kind is MessageKind.BACK:
        back = await steps.back_to_the_last(state, runtime.context)
        route = RouteKind.BACK if back else RouteKind.REPEAT
        update |= back
    elif message.kind is MessageKind.STOP:
        update["ended"] = message.text or "you stopped"
    turn = turn.model_copy(update={"message": message, "route": Route(kind=route)})
    await runtime.context.store.put_turn(session.id, turn)
    return {**update, "route": route.value}


async def reply(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Answer an aside: say it again, say it differently, or nudge."""
    if working.is_at_task(state) and (update := await working.answer_aside(state, runtime)) is not None:
        return update
    context = runtime.context
    question = Question.model_validate(state["question"])
    point = context.knowledge.point(question.talking_point_id)
    said = interviewer.reply(
        MessageKind(state["message"]["kind"]),
        state["asked"],
        "\n".join(state["answers"]),
        point,
        language=question.language,
        seed=(state["session"]["seed"], state["turn"]),
        hints=steps.hints_given(state),
        standing=_standing(state, question, point),
        tone=routing.tone_of(state),
        words=state["message"].get("words", ""),
    )
    return await steps.put_reply(state, runtime, said)


def _standing(state: InterviewState, question: Question, point: TalkingPoint) -> interviewer.Standing:
    """What was said of `question` till now and, where a follow-up was asked last, what that is after."""
    asked = [FollowUp.model_validate(done) for done in state["follow_ups"]][-1:]
    verdict = Verdict.model_validate(state["verdict"]) if state["verdict"] is not None else None
    covered = verdict.labelled(Label.COVERED) if verdict is not None else ()
    return interviewer.Standing(
        meant=explaining.meant(asked[0], question, point) if asked else "",
        aimed=asked[0].aim if asked else "",
        heard=frozenset(judged.key_point.id for judged in covered),
    )


async def evaluate_answer(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Hold everything said to this question against its key points."""
    if working.is_at_task(state):
        return await working.evaluate(state, runtime)
    context = runtime.context
    question = Question.model_validate(state["question"])
    point = context.knowledge.point(question.talking_point_id)
    follow_ups = [FollowUp.model_validate(done) for done in state["follow_ups"]]
    earlier = Verdict.model_validate(state["verdict"]) if state["verdict"] is not None else None
    verdict = await _judged(state["answers"], follow_ups, earlier, point, state, runtime)
    to_it = since_led_back(state["answers"], follow_ups)
    if len(to_it) < len(state["answers"]) and any(flag.kind in _ELSEWHERE for flag in verdict.flags):
        # Whoever was led back and answers then has answered, whatever was told before.
        alone = await _judged(to_it, follow_ups, earlier, point, state, runtime)
        verdict = verdict if any(flag.kind in _ELSEWHERE for flag in alone.flags) else alone
    if len(state["answers"]) > 1:
        verdict = delivery.as_pitched(verdict, to_it[0], question, point)
    if earlier is not None and follow_ups and stretching.is_stretch(follow_ups[-1]):
        verdict = stretching.unhurt(earlier, verdict)
    weakness = prober.aim(
        verdict,
        question,
        follow_ups,
        answers=state["answers"],
        point=point,
        further=routing.has_time_for_more(state),
        guide=[each.text for each in context.knowledge.talking_points],
        recent=steps.recently_probed(state),
        good_enough=routing.rules_of_session(state).good_enough,
        has_word=context.knowledge.has_word,
    )
    still_open = prober.aim(verdict, question, ())
    return await steps.put_verdict(state, runtime, verdict, weakness, still_open)


async def _judged(
    answers: Sequence[str],
    follow_ups: Sequence[FollowUp],
    earlier: Verdict | None,
    point: TalkingPoint,
    state: InterviewState,
    runtime: Runtime[InterviewContext],
) -> Verdict:
    """What the evaluator makes of `answers`, `earlier` being the verdict on all but the last."""
    answer = "\n".join(answers)
    knowledge = runtime.context.knowledge
    # Not the message's seconds: typing is not speaking, and the evaluator knows how long these words take.
    return await evaluator.evaluate(
        answer,
        Question.model_validate(state["question"]),
        point,
        await beside_the_loop(gathering.gather, knowledge, point, answer, tuple(state["earlier"])),
        steps.model_for("evaluator", state, runtime),
        similarity=knowledge.similarity,
        entailment=knowledge.entailment,
        index_version=knowledge.version,
        before=before(answers, follow_ups, earlier),
    )


async def probe(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Ask one more question on the same talking point."""
    if working.is_at_task(state):
        return await working.probe(state, runtime)
    context = runtime.context
    question = Question.model_validate(state["question"])
    weakness = Weakness.model_validate(state["weakness"])
    earlier = [FollowUp.model_validate(done) for done in state["follow_ups"]]
    follow_up = await prober.probe(
        weakness,
        question,
        # Nothing is said back of what was no answer to this question.
        "\n".join(since_led_back(state["answers"], earlier)),
        Verdict.model_validate(state["verdict"]),
        context.knowledge,
        earlier=earlier,
        recent=steps.recently_probed(state),
        seed=state["session"]["seed"],
        most=routing.most_follow_ups(state),
        tone=routing.tone_of(state),
        model=steps.model_for("follow_up_prober", state, runtime),
        say=aloud("follow_up_prober", runtime),
    )
    # Brought back to the question, it is the question that is being answered.
    back = weakness.target is Target.BACK_TO_QUESTION
    return await steps.put_follow_up(state, runtime, follow_up, question.text if back else follow_up.text)


async def coach_answer(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Advise on the question as it came out, and count it."""
    if working.is_at_task(state):
        return await working.coach(state, runtime)
    context = runtime.context
    verdict = Verdict.model_validate(state["verdict"])
    advice = await coach.coach(
        Question.model_validate(state["question"]),
        "\n".join(state["answers"]),
        verdict,
        context.knowledge,
        model=steps.model_for("coach", state, runtime),
        drafted=lambda advice: tell(runtime, Drafted(verdict, advice)),
        say=aloud("coach", runtime),
        further=[
            (FollowUp.model_validate(asked).text, reply)
            for asked, reply in zip(state["follow_ups"], state["answers"][1:], strict=False)
        ],
    )
    return await steps.close_question(state, runtime, verdict, advice)


async def debrief(state: InterviewState, runtime: Runtime[InterviewContext]) -> Update:
    """Sum the session up."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    ended = state["ended"] or routing.end_reason(state)
    # An answer that was judged and not coached, since the candidate stopped, is practice too.
    await remember(state, context)
    turns = await context.store.turns(session.id)
    report = coach.sum_up(
        session,
        turns,
        context.knowledge,
        minutes=state["elapsed"] / 60,
        ended=ended,
        usage=context.account.usage if context.account is not None else None,
    )
    await context.store.put_report(session.id, report)
    # The answer that was not coached counts in the score, so it is one of those answered.
    session = touched(
        session, context, status=SessionStatus.FINISHED, score=report.overall, answered=report.answered
    )
    await context.store.save(session)
    return {"session": dump(session), "ended": ended, "route": ended}


def _seconds(message: CandidateMessage) -> float:
    if message.seconds is not None:
        return message.seconds
    return len(message.text.split()) / WORDS_PER_MINUTE * 60
