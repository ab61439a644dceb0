"""Checkpoint threads in Redis: each operation as a plan of round trips, in terms of stored bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, NamedTuple, Self

from memory.checkpoint_layout import (
    StoredCheckpoint,
    StoredWrite,
    Typed,
    field,
    namespace_prefix,
    pack_typed,
    part,
    parts,
    stored_writes,
    unpack_typed,
)
from memory.commands import Argument, Plan, command, invoke
from memory.keys import Keys


class FoundCheckpoint(NamedTuple):
    """A checkpoint with everything that belongs to it. `writes` are in the order in which they apply."""

    namespace: str
    checkpoint_id: str
    stored: StoredCheckpoint
    values: Mapping[str, Typed]
    writes: Sequence[StoredWrite]

    @classmethod
    def of(cls, reply: Sequence[Any]) -> Self:
        """Out of a script's reply: field, value, blobs, fields of writes, writes."""
        name, packed, blobs, write_fields, writes = reply
        namespace, checkpoint_id = parts(name)
        stored = StoredCheckpoint.unpacked(packed)
        # A channel that is empty, or whose value is replayed from its ancestors, has no blob.
        values = {
            parts(blob)[1]: unpack_typed(value)
            for blob, value in zip(stored.blobs, blobs, strict=True)
            if value is not None
        }
        return cls(namespace, checkpoint_id, stored, values, stored_writes(write_fields, writes))


class Put(NamedTuple):
    """A checkpoint to be kept and, under their fields, the values that changed with it.

    Where it `replaces_parent`, that goes in the same moment, unless the thread waited in it.
    """

    namespace: str
    checkpoint_id: str
    stored: StoredCheckpoint
    blobs: Mapping[bytes, Typed]
    replaces_parent: bool = False

    def arguments(self) -> list[Argument]:
        """What the script is told of it."""
        place = field(self.namespace, self.checkpoint_id)
        flat = [each for name, value in self.blobs.items() for each in (name, pack_typed(value))]
        return [place, self.stored.packed(), "1" if self.replaces_parent else "", *flat]


class TaskWrites(NamedTuple):
    """What one task wrote, to be kept with a checkpoint."""

    namespace: str
    checkpoint_id: str
    stored: Sequence[StoredWrite]

    def arguments(self) -> list[Argument]:
        """What the script is told of it; there has to be something."""
        place = field(self.namespace, self.checkpoint_id, self.stored[0].task_id)
        flat = [each for write in self.stored for each in (b"%d" % write.position, write.packed())]
        return [place, *flat]


