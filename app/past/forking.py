"""A new session that answers again from a turn of an old one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.past.states import put_states, waiting_state
from app.session.interviewing import Graph
from domain.errors import InterviewError, UnknownTurn
from domain.interview import Session, Turn
from memory.store import SessionStore


class NoStateKept(InterviewError):
    """The transcript is there, and the state to go on from is not."""

    exit_code = 5

    def __init__(self, session_id: str, number: int) -> None:
        super().__init__(
            f"The state of session {session_id} at turn {number} is no longer kept, so nothing can go on "
            f"from there. `interview replay {session_id}` still shows it."
        )


async def fork(
    store: SessionStore, graph: Graph, session_id: str, number: int, new_id: str, now: datetime
) -> Session:
    """Make the session `new_id`, which waits in turn `number` of `session_id` as that one did.

    The original is only read. Raises `UnknownTurn`, and `NoStateKept` where the checkpoint is gone.
    """
    turns = await store.turns(session_id)
    if all(turn.number != number for turn in turns):
        raise UnknownTurn(session_id, number)
    values = await waiting_state(graph, session_id, number)
    if values is None:
        raise NoStateKept(session_id, number)
    # As the session stood then: its counts and its score are those of that moment.
    then = Session.model_validate(values["session"])
    forked = then.model_copy(
        update={"id": new_id, "forked_from": session_id, "started_at": now, "updated_at": now}
    )
    state = {**values, "session": forked.model_dump(mode="json")}
    await put_transcript(
        store, forked, [_asked_again(turn, number, now) for turn in turns if turn.number <= number]
    )
    # After the transcript: killed in between, the fork is there to be seen and forgotten.
    await put_states(graph, new_id, [state])
    return forked


async def put_transcript(store: SessionStore, session: Session, turns: Sequence[Turn]) -> None:
    """Keep a whole session under its id, its messages as kept messages too."""
    await store.save(session)
    for turn in turns:
        if turn.message is not None:
            await store.keep_message(session.id, turn.number, turn.message)
        await store.put_turn(session.id, turn)


def _asked_again(turn: Turn, number: int, now: datetime) -> Turn:
    """A turn as it stands in the fork: those before `number` as they were, that one just asked."""
    if turn.number != number:
        return turn
    update = {"asked_at": now, "message": None, "verdict": None, "advice": None, "route": ""}
    return turn.model_copy(update=update)
