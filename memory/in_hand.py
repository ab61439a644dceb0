"""A session while one process works on it under its lock: read once, and kept as a whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    copy_checkpoint,
)

from domain.errors import UnknownSession, UnknownTurn
from domain.interview import CandidateMessage, Session, Turn
from domain.report import Report
from domain.rescoring import Rescoring
from domain.usage import TurnUsage
from memory.checkpoint_threads import Changes
from memory.checkpointer import RedisSaver
from memory.sessions import RedisSessionStore


@dataclass(slots=True)
class _Known:
    """What is known of the session: as the database has it, or as it was changed here since."""

    session: Session | None = None
    turns: dict[int, Turn] = field(default_factory=dict)
    has_all_turns: bool = False
    messages: dict[int, CandidateMessage | None] = field(default_factory=dict)
    checkpoint: CheckpointTuple | None = None


@dataclass(slots=True)
class _Changed:
    """What is still to be kept."""

    session: Session | None = None
    report: Report | None = None
    turns: dict[int, Turn] = field(default_factory=dict)
    usage: dict[int, TurnUsage] = field(default_factory=dict)
    thread: Changes = field(default_factory=Changes)


class InHand:
    """One session in `store` and `saver`, for whoever holds its lock: `self.store` and `self.saver` stand for
    these.

    Within `held` nothing is read twice. Within `as_a_whole` what is written waits for its end and is kept
    then in one script: transcript, session and checkpoint of a turn are there together, or nothing of them
    is. What the candidate says is no part of that: it is kept at once. Outside of both, and for any other
    session, all goes to the database.
    """

    def __init__(self, store: RedisSessionStore, saver: RedisSaver, session_id: str) -> None:
        self.session_id = session_id
        self.store = StoreInHand(self, store)
        self.saver = SaverInHand(self, saver)
        self._database = store
        self._checkpoints = saver
        self._known: _Known | None = None
        self._changed: _Changed | None = None

    @property
    def known(self) -> _Known | None:
        """What is known, None where nothing is to be remembered."""
        return self._known

    @property
    def changed(self) -> _Changed | None:
        """What waits to be kept, None where everything is kept at once."""
        return self._changed

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within this nobody else writes to the session; it may be entered again within itself."""
        if self._known is not None:
            yield
            return
        self._known = _Known()
        try:
            yield
        finally:
            self._known = None

    @asynccontextmanager
    async def as_a_whole(self) -> AsyncIterator[None]:
        """What is written within this is kept at its end, and nothing of it where that is an error.

        To be entered within `held`. Raises as the store and the checkpointer do, `UnknownSession` where the
        session was deleted meanwhile.
        """
        assert self._known is not None
        self._changed = _Changed()
        try:
            yield
            changed, self._changed = self._changed, None
            await self._keep(changed)
        except BaseException:
            # The next try begins with what the database has.
            self.start_anew()
            raise
        finally:
            self._changed = None

    def start_anew(self) -> None:
        """Know nothing: what was written is no longer as it was."""
        if self._known is not None:
            self._known = _Known()

    async def look(self, number: int) -> None:
        """Read at once what an answer to turn `number` needs of session and transcript.

        To be called within `held`.
        """
        assert self._known is not None
        found = await self._database.look(self.session_id, number)
        self._known.session = found.session
        if found.turn is not None:
            self._known.turns[number] = found.turn
        self._known.messages[number] = found.message

    async def _keep(self, changed: _Changed) -> None:
        if changed.session is not None:
            # First, as in `RedisSessionStore.save`: it stands in another slot.
            await self._database.list_session(changed.session)
        fields = self._database.fields(
            self.session_id, changed.session, changed.report, changed.turns.values(), changed.usage.values()
        )
        if not await self._checkpoints.keep_with(self.session_id, fields, changed.thread):
            raise UnknownSession(self.session_id)


