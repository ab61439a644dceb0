"""A LangGraph checkpointer for plain Redis (6.2 or later) and Valkey: no modules needed."""

from __future__ import annotations

import inspect
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from enum import Enum
from functools import cache
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, NamedTuple, Self, TypeVar, cast

import platformdirs
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    WRITES_IDX_MAP,
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    DeltaChannelHistory,
    get_checkpoint_id,
    get_serializable_checkpoint_metadata,
)
from langgraph.checkpoint.serde.base import SerializerProtocol
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

import domain.guide
import domain.interview
import domain.report
import domain.verdict
from domain.values import Frozen
from memory import checkpoint_layout as layout
from memory.checkpoint_threads import Changes, FoundCheckpoint, Put, TaskWrites, Threads
from memory.commands import AsyncClient, Plan, SyncClient, arun, run
from memory.connection import RedisHandle, open_redis
from memory.keys import Keys, namespace

Result = TypeVar("Result")

_PAGE = 20
# What belongs to no task (LangGraph's NULL_TASK_ID): an answer that no node has asked for yet.
_NO_TASK = "00000000-0000-0000-0000-000000000000"
_DOMAIN: tuple[ModuleType, ...] = (domain.guide, domain.interview, domain.report, domain.verdict)


@cache
def strict_serializer(*further: type) -> JsonPlusSerializer:
    """A serializer that rebuilds plain data, messages, our domain's values and the types `further`.

    LangGraph's default one imports and calls whatever a stored value names. Here a value of any other type
    comes back as plain data, and nothing of it is run.
    """
    ours = [
        (kind.__module__, kind.__name__)
        for module in _DOMAIN
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, (Frozen, Enum))
    ]
    named = [(kind.__module__, kind.__name__) for kind in further]
    return JsonPlusSerializer(allowed_msgpack_modules=[*ours, *named])


class _Place(NamedTuple):
    """What a config points at; `checkpoint_id` is "" for the latest."""

    thread_id: str
    namespace: str
    checkpoint_id: str

    @classmethod
    def of(cls, config: RunnableConfig) -> _Place:
        told = config["configurable"]
        return cls(str(told["thread_id"]), told.get("checkpoint_ns") or "", get_checkpoint_id(config) or "")

    def config(self) -> RunnableConfig:
        return {
            "configurable": {
                "thread_id": self.thread_id,
                "checkpoint_ns": self.namespace,
                "checkpoint_id": self.checkpoint_id,
            }
        }


