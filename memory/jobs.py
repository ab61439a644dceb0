"""A queue of jobs in a stream of Redis, and each user's jobs beside what else is theirs."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from domain.errors import MemoryUnavailable
from domain.jobs import Job
from memory.commands import AsyncClient, arun, command
from memory.keys import Keys
from memory.records import decode, encode

_GROUP = "workers"
_IDLE = 30.0
_MOST_KEPT = 100


class Entry(NamedTuple):
    """What stands in the stream: its own id, whose job it is, and which."""

    id: str
    user: str
    job: str


class RedisQueue:
    """The queue that all workers of a service share. `worker` names this one.

    The stream holds whose job is next and nothing else. An entry that a worker has taken is another's once it
    was left alone for half a minute, so that a worker that was killed costs time and no job.
    """

    def __init__(self, client: AsyncClient, worker: str, *, keys: Keys | None = None) -> None:
        self._client = client
        self._stream = (keys or Keys()).queue
        self._worker = worker
        self._is_made = False

    async def put(self, user: str, job_id: str) -> None:
        """Ask for a job. Sent twice, as after a reply that was lost, it is done once: its state says so."""
        await arun(self._client, command("XADD", self._stream, "*", "user", user, "job", job_id))

    async def take(self, seconds: float) -> Entry | None:
        """The next job, waited for at most `seconds`: first those that another took and left alone."""
        await self._make()
        try:
            return await self._next(seconds)
        except MemoryUnavailable as error:
            if "NOGROUP" not in str(error.__cause__):
                raise
            # The database was emptied meanwhile: the next call makes it again.
            self._is_made = False
            return None

    async def _next(self, seconds: float) -> Entry | None:
        idle = round(_IDLE * 1000)
        claim = command("XAUTOCLAIM", self._stream, _GROUP, self._worker, idle, "0-0", "COUNT", 1)
        if found := _entries((await arun(self._client, claim))[1]):
            return found[0]
        line = ("XREADGROUP", "GROUP", _GROUP, self._worker, "COUNT", 1, "BLOCK", round(seconds * 1000))
        read = await arun(self._client, command(*line, "STREAMS", self._stream, ">"))
        found = _entries(entries) if (entries := _of_one_stream(read)) else []
        return found[0] if found else None

    async def still_at(self, entry: Entry) -> None:
        """Keep a job that takes long from being taken for left alone."""
        # Without JUSTID: redis-py reads the reply to that as if there were none.
        again = command("XCLAIM", self._stream, _GROUP, self._worker, 0, entry.id)
        with contextlib.suppress(MemoryUnavailable):
            await arun(self._client, again)

    async def done(self, entry: Entry) -> None:
        """Take a job out of the queue."""
        await arun(self._client, command("XACK", self._stream, _GROUP, entry.id))
        await arun(self._client, command("XDEL", self._stream, entry.id))

    async def waiting(self) -> int:
        """How many jobs there are in the queue, those that are worked on among them."""
        return int(await arun(self._client, command("XLEN", self._stream)))

    async def _make(self) -> None:
        if self._is_made:
            return
        try:
            line = ("XGROUP", "CREATE", self._stream, _GROUP, "0", "MKSTREAM")
            await arun(self._client, command(*line))
        except MemoryUnavailable as error:
            # Another worker made it.
            if "BUSYGROUP" not in str(error.__cause__):
                raise
        self._is_made = True


class RedisJobs:
    """One user's jobs; of those that are over the last hundred are kept."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._key = (keys or Keys()).jobs

    async def put(self, job: Job) -> None:
        """Keep `job` in the place of what stood there."""
        await arun(self._client, command("HSET", self._key, job.id, encode(job)))

    async def job(self, job_id: str) -> Job | None:
        """The job with this id, None where there is none."""
        stored = await arun(self._client, command("HGET", self._key, job_id))
        return None if stored is None else decode(stored, Job, f"Job {job_id}")

    async def jobs(self) -> list[Job]:
        """All jobs, the one asked for last first."""
        found = await arun(self._client, command("HVALS", self._key))
        jobs = [decode(stored, Job, "A job") for stored in found]
        return sorted(jobs, key=lambda job: (job.queued_at, job.id), reverse=True)

    async def clear(self) -> None:
        """Let go of jobs that are over, but for the last hundred."""
        over = [job.id for job in await self.jobs() if job.is_over][_MOST_KEPT:]
        if over:
            await arun(self._client, command("HDEL", self._key, *over))


def _of_one_stream(read: Any) -> Any:
    """The entries in the reply to XREADGROUP on one stream, in any of the forms that it comes in."""
    if not read:
        return []
    if isinstance(read, dict):
        (entries,) = read.values()
        # One list of entries within another in RESP3.
        return entries[0] if entries and entries[0] and isinstance(entries[0][0], list | tuple) else entries
    return read[0][1]


def _entries(found: Sequence[Any]) -> list[Entry]:
    entries = []
    for entry_id, fields in found:
        flat = fields if isinstance(fields, dict) else dict(zip(fields[::2], fields[1::2], strict=True))
        told = {_text(name): _text(value) for name, value in flat.items()}
        entries.append(Entry(_text(entry_id), told["user"], told["job"]))
    return entries


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
