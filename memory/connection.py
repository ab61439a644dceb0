"""Clients for Redis: the server of a URL, or one embedded in a folder."""

from __future__ import annotations

import contextlib
import re
import ssl
import weakref
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self, cast
from urllib.parse import unquote, urlsplit

import redis.asyncio
from redis.asyncio.client import Redis as AsyncRedis
from redis.asyncio.connection import BlockingConnectionPool as AsyncBlockingPool
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.client import Redis
from redis.connection import BlockingConnectionPool, ConnectionPool
from redis.exceptions import AuthenticationError, RedisError, ResponseError
from redis.retry import Retry
from redis.sentinel import MasterNotFoundError

from domain.errors import MemoryUnavailable
from memory import refusals, sentinels
from memory.commands import AsyncClient, SyncClient, command, run
from memory.failing_over import Patience, be_patient
from memory.sentinels import Primaries

if TYPE_CHECKING:
    from memory.embedded import EmbeddedServer

MAX_CONNECTIONS = 16
_SECONDS_FOR_A_CONNECTION = 30
_SECONDS_TO_CONNECT = 3
_SECONDS_TO_ANSWER = 5
_SECONDS_FOR_OUR_OWN = 15
"""What the embedded server is given: no network can have lost a reply, and a machine where many others work
lets both of us wait."""
_RETRIES = 5
_RETRIES_ON_A_CLUSTER = 1
"""redis-py repeats there what took too long, too, and a person waits for it."""
_OLDEST_SERVER = (6, 2)


class Server(NamedTuple):
    """What a server says of itself when it is greeted, which needs no permission."""

    name: str
    version: str
    mode: str


class RedisHandle:
    """A database and the clients for it; made by `open_redis`.

    `client` belongs to the first event loop that uses it. A program with several loops, one after the
    other, asks for a `new_client` in each. Both clients return bytes, wait for a free connection instead
    of failing when all are busy, and try again up to five times, within about three seconds, when the
    connection breaks: every write of this package is safe to repeat. An embedded server that was killed is
    started again with that. A server that says nothing for five seconds (an embedded one: fifteen) is not
    asked again, since the candidate is to hear of it. Then `redis.exceptions.ConnectionError` or
    `TimeoutError` is raised, which the stores, the locks and the checkpointer tell as
    `domain.errors.MemoryUnavailable`.
    """

    def __init__(
        self,
        url: str,
        server: Server | None,
        embedded: EmbeddedServer | None = None,
        primaries: Primaries | None = None,
    ) -> None:
        self._url = url
        self._server = server
        self._embedded = embedded
        self._primaries = primaries
        self._cluster = server is not None and server.mode == "cluster"
        self.address = f"{embedded.directory}" if embedded else without_password(url)
        self.sync_client: SyncClient = self._new_sync_client()
        self.client = self.new_client()
        # However the interpreter ends, short of a kill, the share in the server is given back.
        self._leave: Callable[[], Any] = weakref.finalize(self, embedded.leave) if embedded else lambda: None

    def _new_sync_client(self) -> SyncClient:
        retry = Retry(_backoff(), _RETRIES, _TRANSIENT)
        make: Callable[..., ConnectionPool] = BlockingConnectionPool
        if self._cluster:
            retry = Retry(_backoff(), _RETRIES_ON_A_CLUSTER)
            return redis.RedisCluster.from_url(self._url, **_timeouts(), retry=retry)
        if self._embedded:
            from memory.reviving import RevivingConnection  # noqa: PLC0415 -- needs fcntl, as `embedded` does

            options = _embedded_options(self._embedded)
            return Redis.from_pool(make(connection_class=RevivingConnection, **options, retry=retry))
        if self._primaries:
            kind = sentinels.connection_class(self._primaries)
            options = _primary_options(self._primaries)
            return Redis.from_pool(make(connection_class=kind, **options, retry=retry))
        return Redis.from_pool(BlockingConnectionPool.from_url(self._url, **_pool_options(), retry=retry))

    def new_client(self) -> AsyncClient:
        """A further asynchronous client, for another event loop. Close it with `aclose`."""
        client = self._new_client()
        if self.fails_over:
            be_patient(client, Patience())
        return client

    def _new_client(self) -> AsyncClient:
        retry = AsyncRetry(_backoff(), _RETRIES, _TRANSIENT)
        if self._cluster:
            retry = AsyncRetry(_backoff(), _RETRIES_ON_A_CLUSTER)
            return redis.asyncio.RedisCluster.from_url(self._url, **_timeouts(), retry=retry)
        if self._primaries:
            # Patience is granted to the whole call, and each connection asks anew who is the primary.
            return AsyncRedis.from_pool(
                AsyncBlockingPool(
                    connection_class=sentinels.async_connection_class(self._primaries),
                    **_primary_options(self._primaries),
                    retry=AsyncRetry(NoBackoff(), 0),
                )
            )
        if self._embedded:
            from memory.reviving import AsyncRevivingConnection  # noqa: PLC0415

            return AsyncRedis.from_pool(
                AsyncBlockingPool(
                    connection_class=AsyncRevivingConnection, **_embedded_options(self._embedded), retry=retry
                )
            )
        pool = AsyncBlockingPool.from_url(self._url, **_pool_options(), retry=retry)
        return AsyncRedis.from_pool(pool)

    @property
    def is_embedded(self) -> bool:
        """Whether the server is our own, and what is wrong with it ours to mend."""
        return self._embedded is not None

    @property
    def has_sentinels(self) -> bool:
        """Whether sentinels say which server it is."""
        return self._primaries is not None

    @property
    def fails_over(self) -> bool:
        """Whether another server takes the place of one that dies: behind sentinels, and where a cluster has
        replicas.
        """
        if not self._cluster:
            return self._primaries is not None
        replicas: Callable[[], list[Any]] = cast(Any, self.sync_client).get_replicas
        return bool(replicas())

    @property
    def server(self) -> str:
        """The server's name and version: "Valkey 9.1.2"."""
        server = self._server or _greeted(run(self.sync_client, command("HELLO")))
        return f"{server.name} {server.version}"

    @property
    def place(self) -> str:
        """The folder of an embedded server, the address of another."""
        return str(self._embedded.directory) if self._embedded else self.address

    def describe(self) -> str:
        """The database in a few words: "embedded Valkey 9.1.2 in /home/me/interviews"."""
        if self.is_embedded:
            return f"embedded {self.server} in {self.place}"
        return f"{self.server} at {self.place}"

    def check_room(self) -> None:
        """Raise `MemoryUnavailable` where the disk of an embedded server is as good as full."""
        if self._embedded:
            self._embedded.check_room()

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