class RedisSaver(BaseCheckpointSaver[str]):
    """Checkpoints in Redis or Valkey, for graphs that run with or without asyncio.

    Takes clients that exist (either or both; a cluster's too), or makes its own with `from_url`, which is a
    context manager both ways::

        with RedisSaver.from_url("redis://localhost:6379") as saver: ...
        async with RedisSaver.from_url("redis://localhost:6379") as saver: ...

    Reading a checkpoint is one round trip, and so is writing one: each is a script, so that another process
    sees all of it or nothing. docs/redis-layout.md describes the keys. `ttl_seconds` lets a thread expire
    as a whole so long after its last write; `now` tells the time (seconds since the epoch) for that.

    With `waits_only` a thread keeps the checkpoints that it waited in and the latest, each of those between
    taking the place of the one before it, and what a task wrote is kept with the checkpoint that comes of it
    alone. That is for graphs that run one node at a time: a crash costs the node that was running, as ever,
    but a node that ran beside one that failed runs again, too. Checkpoints that were put into a thread
    (`update_state`) stay.

    When Redis cannot be reached every method raises `domain.errors.MemoryUnavailable`, so that an outage
    never looks like a new thread; a thread that a later version of the program wrote is refused with
    `domain.errors.StoredByNewerVersion`.
    """

    def __init__(
        self,
        client: SyncClient | None = None,
        async_client: AsyncClient | None = None,
        *,
        serde: SerializerProtocol | None = None,
        keys: Keys | None = None,
        ttl_seconds: float | None = None,
        now: Callable[[], float] = time.time,
        waits_only: bool = False,
    ) -> None:
        super().__init__(serde=serde or strict_serializer())
        for given in (client, async_client):
            if given is not None and given.get_encoder().decode_responses:
                raise ValueError("RedisSaver stores bytes: make its clients without decode_responses=True.")
        self._client = client
        self._async_client = async_client
        self._threads = Threads(keys or Keys(), ttl_seconds, now)
        self._waits_only = waits_only
        self._owned: RedisHandle | None = None

    @classmethod
    def from_url(cls, url: str, **options: Any) -> Self:
        """A saver with clients of its own for `url`; `options` as in the constructor.

        Raises `MemoryUnavailable` when no Redis answers there.
        """
        handle = open_redis(url, Path())
        saver = cls(handle.sync_client, handle.client, **options)
        saver._owned = handle
        return saver

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._owned:
            self._owned.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._owned:
            await self._owned.aclose()

    # The contract of BaseCheckpointSaver, without and with asyncio. Both sides carry out the same plans,
    # which stand below.

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The checkpoint that `config` names, or the latest of its thread and namespace."""
        return self._run(self._get(_Place.of(config)))

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """As `get_tuple`."""
        return await self._arun(self._get(_Place.of(config)))

    def list(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> Iterator[CheckpointTuple]:
        """Checkpoints, newest first: of a namespace, of a thread, or (without config) thread by thread."""
        listing = _Listing(config, filter, before, limit)
        for thread_id in self._run(self._ids(config)):
            fields = self._run(self._fields(thread_id, listing))
            while fields and listing.goes_on:
                page, fields = fields[:_PAGE], fields[_PAGE:]
                yield from listing.matching(self._run(self._load(thread_id, page)))

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        """As `list`."""
        listing = _Listing(config, filter, before, limit)
        for thread_id in await self._arun(self._ids(config)):
            fields = await self._arun(self._fields(thread_id, listing))
            while fields and listing.goes_on:
                page, fields = fields[:_PAGE], fields[_PAGE:]
                for found in listing.matching(await self._arun(self._load(thread_id, page))):
                    yield found

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Keep `checkpoint` and the values of the channels in `new_versions`."""
        return self._run(self._put(config, checkpoint, metadata, new_versions))

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """As `put`."""
        return await self._arun(self._put(config, checkpoint, metadata, new_versions))

    def put_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """Keep what a task wrote. An ordinary write is kept once; special ones replace each other."""
        self._run(self._put_writes(config, writes, task_id, task_path))

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """As `put_writes`."""
        await self._arun(self._put_writes(config, writes, task_id, task_path))

    def delete_thread(self, thread_id: str) -> None:
        """Delete every key of the thread."""
        self._run(self._threads.delete(str(thread_id)))

    async def adelete_thread(self, thread_id: str) -> None:
        """As `delete_thread`."""
        await self._arun(self._threads.delete(str(thread_id)))

    def delete_for_runs(self, run_ids: Sequence[str]) -> None:
        """Delete the checkpoints that these runs made. Looks through all threads."""
        self._run(self._threads.delete_for_runs(list(map(str, run_ids))))

    async def adelete_for_runs(self, run_ids: Sequence[str]) -> None:
        """As `delete_for_runs`."""
        await self._arun(self._threads.delete_for_runs(list(map(str, run_ids))))

    def copy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """Make the target an exact copy of the source, with its history; what the target had is gone.

        Does nothing where the source does not exist.
        """
        self._run(self._threads.copy(str(source_thread_id), str(target_thread_id)))

    async def acopy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """As `copy_thread`."""
        await self._arun(self._threads.copy(str(source_thread_id), str(target_thread_id)))

    def prune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """Delete the history of the threads ("keep_latest"), or all of them ("delete").

        "keep_latest" keeps the latest checkpoint of each namespace, and those of its ancestors from which
        its delta channels are replayed.
        """
        self._run(self._threads.prune(list(map(str, thread_ids)), strategy))

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """As `prune`."""
        await self._arun(self._threads.prune(list(map(str, thread_ids)), strategy))

    def get_delta_channel_history(
        self, *, config: RunnableConfig, channels: Sequence[str]
    ) -> Mapping[str, DeltaChannelHistory]:
        """What delta channels are replayed from; one round trip however long the way back is."""
        return self._run(self._history(config, channels))

    async def aget_delta_channel_history(
        self, *, config: RunnableConfig, channels: Sequence[str]
    ) -> Mapping[str, DeltaChannelHistory]:
        """As `get_delta_channel_history`."""
        return await self._arun(self._history(config, channels))

    def get_next_version(self, current: str | None, channel: None) -> str:
        """The version after `current`: a number that sorts as text, and chance.

        Chance, because two branches of a thread may count alike and must not share a value. Kept short:
        versions are most of what a checkpoint weighs.
        """
        number = 0 if current is None else int(str(current).split(".", 1)[0])
        # From the system, not from `random`: forked processes share its state, and two different values would
        # get one version, which the graph takes for "nothing new".
        return f"{number + 1:08}.{secrets.randbits(40):010x}"

    # Carrying out plans.

    def _run(self, plan: Plan[Result]) -> Result:
        if self._client is None:
            plan.close()
            raise RuntimeError("This RedisSaver has an asynchronous client only: use the methods with `a`.")
        return run(self._client, plan)

    async def _arun(self, plan: Plan[Result]) -> Result:
        if self._async_client is None:
            plan.close()
            raise RuntimeError("This RedisSaver has a synchronous client only: use the methods without `a`.")
        return await arun(self._async_client, plan)

    # Between LangGraph's values and what is stored.

    def _get(self, place: _Place) -> Plan[CheckpointTuple | None]:
        found = yield from self._threads.get(*place)
        return self._tuple(place.thread_id, found) if found else None

    def _ids(self, config: RunnableConfig | None) -> Plan[Sequence[str]]:
        if config is not None:
            return [_Place.of(config).thread_id]
        return (yield from self._threads.ids())

    def _fields(self, thread_id: str, listing: _Listing) -> Plan[Sequence[bytes]]:
        """The checkpoints of a thread that the listing wants, newest first."""
        if listing.checkpoint_id and listing.namespace is not None:
            return [layout.field(listing.namespace, listing.checkpoint_id)]
        most = None if listing.filter else listing.left
        fields = yield from self._threads.checkpoints(thread_id, listing.namespace, listing.before_id, most)
        return [name for name in fields if listing.wants(name)]

    def _load(self, thread_id: str, fields: Sequence[bytes]) -> Plan[Sequence[CheckpointTuple]]:
        loaded = yield from self._threads.load(thread_id, fields)
        return [self._tuple(thread_id, found) for found in loaded]

    def _put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> Plan[RunnableConfig]:
        put, put_at = self.put_of(config, checkpoint, metadata, new_versions)
        yield from self._threads.put(_Place.of(config).thread_id, put)
        return put_at

    def put_of(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> tuple[Put, RunnableConfig]:
        """What `put` would keep, and what it would return."""
        place = _Place.of(config)
        told = get_serializable_checkpoint_metadata(config, metadata)
        values = checkpoint["channel_values"]
        without_values = {name: value for name, value in checkpoint.items() if name != "channel_values"}
        stored = layout.StoredCheckpoint(
            parent_id=place.checkpoint_id,
            run_id=str(told.get("run_id") or ""),
            delta_channels=list(told.get("counters_since_delta_snapshot") or ()),
            blobs=[
                layout.field(place.namespace, channel, str(version))
                for channel, version in checkpoint["channel_versions"].items()
            ],
            checkpoint=self.serde.dumps_typed(without_values),
            metadata=self.serde.dumps_typed(told),
        )
        blobs = {
            layout.field(place.namespace, channel, str(version)): self.serde.dumps_typed(values[channel])
            for channel, version in new_versions.items()
            if channel in values
        }
        put_at = place._replace(checkpoint_id=checkpoint["id"])
        # Without the values before it a delta channel could not be replayed.
        replaces = self._waits_only and told.get("source") == "loop" and not stored.delta_channels
        put = Put(place.namespace, checkpoint["id"], stored, blobs, replaces_parent=replaces)
        return put, put_at.config()

    def _put_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str
    ) -> Plan[None]:
        written = self.writes_of(config, writes, task_id, task_path)
        return self._threads.put_writes(_Place.of(config).thread_id, written)

    def writes_of(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str
    ) -> TaskWrites:
        """What `put_writes` would keep."""
        place = _Place.of(config)
        stored = [
            layout.StoredWrite(
                task_path,
                task_id,
                WRITES_IDX_MAP.get(channel, position),
                channel,
                self.serde.dumps_typed(value),
            )
            for position, (channel, value) in enumerate(writes)
            if not self._waits_only or channel in WRITES_IDX_MAP or task_id == _NO_TASK
        ]
        return TaskWrites(place.namespace, place.checkpoint_id, stored)

    async def keep_with(
        self, session_id: str, fields: Sequence[tuple[str, str, bytes]], changes: Changes
    ) -> bool:
        """Keep `changes` to the thread of a session, and `fields` of keys of the session, all at once.

        A field is its key, its name, its value. False, and nothing is kept, where there is no such session.
        """
        return await self._arun(self._threads.keep_with(session_id, fields, changes))

    def _history(
        self, config: RunnableConfig, channels: Sequence[str]
    ) -> Plan[Mapping[str, DeltaChannelHistory]]:
        seeds, writes = yield from self._threads.history(*_Place.of(config), channels)
        found: dict[str, DeltaChannelHistory] = {channel: {"writes": []} for channel in channels}
        for write in writes:
            found[write.channel]["writes"].append(self._pending(write))
        for channel, seed in seeds.items():
            found[channel]["seed"] = self.serde.loads_typed(seed)
        return found

    def _pending(self, write: layout.StoredWrite) -> tuple[str, str, Any]:
        return write.task_id, write.channel, self.serde.loads_typed(write.value)

    def _tuple(self, thread_id: str, found: FoundCheckpoint) -> CheckpointTuple:
        place = _Place(thread_id, found.namespace, found.checkpoint_id)
        parent = place._replace(checkpoint_id=found.stored.parent_id)
        checkpoint = cast(Checkpoint, self.serde.loads_typed(found.stored.checkpoint))
        checkpoint["channel_values"] = {
            channel: self.serde.loads_typed(value) for channel, value in found.values.items()
        }
        return CheckpointTuple(
            config=place.config(),
            checkpoint=checkpoint,
            metadata=cast(CheckpointMetadata, self.serde.loads_typed(found.stored.metadata)),
            parent_config=parent.config() if parent.checkpoint_id else None,
            pending_writes=[self._pending(write) for write in found.writes],
        )


