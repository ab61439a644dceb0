"""Deleting sessions, and all that is kept."""

from __future__ import annotations

from app.bootstrap.memory import Memory
from app.session.bench import bench_of
from app.session.unsent import unsent_answer
from memory.forgetting import forget_everything, forget_session
from voice import keeping


async def forget(memory: Memory, session_id: str, *, drill: bool = False) -> None:
    """Delete every key of a session, or of a drill: its transcript, its report, its checkpoints; and its
    recordings."""
    await forget_session(memory.redis.client, session_id, memory.keys.drills if drill else memory.keys)
    unsent_answer(memory, session_id, drill=drill).remove()
    bench_of(memory, session_id, drill=drill).remove()
    if not drill:
        keeping.forget(memory.audio, session_id)
    elif session_id not in await memory.store.ids():
        # What was practised in a drill stands with that of interviews, whose ids are made apart from its own.
        await memory.mastery.forget(session_id)


async def forget_all(memory: Memory) -> None:
    """Delete every key of this person.

    Raises `SessionInUse`, and deletes nothing, where a session is open in another window.
    """
    ids, drills = await memory.store.ids(), await memory.drills.ids()
    unsent = [unsent_answer(memory, id_) for id_ in ids] + [
        unsent_answer(memory, id_, drill=True) for id_ in drills
    ]
    benches = [bench_of(memory, id_) for id_ in ids]
    await forget_everything(memory.redis.client, memory.keys)
    for answer in unsent:
        answer.remove()
    for bench in benches:
        bench.remove()
    for id_ in ids:
        # The folder of a workspace may hold other people's, as the database may.
        keeping.forget(memory.audio, id_)