def _greeted(reply: Any) -> Server:
    """The server out of its reply to HELLO: a map, or a list of names and values."""
    pairs = reply.items() if isinstance(reply, dict) else zip(reply[::2], reply[1::2], strict=False)
    told = {_text(name): _text(value) for name, value in pairs}
    name = {"redis": "Redis", "valkey": "Valkey"}.get(told.get("server", ""), told.get("server", "Redis"))
    return Server(name, told.get("version", "of unknown version"), told.get("mode", ""))


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def open_redis(url: str | None, directory: Path) -> RedisHandle:
    """The database at `url`; without one, the one embedded in `directory`, which is started if need be.

    Raises `MemoryUnavailable` when nothing answers there, when the server refuses the password, or when
    it is older than Redis 6.2.
    """
    if not url:
        from memory.embedded import EmbeddedServer  # noqa: PLC0415 -- needs fcntl, which Windows lacks

        embedded = EmbeddedServer(directory)
        embedded.join()
        return RedisHandle("", None, embedded)
    _check_database(url)
    found: Primaries | None = None
    try:
        found = sentinels.primaries(url) if sentinels.is_of_sentinels(url) else None
        # Asked once, without the retries of later on: a person waits for the answer.
        with _probe(url, found) as probe:
            # redis-py has no types for it.
            greet: Callable[..., Any] = probe.execute_command
            server = _greeted(greet("HELLO"))
    except (ValueError, TypeError, ssl.SSLError) as error:
        # The error's own words may quote the password out of a URL that was taken apart wrongly.
        raise MemoryUnavailable(
            f"REDIS_URL is not the address of a Redis: {without_password(url)}. It looks like "
            f"redis://localhost:6379/0, rediss://…, unix://… or {sentinels.FORM}; unset it to use the "
            "embedded server."
        ) from error
    except RedisError as error:
        raise _unreachable(url, error) from error
    numbers = tuple(int(part) for part in re.findall(r"\d+", server.version)[:2])
    if numbers and numbers < _OLDEST_SERVER:
        raise MemoryUnavailable(
            f"{without_password(url)} is Redis {server.version}; 6.2 or later, or Valkey, is needed."
        )
    return RedisHandle(url, server, primaries=found)