@dataclass(slots=True)
class Changes:
    """What is to be kept of a thread, in its order."""

    puts: list[Put] = dataclass_field(default_factory=list)
    writes: list[TaskWrites] = dataclass_field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Threads:
    """The checkpoint threads under `keys`; see `memory.checkpointer.RedisSaver` for what each plan promises.

    A `checkpoint_id` of "" means the latest of its namespace. `now` gives seconds since the epoch.
    """

    keys: Keys
    ttl_seconds: float | None
    now: Callable[[], float]

    def get(self, thread_id: str, namespace: str, checkpoint_id: str) -> Plan[FoundCheckpoint | None]:
        """One checkpoint."""
        target = field(namespace, checkpoint_id) if checkpoint_id else b""
        reply = yield from invoke(
            "checkpoint/get", self.keys.thread(thread_id), namespace_prefix(namespace), target
        )
        return FoundCheckpoint.of(reply) if reply else None

    def ids(self) -> Plan[Sequence[str]]:
        """All threads."""
        yield from command("ZREMRANGEBYSCORE", self.keys.threads, "-inf", f"({self.now()}")
        members = yield from command("ZRANGE", self.keys.threads, 0, -1)
        return [member.decode("utf-8", "surrogatepass") for member in members]

    def checkpoints(
        self, thread_id: str, namespace: str | None, before_id: str, most: int | None
    ) -> Plan[Sequence[bytes]]:
        """The fields of the thread's checkpoints, newest first; of all namespaces where it is None.

        The bounds `before_id` ("" for none) and `most` apply within a namespace only.
        """
        keys = self.keys.thread(thread_id)
        if namespace is None:
            fields = yield from invoke("checkpoint/ids", keys, b"", b"", "")
            return sorted(fields, key=lambda name: parts(name)[1], reverse=True)
        upper = field(namespace, before_id) if before_id else b""
        count = "" if most is None else most
        fields = yield from invoke("checkpoint/ids", keys, namespace_prefix(namespace), upper, count)
        return list(fields)

    def load(self, thread_id: str, fields: Sequence[bytes]) -> Plan[Sequence[FoundCheckpoint]]:
        """The checkpoints with these fields, without those that are gone by now."""
        loaded = yield from invoke("checkpoint/load", self.keys.thread(thread_id), *fields)
        return [FoundCheckpoint.of(reply) for reply in loaded if reply]

    def put(self, thread_id: str, put: Put) -> Plan[None]:
        """Keep a checkpoint."""
        listed = yield from invoke(
            "checkpoint/put", self.keys.thread(thread_id), self._ttl(), _raw(thread_id), *put.arguments()
        )
        if not listed:
            yield from self._list(thread_id)

    def put_writes(self, thread_id: str, writes: TaskWrites) -> Plan[None]:
        """Keep writes of one task: those with a negative position replace what stands there."""
        if writes.stored:
            arguments = self._ttl(), _raw(thread_id), *writes.arguments()
            yield from invoke("checkpoint/put_writes", self.keys.thread(thread_id), *arguments)

    def keep_with(
        self, session_id: str, fields: Sequence[tuple[str, str, bytes]], changes: Changes
    ) -> Plan[bool]:
        """Keep `changes` and `fields` of keys of the session, each its key, name and value, at once.

        False, and nothing is kept, where there is no such session.
        """
        keys = self.keys.session(session_id)
        others = list(dict.fromkeys((keys.session, *(key for key, _, _ in fields))))
        thread = self.keys.thread(session_id)
        arguments: list[Argument] = [self._ttl(), _raw(session_id), len(fields)]
        for key, name, value in fields:
            arguments += (len(thread) + 1 + others.index(key), name, value)
        for parts_ in (changes.puts, [each for each in changes.writes if each.stored]):
            arguments.append(len(parts_))
            for each in parts_:
                told = each.arguments()
                arguments += (len(told), *told)
        listed = yield from invoke("checkpoint/keep_with", (*thread, *others), *arguments)
        if listed < 0:
            return False
        if not listed and changes.puts:
            yield from self._list(session_id)
        return True

    def delete(self, thread_id: str) -> Plan[None]:
        """Delete a thread."""
        yield from invoke("checkpoint/delete", self.keys.thread(thread_id))
        yield from self.unlist(thread_id)

    def delete_for_runs(self, run_ids: Sequence[str]) -> Plan[None]:
        """Delete the checkpoints of these runs, in whatever thread they are."""
        if not run_ids:
            return
        for thread_id in (yield from self.ids()):
            keys = self.keys.thread(thread_id)
            if (yield from invoke("checkpoint/delete_runs", keys, *map(part, run_ids))) == 0:
                yield from self.unlist(thread_id)

    def copy(self, source: str, target: str) -> Plan[None]:
        """Replace a thread by a copy of another, if that exists."""
        if source == target:
            return
        # Not COPY: on a cluster the two threads may live on different nodes.
        dumped = yield from invoke("checkpoint/dump", self.keys.thread(source))
        if dumped[0] is None:
            return
        content = [value or b"" for value in dumped]
        yield from invoke("checkpoint/restore", self.keys.thread(target), self._ttl(), _raw(target), *content)
        yield from self._list(target)

    def prune(self, thread_ids: Sequence[str], strategy: str) -> Plan[None]:
        """Delete the history of these threads, or the threads."""
        if strategy not in {"keep_latest", "delete"}:
            raise ValueError(f'A pruning strategy is "keep_latest" or "delete", not {strategy!r}.')
        for thread_id in thread_ids:
            if strategy == "delete":
                yield from self.delete(thread_id)
            elif (yield from invoke("checkpoint/prune", self.keys.thread(thread_id))) == 0:
                yield from self.unlist(thread_id)

    def history(
        self, thread_id: str, namespace: str, checkpoint_id: str, channels: Sequence[str]
    ) -> Plan[tuple[Mapping[str, Typed], Sequence[StoredWrite]]]:
        """For each channel its nearest stored value among the ancestors, and its writes since then.

        The writes of all channels come together, the oldest first.
        """
        if not channels:
            return {}, []
        target = field(namespace, checkpoint_id) if checkpoint_id else b""
        seeds, steps = yield from invoke(
            "checkpoint/history",
            self.keys.thread(thread_id),
            namespace_prefix(namespace),
            target,
            *map(part, channels),
        )
        found = {
            channel: unpack_typed(seed)
            for channel, seed in zip(channels, seeds, strict=True)
            if seed is not None
        }
        return found, [write for step in reversed(steps) for write in stored_writes(*step)]

    def _list(self, thread_id: str) -> Plan[None]:
        """Put a thread into the list of threads, which is in another slot than the thread.

        The thread is marked as listed only afterwards: a process that ends in between leaves it to the next
        put to list it. A thread that expires is never marked, since each put changes when it expires.
        """
        expires = "+inf" if self.ttl_seconds is None else str(self.now() + self.ttl_seconds)
        yield from command("ZADD", self.keys.threads, expires, _raw(thread_id))
        if self.ttl_seconds is None:
            yield from invoke("checkpoint/listed", self.keys.thread(thread_id))

    def unlist(self, thread_id: str) -> Plan[None]:
        """Take a thread out of the list of threads."""
        yield from command("ZREM", self.keys.threads, _raw(thread_id))

    def _ttl(self) -> str:
        return "" if self.ttl_seconds is None else str(max(1, round(self.ttl_seconds * 1000)))


def _raw(thread_id: str) -> bytes:
    return thread_id.encode("utf-8", "surrogatepass")
