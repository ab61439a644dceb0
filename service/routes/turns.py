"""Turns: answered, gone on with after a crash, objected to, and code that is tried."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from agents.evaluator.objecting import Pointed
from app.bootstrap.memory import now
from app.past.revealing import revealed
from app.session.bench import MOST as MOST_CODE
from app.session.objecting import in_answer
from domain.errors import UnknownTurn
from domain.interview import CandidateMessage, MessageKind, SessionStatus, Turn
from domain.objection import Objection
from domain.shown import shown
from domain.values import Seconds
from domain.work import HandedIn, Work, WorkKind
from graphs.telling import Tell
from memory.sent import RedisSent, Sent
from memory.store import SessionStore
from service.holding import Held, held
from service.person import Person, Practiser
from service.problems import FINISHED, INVALID, KEY_REUSED, TURN_ANSWERED, UNUSABLE, Problem
from service.routes.sessions import Accept, Drill, Key, SessionId, sessions_of
from service.service import service_of
from service.streaming import answered, wants_stream
from service.views import SessionStep, session_view

_MOST_WORDS = 100_000
Number: TypeAlias = Annotated[int, Path(ge=1, le=1_000_000, description="The turn's number.")]


class Answer(BaseModel):
    """What the candidate says in a turn. The kind says what it is, the words never do.

    `text` is for `answer`, and at a task for `ask` and `aloud`; `seconds` is the time it took, where that is
    known. `code` is the solution of a task, which an `answer` hands in.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"text": "I replaced the nightly batch with a stream, and the run went to forty minutes."},
                {"kind": "hint"},
                {"kind": "stop"},
            ]
        },
    )

    kind: MessageKind = MessageKind.ANSWER
    text: str = Field(default="", max_length=_MOST_WORDS)
    seconds: Seconds | None = None
    code: str = Field(
        default="", max_length=MOST_CODE, description="What is handed in: code, findings, or a design."
    )
    better: str = Field(
        default="", max_length=MOST_CODE, description="The better version of code that was reviewed."
    )


class Said(BaseModel):
    """ "I did say that": the key point that is meant, and the words of the answer that say it.

    Without words the whole answer is meant.
    """

    model_config = ConfigDict(extra="forbid")

    key_point: str = Field(max_length=400, description="Its id, as the verdict has it.")
    words: str = Field(default="", max_length=_MOST_WORDS)


class Heard(BaseModel):
    """What came of an objection: the turn as it is now, and the objection with its ruling."""

    turn: Turn
    objection: Objection


