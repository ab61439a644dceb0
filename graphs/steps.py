"""What the nodes of both graphs do when something was asked, said, judged, or came to its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langgraph.runtime import Runtime

from agents import reasons
from agents.follow_up_prober.policy import Weakness
from agents.interviewer import agent as interviewer
from domain.errors import UnknownTurn
from domain.interview import Agenda, AgendaItem, FollowUp, MessageKind, Question, Session, Turn, TurnKind
from domain.report import Advice
from domain.verdict import Verdict
from graphs import counting, routing
from graphs.remembering import remember
from graphs.state import InterviewContext, InterviewState, Json
from graphs.telling import Coached, tell
from language.wording import shorten
from models.language_model import LanguageModel

_EARLIER_ANSWERS = 8
_EARLIER_LENGTH = 600
_PROBED = 12

Update = dict[str, Any]


def dump(value: Any) -> Json:
    """A domain value as the state keeps it."""
    dumped: Json = value.model_dump(mode="json")
    return dumped


def remembered(earlier: Sequence[str], answer: str) -> list[str]:
    """The answers that later ones are held against for contradictions, `answer` now among them."""
    return [*earlier, shorten(answer, _EARLIER_LENGTH)][-_EARLIER_ANSWERS:]


def touched(session: Session, context: InterviewContext, **changes: object) -> Session:
    """`session` with `changes`, as it stands after work in this run."""
    unmasked = session.unmasked or context.unmasked
    return session.model_copy(update={"updated_at": context.now(), "unmasked": unmasked, **changes})


def marked(state: InterviewState, context: InterviewContext) -> Update:
    """What a step that leaves the session as it is has to say of it: that nothing was masked, where so."""
    return {"session": {**state["session"], "unmasked": True}} if context.unmasked else {}


def at_the_beginning(session: Session, agenda: Agenda) -> Update:
    """The state before the first question."""
    return {
        "session": dump(session),
        "agenda": dump(agenda),
        "position": 0,
        "turn": 0,
        "answers": [],
        "earlier": [],
        "follow_ups": [],
        "probed": [],
        "verdict": None,
        "weakness": None,
        "elapsed": 0.0,
        "scored": 0,
        "score_sum": 0.0,
        "ended": "",
    }


def recently_probed(state: InterviewState) -> list[str]:
    """The session's last follow-ups; none is known of a session from before they were kept."""
    return state.get("probed", [])


def model_for(agent: str, state: InterviewState, runtime: Runtime[InterviewContext]) -> LanguageModel | None:
    """The language model of `agent`, None where it has none; what it does now is counted in this turn."""
    if runtime.context.account is not None:
        runtime.context.account.at_turn(state["turn"])
    return runtime.context.models.get(agent)


async def keep_usage(state: InterviewState, context: InterviewContext) -> None:
    """Keep what language models took in this turn so far."""
    usage = context.account.of_turn(state["turn"]) if context.account is not None else None
    if usage is not None and usage.agents:
        await context.store.put_usage(state["session"]["id"], usage)


