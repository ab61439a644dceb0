"""Clients for Redis: the server of a URL, or one embedded in a folder."""

from __future__ import annotations

import contextlib
import re
import weakref
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import redis
import redis.asyncio
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import AuthenticationError, RedisError
from redis.retry import Retry

from domain.errors import MemoryUnavailable
from memory.commands import AsyncClient, SyncClient

if TYPE_CHECKING:
    from memory.embedded import EmbeddedServer

MAX_CONNECTIONS = 16
_SECONDS_FOR_A_CONNECTION = 30
_SECONDS_TO_CONNECT = 3
_SECONDS_TO_ANSWER = 10
_RETRIES = 5
_OLDEST_SERVER = (6, 2)


class RedisHandle:
    """A database and the clients for it; made by `open_redis`.

    `client` belongs to the first event loop that uses it. A program with several loops, one after the
    other, asks for a `new_client` in each. Both clients return bytes, wait for a free connection instead
    of failing when all are busy, and try again up to five times, within about three seconds, when the
    connection breaks: every write of this package is safe to repeat. After that
    `redis.exceptions.ConnectionError` or `TimeoutError` is raised, which the stores, the locks and the
    checkpointer tell as `domain.errors.MemoryUnavailable`.
    """

    def __init__(self, url: str, embedded: EmbeddedServer | None = None, *, cluster: bool = False) -> None:
        self._url = url
        self._embedded = embedded
        self._cluster = cluster
        self.address = f"{embedded.directory}" if embedded else without_password(url)
        retry = Retry(_backoff(), _RETRIES, _TRANSIENT)
        self.sync_client: SyncClient
        if cluster:
            self.sync_client = redis.RedisCluster.from_url(url, **_timeouts(), retry=retry)
        else:
            pool = redis.BlockingConnectionPool.from_url(url, **_pool_options(), retry=retry)
            self.sync_client = redis.Redis.from_pool(pool)
        self.client = self.new_client()
        # However the interpreter ends, short of a kill, the share in the server is given back.
        self._leave: Callable[[], Any] = weakref.finalize(self, embedded.leave) if embedded else lambda: None

    def new_client(self) -> AsyncClient:
        """A further asynchronous client, for another event loop. Close it with `aclose`."""
        retry = AsyncRetry(_backoff(), _RETRIES, _TRANSIENT)
        if self._cluster:
            return redis.asyncio.RedisCluster.from_url(self._url, **_timeouts(), retry=retry)
        pool = redis.asyncio.BlockingConnectionPool.from_url(self._url, **_pool_options(), retry=retry)
        return redis.asyncio.Redis.from_pool(pool)

    def describe(self) -> str:
        """The database in a few words: "embedded Redis 6.2.14 in /home/me/interviews"."""
        try:
            told: dict[str, Any] = self.sync_client.info("server")
        except RedisError as error:
            raise _unreachable(self.address, error) from error
        # Valkey and its kin keep `redis_version` at the version that they are compatible with.
        name, version = ("Valkey", told["valkey_version"]) if "valkey_version" in told else ("Redis", "")
        version = version or told.get("redis_version", "of unknown version")
        if self._embedded:
            return f"embedded {name} {version} in {self._embedded.directory}"
        return f"{name} {version} at {self.address}"

    def close(self) -> None:
        """Close the clients and give back the share in an embedded server. Safe to call twice."""
        self.sync_client.close()
        self._leave()

    async def aclose(self) -> None:
        """Close the clients, the asynchronous one cleanly."""
        # Its connections may belong to a loop that has ended.
        with contextlib.suppress(RuntimeError):
            await self.client.aclose()
        self.close()

    def shutdown(self) -> None:
        """Stop an embedded server now, whoever else uses it. Does nothing to a server of your own."""
        self.close()
        if self._embedded:
            self._embedded.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def open_redis(url: str | None, directory: Path) -> RedisHandle:
    """The database at `url`; without one, the one embedded in `directory`, which is started if need be.

    Raises `MemoryUnavailable` when nothing answers there, when the server refuses the password, or when
    it is older than Redis 6.2.
    """
    if not url:
        from memory.embedded import EmbeddedServer  # noqa: PLC0415 -- needs fcntl, which Windows lacks

        embedded = EmbeddedServer(directory)
        embedded.join()
        return RedisHandle(f"unix://{quote(str(embedded.socket))}", embedded)
    try:
        # Asked once, without the retries of later on: a person waits for the answer.
        with redis.Redis.from_url(url, **_timeouts(), retry=Retry(NoBackoff(), 0)) as probe:
            told: dict[str, Any] = probe.info("server")
    except (ValueError, TypeError) as error:
        # The error's own words may quote the password out of a URL that was taken apart wrongly.
        raise MemoryUnavailable(
            f"REDIS_URL is not the address of a Redis: {without_password(url)}. It looks like "
            "redis://localhost:6379/0, rediss://… or unix://…; unset it to use the embedded Redis."
        ) from error
    except RedisError as error:
        raise _unreachable(without_password(url), error) from error
    version = str(told.get("redis_version", ""))
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if numbers and numbers < _OLDEST_SERVER:
        raise MemoryUnavailable(
            f"{without_password(url)} is Redis {version}; 6.2 or later, or Valkey, is needed."
        )
    return RedisHandle(url, cluster=told.get("redis_mode") == "cluster")


def without_password(url: str) -> str:
    """`url` as it may be shown: no user, no password, no options."""
    return re.sub(r"//.*@", "//", url.split("?", 1)[0], flags=re.DOTALL)


def _unreachable(shown: str, error: RedisError) -> MemoryUnavailable:
    if isinstance(error, AuthenticationError):
        return MemoryUnavailable(f"{shown} refused the user or password in REDIS_URL. Correct it there.")
    return MemoryUnavailable(
        f"No Redis answers at {shown} ({error}). Start it, correct REDIS_URL, or unset REDIS_URL to use "
        "the embedded Redis."
    )


_TRANSIENT = (redis.exceptions.ConnectionError, redis.exceptions.TimeoutError)


def _backoff() -> ExponentialWithJitterBackoff:
    return ExponentialWithJitterBackoff(cap=1.0, base=0.05)


def _pool_options() -> dict[str, Any]:
    return {
        "max_connections": MAX_CONNECTIONS,
        "timeout": _SECONDS_FOR_A_CONNECTION,
        "health_check_interval": 30,
        **_timeouts(),
    }


def _timeouts() -> dict[str, Any]:
    return {"socket_timeout": _SECONDS_TO_ANSWER, "socket_connect_timeout": _SECONDS_TO_CONNECT}
