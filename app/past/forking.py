"""A new session that answers again from a turn of an old one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.past.states import put_states, waiting_state
from domain.errors import InterviewError, UnknownSession, UnknownTurn
from domain.interview import Session, Turn
from graphs.interview import Graph
from memory.store import SessionStore


class NoStateKept(InterviewError):
    """The transcript is there, and the state to go on from is not."""

    exit_code = 5

    def __init__(self, session_id: str, number: int, origin: str = "") -> None:
        where = f" It stood in session {origin}, which was deleted." if origin else ""
        super().__init__(
            f"The state of session {session_id} at turn {number} is no longer kept, so nothing can go on "
            f"from there.{where} `interview replay {session_id}` still shows it."
        )


async def fork(
    store: SessionStore, graph: Graph, session_id: str, number: int, new_id: str, now: datetime
) -> Session:
    """Make the session `new_id`, which waits in turn `number` of `session_id` as that one did.

    The original is only read; where it is a fork itself, and the turn was copied, the state is that of the
    session it was forked from. Raises `UnknownTurn`, and `NoStateKept` where the checkpoint is gone.
    """
    turns = await store.turns(session_id)
    if all(turn.number != number for turn in turns):
        raise UnknownTurn(session_id, number)
    values = await _state(store, graph, session_id, number, up_to(turns, number))
    # As the session stood then: its counts and its score are those of that moment.
    then = Session.model_validate(values["session"])
    forked = then.model_copy(
        update={
            "id": new_id,
            "forked_from": session_id,
            "simulated": False,
            "started_at": now,
            "updated_at": now,
        }
    )
    state = {**values, "session": forked.model_dump(mode="json")}
    await put_transcript(store, forked, [asked_again(turn, number, now) for turn in up_to(turns, number)])
    # After the transcript: killed in between, the fork is there to be seen and forgotten.
    await put_states(graph, new_id, [state])
    return forked


async def _state(
    store: SessionStore, graph: Graph, session_id: str, number: int, turns: Sequence[Turn]
) -> dict[str, Any]:
    """The state in which `session_id` waited in turn `number`, after `turns`. Raises `NoStateKept`."""
    at, seen = session_id, {session_id}
    while (values := await waiting_state(graph, at, number)) is None:
        origin = (await store.session(at)).forked_from
        if not origin or origin in seen:
            raise NoStateKept(session_id, number)
        try:
            same = up_to(await store.turns(origin), number) == list(turns)
        except UnknownSession as forgotten:
            raise NoStateKept(session_id, number, origin) from forgotten
        # Only where everything was the same until then is the state; a fork's later turns are its own.
        if not same:
            raise NoStateKept(session_id, number)
        at = origin
        seen.add(origin)
    return values


def up_to(turns: Sequence[Turn], number: int) -> list[Turn]:
    """The turns of a transcript until `number`, that one included."""
    return [turn for turn in turns if turn.number <= number]


async def put_transcript(store: SessionStore, session: Session, turns: Sequence[Turn]) -> None:
    """Keep a whole session under its id, its messages as kept messages too."""
    await store.save(session)
    for turn in turns:
        if turn.message is not None:
            await store.keep_message(session.id, turn.number, turn.message)
        await store.put_turn(session.id, turn)


def asked_again(turn: Turn, number: int, now: datetime) -> Turn:
    """A turn as it stands in the fork: those before `number` as they were, that one just asked."""
    if turn.number != number:
        return turn
    update = {
        "asked_at": now,
        "message": None,
        "verdict": None,
        "advice": None,
        "route": None,
        "objections": (),
    }
    return turn.model_copy(update=update)
