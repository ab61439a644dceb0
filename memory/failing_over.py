"""Servers of which one takes another's place: calls wait for that, and writes until a second one has them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import redis.asyncio
from redis.exceptions import (
    AuthenticationError,
    ClusterDownError,
    ClusterError,
    ConnectionError,
    RedisClusterException,
    ResponseError,
    TimeoutError,
    TryAgainError,
)

from memory import refusals
from telemetry.counters import count

AsyncClient: TypeAlias = "redis.asyncio.Redis | redis.asyncio.RedisCluster"
Line: TypeAlias = Sequence[str | bytes | int | float]

SECONDS_FOR_A_FAIL_OVER = 20.0
"""How long a call is tried again: sentinels and clusters take 5 s and more to see a server as gone."""
_BETWEEN_TRIES = 0.25
_TO_ACKNOWLEDGE = 0.5
_WITHOUT_ASKING = 10.0
_PASSING = (
    ConnectionError,
    TimeoutError,
    ClusterDownError,
    ClusterError,
    RedisClusterException,
    TryAgainError,
)
_WRITES = frozenset(
    "EVALSHA EVAL SET EXPIRE HSET HSETNX HINCRBY HDEL ZADD ZREM ZREMRANGEBYSCORE XADD UNLINK DEL".split()
)


@dataclass(slots=True)
class Patience:
    """What calls of a client are granted.

    A write that only the server had that dies next would be lost after it was acknowledged, and what was
    built on it would be damaged. So each waits until one replica has it, half a second at most; where none
    answers so fast, the next ten seconds do not wait: interviews go on with one server, too, and the counter
    `interview_redis_faults{fault="unreplicated"}` says so.
    """

    seconds: float = SECONDS_FOR_A_FAIL_OVER
    _alone_until: float = field(default=0.0)

    @property
    def waits_for_replicas(self) -> bool:
        """Whether writes wait for a replica now."""
        return time.monotonic() >= self._alone_until

    def alone(self) -> None:
        """No replica had a write in time."""
        count("interview_redis_faults", "unreplicated")
        self._alone_until = time.monotonic() + _WITHOUT_ASKING


_PATIENCE: WeakKeyDictionary[AsyncClient, Patience] = WeakKeyDictionary()


def be_patient(client: AsyncClient, patience: Patience) -> None:
    """Grant `patience` to whatever is asked of `client` by `memory.commands.arun`."""
    _PATIENCE[client] = patience


def is_patient(client: AsyncClient) -> bool:
    """Whether patience was granted to what is asked of `client`."""
    return client in _PATIENCE


async def ask(client: AsyncClient, line: Line, key: str) -> Any:
    """The reply to the command `line` on `key`; errors as redis-py has them, once patience is at its end."""
    patience = _PATIENCE.get(client)
    if patience is None:
        return await client.execute_command(*line)
    until, again = None, False
    while True:
        try:
            if again and isinstance(client, redis.asyncio.RedisCluster):
                # This alone looks again who has the key.
                return await client.execute_command(*line)
            return await _acknowledged(client, line, key, patience)
        except Exception as error:
            until, again = until or time.monotonic() + patience.seconds, True
            if not _passes(error) or time.monotonic() >= until:
                raise
            if isinstance(error, ResponseError):
                await _look_again(client)
        await asyncio.sleep(_BETWEEN_TRIES)


def _passes(error: Exception) -> bool:
    """Whether the next server, or the same in a moment, may well answer."""
    if isinstance(error, AuthenticationError):
        return False
    if isinstance(error, AttributeError):
        # redis-py 8.1: a call on a cluster that finds a server gone closes the connections to all others,
        # under calls that have just taken one: their streams are None then.
        return "'NoneType' object" in str(error)
    return isinstance(error, _PASSING) or (
        isinstance(error, ResponseError) and refusals.code_of(error) in {"READONLY", "MASTERDOWN"}
    )


async def _look_again(client: AsyncClient) -> None:
    """Leave a server that is no primary any more: each new connection looks for the one that is."""
    pool = getattr(client, "connection_pool", None)
    if pool is not None:
        await pool.disconnect(inuse_connections=False)


async def _acknowledged(client: AsyncClient, line: Line, key: str, patience: Patience) -> Any:
    """The reply to `line`, and where it writes not before a replica has it, too."""
    if line[0] not in _WRITES or not patience.waits_for_replicas:
        return await client.execute_command(*line)
    where = {}
    if isinstance(client, redis.asyncio.RedisCluster):
        await client.initialize()
        where = {"target_nodes": client.get_node_from_key(key)}
    # One after the other on one connection: WAIT counts who has what that connection wrote.
    pipeline = client.pipeline(transaction=False) if not where else client.pipeline()
    pipeline.execute_command(*line)
    pipeline.execute_command("WAIT", 1, round(_TO_ACKNOWLEDGE * 1000), **where)
    reply, replicas = await pipeline.execute(raise_on_error=False)
    if isinstance(reply, Exception):
        raise reply
    if not isinstance(replicas, int) or replicas == 0:
        # None answered in time, or this user may not ask.
        patience.alone()
    return reply