def _probe(url: str, found: Primaries | None) -> Redis:
    retry = Retry(NoBackoff(), 0)
    if found is None:
        return Redis.from_url(url, **_timeouts(), retry=retry)
    make: Callable[..., ConnectionPool] = ConnectionPool
    return Redis.from_pool(
        make(
            connection_class=sentinels.connection_class(found),
            primaries=found,
            **found.options,
            **_timeouts(),
            retry=retry,
        )
    )


def without_password(url: str) -> str:
    """`url` as it may be shown: no user, no password, no options."""
    return re.sub(r"//.*@", "//", url.split("?", 1)[0], flags=re.DOTALL)


def _check_database(url: str) -> None:
    """Raise where the URL's path is no number: redis-py would take database 0 without a word."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    path = unquote(parts.path).strip("/")
    if parts.scheme in {"redis", "rediss"} and path and not re.fullmatch(r"[0-9]{1,6}", path):
        raise MemoryUnavailable(
            f"REDIS_URL is not the address of a Redis: in {without_password(url)}, {path!r} is no database. "
            "Behind the host stands a number, as in redis://localhost:6379/0; a name of your own is set with "
            "INTERVIEW_NAMESPACE."
        )


def _unreachable(url: str, error: RedisError) -> MemoryUnavailable:
    shown, said = without_password(url), str(error).rstrip(".")
    if isinstance(error, AuthenticationError):
        return MemoryUnavailable(f"{shown} refused the user or password in REDIS_URL. Correct it there.")
    if isinstance(error, ResponseError):
        if "unknown command" in said.lower():
            return MemoryUnavailable(
                f"{shown} does not know HELLO; Redis 6.2 or later, or Valkey, is needed."
            )
        return MemoryUnavailable(refusals.told(error, shown, "HELLO", embedded=False))
    if isinstance(error, MasterNotFoundError):
        # Its own words quote clients.
        return MemoryUnavailable(
            f"No sentinel at {shown} names a primary: none of them answers, or none knows the service of "
            "that name, or its primary is down. Start them, or correct REDIS_URL."
        )
    return MemoryUnavailable(
        f"No Redis answers at {shown} ({said}).{_about_tls(url, said)} Start it, correct REDIS_URL, or unset "
        "REDIS_URL to use the embedded server."
    )


def _about_tls(url: str, said: str) -> str:
    """A hint where one side may speak TLS and the other not."""
    if url.startswith("rediss://") and re.search(
        r"timeout|timed out|wrong.version|unexpected.eof", said, re.I
    ):
        return " rediss:// speaks TLS: if that port does not, write redis://."
    if url.startswith("redis://") and re.search(r"reset|closed by server|broken pipe|protocol", said, re.I):
        return " That port may want TLS: then write rediss://."
    return ""


_TRANSIENT = (redis.exceptions.ConnectionError,)


def _backoff() -> ExponentialBackoff:
    # Without jitter, which would let all five tries pass within a moment now and then.
    return ExponentialBackoff(cap=1.0, base=0.05)


def _pool_options() -> dict[str, Any]:
    return {
        "max_connections": MAX_CONNECTIONS,
        "timeout": _SECONDS_FOR_A_CONNECTION,
        "health_check_interval": 30,
        **_timeouts(),
    }


def _embedded_options(embedded: EmbeddedServer) -> dict[str, Any]:
    # A server of our own is not told which version of which client it speaks to, which is looked up on disk.
    return {
        "path": str(embedded.socket),
        "embedded": embedded,
        "driver_info": None,
        **_pool_options(),
        "socket_timeout": _SECONDS_FOR_OUR_OWN,
    }


def _primary_options(primaries: Primaries) -> dict[str, Any]:
    return {"primaries": primaries, **primaries.options, **_pool_options()}


def _timeouts() -> dict[str, Any]:
    return {"socket_timeout": _SECONDS_TO_ANSWER, "socket_connect_timeout": _SECONDS_TO_CONNECT}
