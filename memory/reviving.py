"""Connections to the embedded server that start it again where it was killed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import redis.asyncio.connection
import redis.connection

from memory.embedded import EmbeddedServer

_NOBODY_LISTENS = (ConnectionRefusedError, FileNotFoundError)


class RevivingConnection(redis.connection.UnixDomainSocketConnection):
    """A connection to `embedded`."""

    def __init__(self, *, embedded: EmbeddedServer, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]  # redis-py has no types for it
        self._embedded = embedded

    def _connect(self) -> socket.socket:
        connect: Callable[[], socket.socket] = super()._connect
        try:
            return connect()
        except _NOBODY_LISTENS:
            self._embedded.revive()
            return connect()


class AsyncRevivingConnection(redis.asyncio.connection.UnixDomainSocketConnection):
    """A connection to `embedded` that blocks no event loop."""

    def __init__(self, *, embedded: EmbeddedServer, **options: Any) -> None:
        super().__init__(**options)
        self._embedded = embedded

    async def _connect(self) -> None:
        connect: Callable[[], Awaitable[None]] = super()._connect
        try:
            await connect()
        except _NOBODY_LISTENS:
            await asyncio.to_thread(self._embedded.revive)
            await connect()