class _Listing:
    """What a call of `list` asks for, and how much of it is still to come."""

    def __init__(
        self,
        config: RunnableConfig | None,
        filter: dict[str, Any] | None,
        before: RunnableConfig | None,
        limit: int | None,
    ) -> None:
        told = config["configurable"] if config else {}
        self.namespace: str | None = told.get("checkpoint_ns")
        self.checkpoint_id = (get_checkpoint_id(config) if config else None) or ""
        self.before_id = (get_checkpoint_id(before) if before else None) or ""
        self.filter = filter or {}
        self.left = limit

    @property
    def goes_on(self) -> bool:
        return self.left is None or self.left > 0

    def wants(self, field: bytes) -> bool:
        checkpoint_id = layout.parts(field)[1]
        if self.checkpoint_id and checkpoint_id != self.checkpoint_id:
            return False
        return not self.before_id or checkpoint_id < self.before_id

    def matching(self, page: Sequence[CheckpointTuple]) -> Iterator[CheckpointTuple]:
        for found in page:
            metadata = cast(dict[str, Any], found.metadata)
            if all(metadata.get(key) == value for key, value in self.filter.items()):
                if not self.goes_on:
                    return
                if self.left is not None:
                    self.left -= 1
                yield found


@asynccontextmanager
async def create_checkpointer() -> AsyncIterator[RedisSaver]:
    """The checkpointer for `langgraph.json`, on the database that the `interview` command uses.

    That is the one at REDIS_URL, else the one embedded in INTERVIEW_HOME or the user's data folder; the keys
    are those of INTERVIEW_NAMESPACE. Raises `ValueError` for a name that cannot be one.
    """
    keys = Keys.of(namespace(os.environ.get("INTERVIEW_NAMESPACE", "")))
    home = os.environ.get("INTERVIEW_HOME") or platformdirs.user_data_dir("mock-interviewer")
    async with open_redis(os.environ.get("REDIS_URL"), Path(home).expanduser() / "redis") as handle:
        yield RedisSaver(handle.sync_client, handle.client, keys=keys)
