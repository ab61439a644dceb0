"""The databases that the tests of memory run on."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from memory.connection import RedisHandle
from tests.support.redis_servers import SERVERS, LocalServer, local_server, opened


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a path short enough for a unix socket, whatever the test is called."""
    with tempfile.TemporaryDirectory(prefix="memory-") as name:
        yield Path(name)


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, folder: Path) -> Iterator[LocalServer]:
    """A server of one's own, Debian's Redis and Valkey, which may be killed and started again."""
    with local_server(folder, request.param) as running:
        yield running


@pytest.fixture(scope="session", params=["embedded", *SERVERS])
def database(request: pytest.FixtureRequest) -> Iterator[RedisHandle]:
    """The embedded server, Debian's Redis and Valkey; each is started once."""
    with tempfile.TemporaryDirectory(prefix="memory-") as name, opened(request.param, Path(name)) as handle:
        yield handle


@pytest.fixture
async def redis_handle(database: RedisHandle) -> AsyncIterator[RedisHandle]:
    """The database, emptied, with an asynchronous client for the test's own event loop."""
    database.sync_client.flushall()
    database.client = database.new_client()
    yield database
    await database.client.aclose(close_connection_pool=True)
