"""Deleting sessions, and all that is kept."""

from __future__ import annotations

from app.bootstrap.memory import Memory
from app.session.unsent import unsent_answer
from memory.forgetting import forget_everything, forget_session


async def forget(memory: Memory, session_id: str) -> None:
    """Delete every key of a session: its transcript, its report, its checkpoints."""
    await forget_session(memory.redis.client, session_id, memory.keys)
    unsent_answer(memory, session_id).remove()


async def forget_all(memory: Memory) -> None:
    """Delete every key of this person.

    Raises `SessionInUse`, and deletes nothing, where a session is open in another window.
    """
    ids, drills = await memory.store.ids(), await memory.drills.ids()
    unsent = [unsent_answer(memory, id_) for id_ in ids] + [
        unsent_answer(memory, id_, drill=True) for id_ in drills
    ]
    await forget_everything(memory.redis.client, memory.keys)
    for answer in unsent:
        answer.remove()
