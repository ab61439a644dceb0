"""Commands and scripts on a Redis client, with every failure told as `MemoryUnavailable`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from redis.exceptions import (
    AuthenticationError,
    NoScriptError,
    RedisClusterException,
    RedisError,
    ResponseError,
)
from redis.exceptions import TimeoutError as RedisTimeout
from redis.sentinel import MasterNotFoundError

from domain.errors import MemoryUnavailable, StoredByNewerVersion
from memory import refusals
from memory.cancelling import never_swallowed
from memory.failing_over import ask, is_patient
from telemetry.counters import count
from telemetry.logs import Value
from telemetry.watching import watched

if TYPE_CHECKING:
    import redis
    import redis.asyncio

SyncClient: TypeAlias = "redis.Redis | redis.RedisCluster"
AsyncClient: TypeAlias = "redis.asyncio.Redis | redis.asyncio.RedisCluster"
Argument: TypeAlias = str | bytes | int | float
Result = TypeVar("Result")

_AT_ONCE = 500
_SCRIPTS = Path(__file__).parent / "scripts"
_NEWER_LAYOUT = "NEWERLAYOUT"


@dataclass(frozen=True, slots=True)
class Script:
    """A Lua script and the digest under which Redis keeps it."""

    name: str
    source: str
    digest: str


@cache
def script(name: str) -> Script:
    """The script memory/scripts/`name`.lua, with the common.lua of its folder, if any, in front."""
    file = _SCRIPTS / f"{name}.lua"
    parts = [part.read_text("utf-8") for part in (file.parent / "common.lua", file) if part.exists()]
    source = "\n".join(parts)
    # Redis itself names scripts by their SHA-1; nothing rests on its strength.
    return Script(name, source, sha1(source.encode(), usedforsecurity=False).hexdigest())


@dataclass(frozen=True, slots=True)
class Call:
    """One round trip that is still to be made: a command, or a script with its keys."""

    command: tuple[Argument, ...] = ()
    script: Script | None = None
    keys: Sequence[str] = ()

    def by_digest(self) -> tuple[Argument, ...]:
        """The command line; for a script the one that names it by its digest."""
        if self.script is None:
            return self.command
        return ("EVALSHA", self.script.digest, len(self.keys), *self.keys, *self.command)

    @property
    def title(self) -> str:
        """What it does in a word or two, without keys and values: "HGET", "EVALSHA session/put"."""
        return f"EVALSHA {self.script.name}" if self.script else str(self.command[0])

    @property
    def key(self) -> str:
        """The first key that it touches, by which a cluster finds the server; "" for a command on none."""
        return str(self.keys[0] if self.script else "".join(map(str, self.command[1:2])))

    def by_source(self) -> tuple[Argument, ...]:
        """The command line of a script that Redis does not know yet."""
        assert self.script is not None
        return ("EVAL", self.script.source, len(self.keys), *self.keys, *self.command)


Plan: TypeAlias = Generator[Call, Any, Result]
"""An operation without its I/O: yields calls, is sent their replies, returns the result."""


def command(*parts: Argument) -> Plan[Any]:
    """The plan of one plain command."""
    return (yield Call(parts))


def invoke(name: str, keys: Sequence[str], *arguments: Argument) -> Plan[Any]:
    """The plan of one script."""
    return (yield Call(arguments, script(name), keys))


def run(client: SyncClient, plan: Plan[Result]) -> Result:
    """Carry out `plan`.

    Raises `MemoryUnavailable` when Redis cannot be reached, after the client's own retries, or refuses
    (no memory, no permission), and `StoredByNewerVersion` for data in a layout of the future.
    """
    # redis-py has no types for it.
    execute: Callable[..., Any] = client.execute_command
    reply = None
    while True:
        try:
            call = plan.send(reply)
        except StopIteration as done:
            return cast(Result, done.value)
        with (
            told_plainly(client, call.title),
            watched(call.title, _attributes(call, client), to_a_server=True),
        ):
            try:
                reply = execute(*call.by_digest())
            except NoScriptError:
                reply = execute(*call.by_source())


async def arun(client: AsyncClient, plan: Plan[Result]) -> Result:
    """Carry out `plan` without blocking; errors as in `run`."""
    reply = None
    while True:
        try:
            call = plan.send(reply)
        except StopIteration as done:
            return cast(Result, done.value)
        with (
            told_plainly(client, call.title),
            watched(call.title, _attributes(call, client), to_a_server=True),
            never_swallowed(),
        ):
            try:
                reply = await ask(client, call.by_digest(), call.key)
            except NoScriptError:
                reply = await ask(client, call.by_source(), call.key)


async def read_all(client: AsyncClient, lines: Sequence[tuple[Argument, ...]]) -> list[Any]:
    """The replies to `lines`, plain commands that read, in their order; errors as in `run`.

    In one go where one server has all of it and no other may take its place meanwhile.
    """
    # By its name: the client of a cluster is imported by whoever opens one.
    if type(client).__name__ == "RedisCluster" or is_patient(client):
        return list(await asyncio.gather(*(arun(client, command(*line)) for line in lines)))
    found: list[Any] = []
    for first in range(0, len(lines), _AT_ONCE):
        part = lines[first : first + _AT_ONCE]
        title = str(part[0][0])
        with (
            told_plainly(client, title),
            watched(title, _attributes(Call(part[0]), client), to_a_server=True),
            never_swallowed(),
        ):
            pipeline: Any = client.pipeline(transaction=False)
            for line in part:
                pipeline.execute_command(*line)
            found += await pipeline.execute()
    return found


def address(client: SyncClient | AsyncClient) -> str:
    """Where `client` connects to, without credentials."""
    told = _options(client)
    if not told:
        return "The Redis cluster"
    if (primaries := told.get("primaries")) is not None:
        return f"Redis behind the sentinels of {primaries.shown}"
    if (embedded := told.get("embedded")) is not None:
        return f"The embedded server in {embedded.directory}"
    return f"Redis in {told['path']}" if "path" in told else f"Redis at {told.get('host')}:{told.get('port')}"


@contextmanager
def told_plainly(client: SyncClient | AsyncClient, title: str) -> Iterator[None]:
    """Tell failures of `title`, a command or a script of ours, on `client` as `run` does."""
    try:
        yield
    except ResponseError as error:
        if str(error).startswith(_NEWER_LAYOUT):
            raise StoredByNewerVersion(str(error).removeprefix(_NEWER_LAYOUT).strip()) from error
        count("interview_redis_faults", "refused")
        embedded = "embedded" in _options(client)
        told = refusals.told(error, address(client), title, embedded=embedded)
        raise MemoryUnavailable(told) from error
    except (RedisError, RedisClusterException) as error:
        count("interview_redis_faults", "unreachable")
        raise MemoryUnavailable(_unreachable(client, error)) from error


def _unreachable(client: SyncClient | AsyncClient, error: Exception) -> str:
    # asyncio's side of redis-py wraps whatever hinders it from connecting.
    if isinstance(error.__cause__, MemoryUnavailable):
        return str(error.__cause__)
    if isinstance(error, AuthenticationError):
        return f"{address(client)} refused the user or password in REDIS_URL. Correct it there, then resume."
    embedded = _options(client).get("embedded")
    if embedded is not None:
        return str(embedded.why_silent())
    if isinstance(error, RedisTimeout):
        why = "it takes too long"
    elif isinstance(error, MasterNotFoundError):
        why = "none of them names a primary that is up"
    else:
        why = str(error).rstrip(".")
    told = f"{address(client)} does not answer: {why}."
    return f"{told} What was saved is not lost: see that it runs, then resume."


def _options(client: SyncClient | AsyncClient) -> dict[str, Any]:
    """What connections of `client` are made of; nothing for a cluster's."""
    pool = getattr(client, "connection_pool", None)
    return cast(dict[str, Any], pool.connection_kwargs) if pool is not None else {}


def _attributes(call: Call, client: SyncClient | AsyncClient) -> dict[str, Value]:
    """What a span of `call` says of it, by OpenTelemetry's conventions for databases: no key, no value."""
    told: dict[str, Value] = {"db.system.name": "redis", "db.operation.name": call.title.split()[0]}
    if call.script is not None:
        told["db.stored_procedure.name"] = call.script.name
    host = _options(client).get("host")
    return {**told, "server.address": str(host)} if host else told
