"""The primary of several servers, as Redis Sentinel names it: found again whenever a connection is made."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import redis.asyncio.connection
import redis.connection
from redis.backoff import NoBackoff
from redis.retry import Retry
from redis.sentinel import Sentinel

from language.patterns import regex

_SCHEMES = {"redis+sentinel": False, "rediss+sentinel": True}
_PORT = 26379
_SECONDS_TO_ANSWER = 1.0
_NODE = regex(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^\[\]:@/\s]+))(?::(?P<port>[0-9]{1,5}))?")
FORM = "redis+sentinel://HOST:PORT,HOST:PORT/SERVICE"
"""How the address of such servers is written; behind the service may stand the database's number."""


class Address(NamedTuple):
    """One server."""

    host: str
    port: int


@dataclass(frozen=True)
class Primaries:
    """Whoever is the primary of `service` now; `sentinels` are asked in turn until one knows.

    `options` are those of a connection to the primary: user, password, database.
    """

    sentinels: tuple[Address, ...]
    service: str
    tls: bool = False
    options: dict[str, Any] = field(default_factory=dict, repr=False)
    sentinel_options: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def shown(self) -> str:
        """Where the sentinels are, and what they watch, without credentials."""
        return f"{self.service} ({', '.join(f'{host}:{port}' for host, port in self.sentinels)})"

    def address(self) -> Address:
        """The primary's address.

        Raises `redis.sentinel.MasterNotFoundError`, a `redis.exceptions.ConnectionError`, while no sentinel
        that answers knows one that is up.
        """
        make: Callable[..., Sentinel] = Sentinel
        asked = make(list(self.sentinels), sentinel_kwargs={**self._timeouts(), **self.sentinel_options})
        find: Callable[[str], tuple[str, int]] = asked.discover_master
        try:
            return Address(*find(self.service))
        finally:
            for each in asked.sentinels:
                each.close()

    def _timeouts(self) -> dict[str, Any]:
        return {
            "socket_timeout": _SECONDS_TO_ANSWER,
            "socket_connect_timeout": _SECONDS_TO_ANSWER,
            "ssl": self.tls,
            # The next one is asked in its place.
            "retry": Retry(NoBackoff(), 0),
        }


def is_of_sentinels(url: str) -> bool:
    """Whether `url` names sentinels, not a server."""
    return urlsplit(url).scheme in _SCHEMES


def primaries(url: str) -> Primaries:
    """What `url` says: redis+sentinel://[USER:PASSWORD@]HOST[:PORT],…/SERVICE[/DATABASE].

    rediss+sentinel is for TLS.

    `?sentinel_username=…&sentinel_password=…` are for the sentinels themselves. Raises `ValueError`, whose
    words quote no password.
    """
    parts = urlsplit(url)
    credentials, _, hosts = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    service, _, database = parts.path.strip("/").partition("/")
    if not service:
        raise ValueError("it names no service behind the sentinels")
    if database and not database.isdecimal():
        raise ValueError(f"{database!r} is no database")
    asked = parse_qs(parts.query)
    unknown = asked.keys() - {"sentinel_username", "sentinel_password"}
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))} is no option of it")
    given = {"username": unquote(user), "password": unquote(password), "db": int(database or 0)}
    return Primaries(
        tuple(_node(each) for each in hosts.split(",")),
        unquote(service),
        _SCHEMES[parts.scheme],
        {name: value for name, value in given.items() if value},
        {name.removeprefix("sentinel_"): values[-1] for name, values in asked.items()},
    )


def _node(text: str) -> Address:
    found = _NODE.fullmatch(text)
    if found is None or int(found["port"] or _PORT) > 65535:
        raise ValueError(f"{text!r} is no HOST:PORT")
    return Address(found["six"] or found["name"], int(found["port"] or _PORT))


class PrimaryConnection(redis.connection.Connection):
    """A connection to whoever is the primary when it is made."""

    def __init__(self, *, primaries: Primaries, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]  # redis-py has no types for it
        self._primaries = primaries

    def _connect(self) -> socket.socket:
        self.host, self.port = self._primaries.address()
        connect: Callable[[], socket.socket] = super()._connect
        return connect()


class PrimaryTlsConnection(PrimaryConnection, redis.connection.SSLConnection):
    """The same, encrypted."""


class AsyncPrimaryConnection(redis.asyncio.connection.Connection):
    """A connection to whoever is the primary when it is made; blocks no event loop."""

    def __init__(self, *, primaries: Primaries, **options: Any) -> None:
        super().__init__(**options)
        self._primaries = primaries

    async def _connect(self) -> None:
        self.host, self.port = await asyncio.to_thread(self._primaries.address)
        connect: Callable[[], Awaitable[None]] = super()._connect
        await connect()


class AsyncPrimaryTlsConnection(AsyncPrimaryConnection, redis.asyncio.connection.SSLConnection):
    """The same, encrypted."""


def connection_class(primaries: Primaries) -> type[PrimaryConnection]:
    """What connects to one of them."""
    return PrimaryTlsConnection if primaries.tls else PrimaryConnection


def async_connection_class(primaries: Primaries) -> type[AsyncPrimaryConnection]:
    """What connects to one of them and blocks no event loop."""
    return AsyncPrimaryTlsConnection if primaries.tls else AsyncPrimaryConnection