class StoreInHand:
    """`memory.store.SessionStore` of a session that is in hand."""

    def __init__(self, hand: InHand, store: RedisSessionStore) -> None:
        self._hand = hand
        self._store = store

    def _known(self, session_id: str) -> _Known | None:
        return self._hand.known if session_id == self._hand.session_id else None

    def _changed(self, session_id: str) -> _Changed | None:
        return self._hand.changed if session_id == self._hand.session_id else None

    async def save(self, session: Session) -> None:
        """Keep `session` under its id."""
        if (changed := self._changed(session.id)) is not None:
            changed.session = session
        else:
            await self._store.save(session)
        if (known := self._known(session.id)) is not None:
            known.session = session

    async def session(self, session_id: str) -> Session:
        """The session with this id."""
        known = self._known(session_id)
        if known is not None and known.session is not None:
            return known.session
        session = await self._store.session(session_id)
        if known is not None:
            known.session = session
        return session

    async def sessions(self) -> list[Session]:
        """All sessions that can be read, as they are kept."""
        return await self._store.sessions()

    async def ids(self) -> list[str]:
        """The ids of all sessions."""
        return await self._store.ids()

    async def put_turn(self, session_id: str, turn: Turn) -> None:
        """Keep `turn` under its number."""
        if (changed := self._changed(session_id)) is not None:
            changed.turns[turn.number] = turn
        else:
            await self._store.put_turn(session_id, turn)
        if (known := self._known(session_id)) is not None:
            known.turns[turn.number] = turn

    async def turn(self, session_id: str, number: int) -> Turn:
        """Turn `number`."""
        known = self._known(session_id)
        if known is not None and number in known.turns:
            return known.turns[number]
        if known is not None and known.has_all_turns:
            raise UnknownTurn(session_id, number)
        turn = await self._store.turn(session_id, number)
        if known is not None:
            known.turns[number] = turn
        return turn

    async def turns(self, session_id: str) -> list[Turn]:
        """The session's turns in order."""
        known = self._known(session_id)
        if known is None:
            return await self._store.turns(session_id)
        if not known.has_all_turns:
            kept = {turn.number: turn for turn in await self._store.turns(session_id)}
            known.turns = kept | known.turns
            known.has_all_turns = True
        return [turn for _, turn in sorted(known.turns.items())]

    async def keep_message(self, session_id: str, number: int, message: CandidateMessage) -> bool:
        """Keep what the candidate said in turn `number`, once and now."""
        is_kept = await self._store.keep_message(session_id, number, message)
        if (known := self._known(session_id)) is not None:
            known.messages.pop(number, None)
            if is_kept:
                known.messages[number] = message
        return is_kept

    async def kept_message(self, session_id: str, number: int) -> CandidateMessage | None:
        """What was kept for turn `number`."""
        known = self._known(session_id)
        if known is not None and number in known.messages:
            return known.messages[number]
        message = await self._store.kept_message(session_id, number)
        if known is not None:
            known.messages[number] = message
        return message

    async def put_report(self, session_id: str, report: Report) -> None:
        """Keep the session's report."""
        if (changed := self._changed(session_id)) is not None:
            changed.report = report
        else:
            await self._store.put_report(session_id, report)

    async def report(self, session_id: str) -> Report | None:
        """The session's report."""
        if (changed := self._changed(session_id)) is not None and changed.report is not None:
            return changed.report
        return await self._store.report(session_id)

    async def put_usage(self, session_id: str, usage: TurnUsage) -> None:
        """Keep what language models took in a turn."""
        if (changed := self._changed(session_id)) is not None:
            changed.usage[usage.turn] = usage
        else:
            await self._store.put_usage(session_id, usage)

    async def usage(self, session_id: str) -> list[TurnUsage]:
        """What language models took, turn by turn."""
        kept = await self._store.usage(session_id)
        if (changed := self._changed(session_id)) is None:
            return kept
        found = {usage.turn: usage for usage in kept} | changed.usage
        return [usage for _, usage in sorted(found.items())]

    async def add_rescoring(self, session_id: str, rescoring: Rescoring) -> None:
        """Keep `rescoring` beside the others."""
        await self._store.add_rescoring(session_id, rescoring)

    async def rescorings(self, session_id: str) -> list[Rescoring]:
        """How the session was judged again."""
        return await self._store.rescorings(session_id)

    async def forget(self, session_id: str) -> None:
        """Delete every key of the session that this store wrote."""
        await self._store.forget(session_id)
        if session_id == self._hand.session_id:
            self._hand.start_anew()


class SaverInHand(BaseCheckpointSaver[str]):
    """The checkpointer of a session that is in hand, for graphs that run with asyncio."""

    def __init__(self, hand: InHand, saver: RedisSaver) -> None:
        super().__init__(serde=saver.serde)
        self._hand = hand
        self._saver = saver

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The checkpoint that `config` names, or the latest of its thread and namespace."""
        known = self._hand.known
        if known is None or not self._is_latest(config):
            return await self._saver.aget_tuple(config)
        if known.checkpoint is None:
            known.checkpoint = await self._saver.aget_tuple(config)
        # A run counts the versions on in what it was given.
        found = known.checkpoint
        return None if found is None else found._replace(checkpoint=copy_checkpoint(found.checkpoint))

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        """The checkpoints that are kept, newest first."""
        async for found in self._saver.alist(config, filter=filter, before=before, limit=limit):
            yield found

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Keep `checkpoint` and the values of the channels in `new_versions`."""
        self._no_longer_known()
        if (changed := self._hand.changed) is None:
            return await self._saver.aput(config, checkpoint, metadata, new_versions)
        put, put_at = self._saver.put_of(config, checkpoint, metadata, new_versions)
        changed.thread.puts.append(put)
        return put_at

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """Keep what a task wrote."""
        self._no_longer_known()
        if (changed := self._hand.changed) is None:
            await self._saver.aput_writes(config, writes, task_id, task_path)
        else:
            changed.thread.writes.append(self._saver.writes_of(config, writes, task_id, task_path))

    def get_next_version(self, current: str | None, channel: None) -> str:
        """The version after `current`."""
        return self._saver.get_next_version(current, channel)

    def _is_latest(self, config: RunnableConfig) -> bool:
        """Whether `config` means the latest checkpoint of the session that is in hand."""
        told = config["configurable"]
        is_ours = str(told["thread_id"]) == self._hand.session_id
        return is_ours and not told.get("checkpoint_ns") and not told.get("checkpoint_id")

    def _no_longer_known(self) -> None:
        if self._hand.known is not None:
            self._hand.known.checkpoint = None