async def put_question(
    state: InterviewState, runtime: Runtime[InterviewContext], question: Question
) -> Update:
    """Open a turn with `question`, and count it."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    session = touched(session, context, asked=session.asked + 1)
    turn = Turn(
        number=state["turn"] + 1,
        kind=TurnKind.QUESTION,
        question=question,
        said=question.spoken,
        asked_at=context.now(),
    )
    await context.store.put_turn(session.id, turn)
    await context.store.save(session)
    await keep_usage(state, context)
    counting.opened(turn)
    return {
        "session": dump(session),
        "question": dump(question),
        "asked": question.text,
        "turn": turn.number,
        "hints": 0,
        "answers": [],
        "follow_ups": [],
        "verdict": None,
        "weakness": None,
    }


async def put_reply(state: InterviewState, runtime: Runtime[InterviewContext], said: str) -> Update:
    """Open a turn with the answer to an aside."""
    context = runtime.context
    turn = Turn(
        number=state["turn"] + 1,
        kind=TurnKind.REPLY,
        question=Question.model_validate(state["question"]),
        said=said,
        asked_at=context.now(),
    )
    await context.store.put_turn(state["session"]["id"], turn)
    counting.opened(turn)
    given = hints_given(state) + (state["message"]["kind"] == MessageKind.HINT)
    return {"turn": turn.number, "hints": given, **marked(state, context)}


def hints_given(state: InterviewState) -> int:
    """How many hints there were on this question; none is known of sessions from before they were counted."""
    return state.get("hints", 0)


async def put_verdict(
    state: InterviewState,
    runtime: Runtime[InterviewContext],
    verdict: Verdict,
    weakness: Weakness | None,
    still_open: Weakness | None,
) -> Update:
    """Write the verdict into the turn.

    `weakness` is what a follow-up would dig at, `still_open` what is weak whether or not one would help.
    """
    update: Update = {
        **marked(state, runtime.context),
        "verdict": dump(verdict),
        "weakness": dump(weakness) if weakness is not None else None,
    }
    route = routing.evaluation_route({**state, **update}, still_open.why if still_open else "")  # type: ignore[typeddict-item]  # a state with news
    turn = (await current_turn(state, runtime)).model_copy(update={"verdict": verdict, "route": route})
    await runtime.context.store.put_turn(state["session"]["id"], turn)
    await keep_usage(state, runtime.context)
    counting.refined(verdict.provenance)
    return {**update, "route": reasons.way(route)}


async def put_follow_up(
    state: InterviewState, runtime: Runtime[InterviewContext], follow_up: FollowUp, asked: str
) -> Update:
    """Open a turn with `follow_up`; `asked` are the words that are answered from now on."""
    context = runtime.context
    turn = Turn(
        number=state["turn"] + 1,
        kind=TurnKind.FOLLOW_UP,
        question=Question.model_validate(state["question"]),
        said=follow_up.spoken,
        follow_up=follow_up,
        asked_at=context.now(),
    )
    await context.store.put_turn(state["session"]["id"], turn)
    await keep_usage(state, context)
    counting.opened(turn)
    return {
        **marked(state, context),
        "turn": turn.number,
        "asked": asked,
        "follow_ups": [*state["follow_ups"], dump(follow_up)],
        "probed": [*recently_probed(state), follow_up.text][-_PROBED:],
    }


async def close_question(
    state: InterviewState, runtime: Runtime[InterviewContext], verdict: Verdict, advice: Advice
) -> Update:
    """Write the advice into the turn, remember how the question went, and count it."""
    context = runtime.context
    session = Session.model_validate(state["session"])
    turn = (await current_turn(state, runtime)).model_copy(update={"verdict": verdict, "advice": advice})
    await context.store.put_turn(session.id, turn)
    await keep_usage(state, context)
    await remember(state, context)
    scored = state["scored"] + (verdict.score is not None)
    score_sum = await _score_sum(state, context) + score_of(verdict)
    session = touched(
        session,
        context,
        answered=session.answered + 1,
        unscored=session.unscored + (verdict.score is None),
        score=score_sum / scored if scored else None,
    )
    await context.store.save(session)
    counting.closed(verdict, advice)
    tell(runtime, Coached(turn))
    return {
        "session": dump(session),
        "position": state["position"] + 1,
        "earlier": remembered(state["earlier"], "\n".join(state["answers"])),
        "scored": scored,
        "score_sum": score_sum,
        "closed": {"turn": turn.number, "score": score_of(verdict)},
    }


def before(state: InterviewState) -> AgendaItem | None:
    """What was asked before, where it may be answered once more: in an interview, and in words alone."""
    position = state["position"]
    if position < 1 or state["session"].get("drill") or "agenda" not in state:
        return None
    items = Agenda.model_validate(state["agenda"]).items
    here, last = items[position] if position < len(items) else None, items[position - 1]
    return None if last.work is not None or here is None or here.work is not None else last


async def back_to_the_last(state: InterviewState, context: InterviewContext) -> Update:
    """The state in which the question before is asked next, as if it were unanswered; {} where none may be.

    Its first answer stays in the transcript with what was made of it, and counts until there is another.
    """
    if before(state) is None:
        return {}
    session = Session.model_validate(state["session"])
    # Both that question and this one are counted as they are asked again.
    session = touched(session, context, asked=max(session.asked - 2, 0))
    update: Update = {"position": state["position"] - 1, "session": dump(session)}
    closed = state.get("closed")
    turn = await context.store.turn(session.id, closed["turn"]) if closed is not None else None
    # Who skipped it has nothing to take back.
    if closed is None or turn is None or turn.question.id != interviewer.id_of(state["position"] - 1):
        return update
    is_scored = turn.verdict is not None and turn.verdict.score is not None
    # What was added is taken away again, but for what such sums lose at their last digit.
    scored, total = state["scored"] - is_scored, max(state["score_sum"] - closed["score"], 0.0)
    session = touched(
        session,
        context,
        answered=session.answered - 1,
        unscored=session.unscored - (not is_scored),
        score=min(total / scored, 1.0) if scored else None,
    )
    return {
        **update,
        "session": dump(session),
        "scored": scored,
        "score_sum": total,
        "earlier": state["earlier"][:-1],
        "closed": None,
    }


async def _score_sum(state: InterviewState, context: InterviewContext) -> float:
    """The scores so far; what was objected to since it was counted has another now."""
    closed = state.get("closed")
    if closed is None:
        return state["score_sum"]
    try:
        turn = await context.store.turn(state["session"]["id"], closed["turn"])
    except UnknownTurn:
        # Out of a file that lacks it: what was counted stands.
        return state["score_sum"]
    return state["score_sum"] + score_of(turn.verdict) - float(closed["score"])


def score_of(verdict: Verdict | None) -> float:
    """The score of a verdict, 0 where it has none."""
    return verdict.score.value if verdict is not None and verdict.score is not None else 0.0


async def current_turn(state: InterviewState, runtime: Runtime[InterviewContext]) -> Turn:
    """The turn that is being worked on."""
    return await runtime.context.store.turn(state["session"]["id"], state["turn"])
