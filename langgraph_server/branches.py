"""The transcript of a thread that went back, or that is a copy: each way has one of its own."""

from __future__ import annotations

from typing import Any

from app.bootstrap.memory import new_session_id, now
from app.past.forking import asked_again, put_transcript, up_to
from domain.errors import UnknownSession
from domain.interview import Session
from memory.store import SessionStore


async def session_of(store: SessionStore, thread_id: str, values: dict[str, Any]) -> Session:
    """The session of a thread whose state is `values`; where the thread is a copy, one that begins with what
    was said in the original until then.

    Raises `UnknownSession` where it was forgotten.
    """
    there = Session.model_validate(values["session"])
    if there.id == thread_id:
        return await store.session(thread_id)
    try:
        return await store.session(thread_id)
    except UnknownSession:
        number = values["turn"]
        turns = up_to(await store.turns(there.id), number)
        copied = there.model_copy(update={"id": thread_id, "forked_from": there.id, "updated_at": now()})
        await put_transcript(store, copied, [asked_again(turn, number, now()) for turn in turns])
        return copied


async def went_back(store: SessionStore, thread_id: str, number: int) -> bool:
    """Whether a thread that waits in turn `number` was further on before."""
    turns = await store.turns(thread_id)
    return any(turn.number > number or (turn.number == number and turn.message is not None) for turn in turns)


def as_it_stood(session: Session, values: dict[str, Any]) -> Session:
    """`session` with the counts and the score of the moment when its state was `values`."""
    then = Session.model_validate(values["session"])
    of_now = {"id": session.id, "forked_from": session.forked_from, "updated_at": now()}
    return then.model_copy(update=of_now)


async def keep_apart(store: SessionStore, session: Session, number: int) -> None:
    """Let the transcript of `session` go back to turn `number`, in which it waits.

    What was said from there on is kept in a session of its own, which is listed with the others.
    """
    moment, name = session.updated_at, session.id
    before, turns = await store.session(name), await store.turns(name)
    usage, report = await store.usage(name), await store.report(name)
    apart = new_session_id(await store.ids(), moment)
    await put_transcript(store, before.model_copy(update={"id": apart, "forked_from": name}), turns)
    for used in usage:
        await store.put_usage(apart, used)
    if report is not None:
        await store.put_report(apart, report)
    # Only now: killed in between, nothing is lost.
    await store.forget(name)
    await put_transcript(store, session, [asked_again(turn, number, moment) for turn in up_to(turns, number)])
    for used in usage:
        if used.turn <= number:
            await store.put_usage(name, used)