class Attempt(BaseModel):
    """Work that is tried: code, a design for its drawing, a better version; nothing of it is kept."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(default="", max_length=MOST_CODE)
    better: str = Field(default="", max_length=MOST_CODE)


class Tried(BaseModel):
    """What came of work that was tried."""

    work: Work


router = APIRouter()
_SPOKEN = (MessageKind.ANSWER, MessageKind.ASK, MessageKind.ALOUD)


@router.post("/{session_id}/turns/{number}/answer", response_model=SessionStep)
async def answer(
    request: Request,
    person: Practiser,
    drill: Drill,
    session_id: SessionId,
    number: Number,
    said: Answer,
    key: Key = "",
    accept: Accept = "",
) -> Response | SessionStep:
    """Answer the turn that waits, or ask for something (`skip`, `stop`, `repeat`, `clarify`, `hint`).

    The answer is kept before anything is done with it. With `Accept: text/event-stream` the checked words
    come as events, all that was said so far each time: `words` (WordsEvent), `drafted` (DraftedEvent),
    `coached` (Turn), and `outcome` (SessionStep) last, or `problem` (ProblemDetails).
    """
    session = await sessions_of(person, drill).session(session_id)
    digest = sha256(said.model_dump_json().encode()).hexdigest()

    async def work(tell: Tell) -> SessionStep:
        async with held(person.workspace, session, person.allowance.model_tokens_a_day) as here:
            return await _answered(person, drill, here, number, said, key, digest, tell)

    streams = wants_stream(accept)
    return await answered(service_of(request), person.workspace, session, work, streams=streams)


async def _answered(
    person: Person,
    drill: bool,
    here: Held,
    number: int,
    said: Answer,
    key: str,
    digest: str,
    tell: Tell,
) -> SessionStep:
    """What comes of an answer in a session that is ours now; of one that was sent before, what came then."""
    session_id = here.sitting.session.id
    sent = person.workspace.sent_in_drills if drill else person.workspace.sent
    before = await sent.found(session_id, key) if key else None
    if before is not None and before != Sent(turn=number, digest=digest):
        raise Problem(KEY_REUSED, "This Idempotency-Key was sent with another answer, or for another turn.")
    await here.interview.look(number)
    turn = await _waiting(here.interview.store, session_id, number, again=before is not None)
    if turn is not None:
        message = _message(turn, said)
        await _keep_key(sent, session_id, key, Sent(turn=number, digest=digest))
        step = await here.interview.answer(number, message, tell)
    else:
        # It was kept; whoever kept it may have died before anything was done with it.
        step = await here.interview.go_on(tell)
    return await _outcome(here.interview.store, session_id, number, list(here.notices(step)))


async def _keep_key(sent: RedisSent, session_id: str, key: str, what: Sent) -> None:
    if key and await sent.keep(session_id, key, what) != what:
        raise Problem(KEY_REUSED, "This Idempotency-Key was sent with another answer, or for another turn.")


async def _waiting(store: SessionStore, session_id: str, number: int, *, again: bool) -> Turn | None:
    """Turn `number` where it waits for an answer; None where it was answered, and this is sent `again`.

    Raises `Problem` where it was answered otherwise, or is not the one that waits, and `UnknownTurn`.
    """
    session = await store.session(session_id)
    turn = await store.turn(session_id, number)
    kept = await store.kept_message(session_id, number)
    if kept is None and session.status is SessionStatus.OPEN:
        return turn
    if again:
        return None
    if session.status is SessionStatus.FINISHED:
        raise Problem(FINISHED, "There is nothing more to answer: it has a report.")
    raise Problem(TURN_ANSWERED, f"Turn {number} was answered. The session says which one waits.")


def _message(turn: Turn, said: Answer) -> CandidateMessage:
    """What was sent as a message. Raises `Problem` where the turn takes none like it."""
    text = shown(said.text).strip()
    work = turn.question.work
    if said.kind in (MessageKind.ASK, MessageKind.ALOUD) and work is None:
        raise Problem(INVALID, f"`{said.kind.value}` is for tasks, and this question is none.")
    handed = said.code or said.better
    if handed and (work is None or said.kind is not MessageKind.ANSWER):
        raise Problem(INVALID, "`code` is for the answer to a task.")
    if said.better and work is not WorkKind.REVIEW:
        raise Problem(INVALID, "`better` is for the answer to a review.")
    if said.kind in _SPOKEN and not text and not handed:
        raise Problem(
            INVALID, f"`text` is empty: say something, or ask for something else than `{said.kind.value}`."
        )
    handed_in = (
        HandedIn(kind=work, text=said.code, better=said.better) if work is not None and handed else None
    )
    return CandidateMessage(
        kind=said.kind,
        text=text if said.kind in _SPOKEN else "",
        words="" if said.kind in _SPOKEN else text,
        at=now(),
        seconds=said.seconds if said.kind in _SPOKEN else None,
        work=handed_in,
    )


async def _outcome(store: SessionStore, session_id: str, number: int, notices: list[str]) -> SessionStep:
    """What came of the answer to turn `number`, as it is kept: the same however often it is asked for."""
    session = await store.session(session_id)
    answered = await store.turn(session_id, number)
    try:
        following: Turn | None = await store.turn(session_id, number + 1)
    except UnknownTurn:
        following = None
    return SessionStep(
        session=session_view(session),
        answered=revealed(answered, session),
        next=revealed(following, session) if following is not None else None,
        report=await store.report(session_id) if following is None else None,
        notices=notices,
    )


@router.post("/{session_id}/resume", response_model=SessionStep)
async def resume(
    request: Request, person: Practiser, drill: Drill, session_id: SessionId, accept: Accept = ""
) -> Response | SessionStep:
    """Go on where a session was left, whatever ended the request that held it.

    An answer that was kept and not worked on yet is worked on now; `next` waits for one.
    """
    store = sessions_of(person, drill)
    session = await store.session(session_id)

    async def work(tell: Tell) -> SessionStep:
        async with held(person.workspace, session, person.allowance.model_tokens_a_day) as here:
            step = await here.interview.go_on(tell)
            judged = revealed(step.judged, step.session) if step.judged is not None else None
            return SessionStep(
                session=session_view(step.session),
                answered=judged,
                next=revealed(step.waiting, step.session) if step.waiting is not None else None,
                report=step.report,
                notices=list(here.notices(step)),
            )

    streams = wants_stream(accept)
    return await answered(service_of(request), person.workspace, session, work, streams=streams)


@router.post("/{session_id}/turns/{number}/said")
async def said(
    request: Request, person: Practiser, drill: Drill, session_id: SessionId, number: Number, what: Said
) -> Heard:
    """ "I did say that": look again at what was found of one key point of the turn judged last."""
    store = sessions_of(person, drill)
    session = await store.session(session_id)
    turn = await store.turn(session_id, number)
    if revealed(turn, session).verdict is None:
        raise Problem(UNUSABLE, "There is no verdict on this turn that may be seen now.")

    async def work() -> Heard:
        async with held(person.workspace, session) as here:
            answer = await here.interview.said_to(turn)
            words = in_answer(what.words or answer, answer)
            if words is None:
                raise Problem(UNUSABLE, "These words do not stand in the answer.")
            if turn.verdict is None or all(
                each.key_point.id != what.key_point for each in turn.verdict.key_points
            ):
                raise Problem(UNUSABLE, "The verdict has no key point of this id.")
            judged, objection = await here.interview.look_again(number, Pointed(what.key_point, words))
            return Heard(turn=revealed(judged, session), objection=objection)

    return await service_of(request).done(work())


@router.post("/{session_id}/turns/{number}/try")
async def try_work(
    request: Request, person: Practiser, drill: Drill, session_id: SessionId, number: Number, attempt: Attempt
) -> Tried:
    """Run a solution on its examples, where it can harm nothing, or see how a drawing is read.

    Nothing of it is kept.
    """
    store = sessions_of(person, drill)
    session = await store.session(session_id)
    turn = await store.turn(session_id, number)
    if turn.question.work is None:
        raise Problem(INVALID, "The question is no task.")

    async def work() -> Tried:
        async with held(person.workspace, session) as here:
            return Tried(work=await here.interview.try_work(turn, attempt.code, attempt.better))

    return await service_of(request).done(work())
