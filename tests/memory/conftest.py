"""The databases that the tests of memory run on."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from memory.connection import RedisHandle
from tests.support.redis_servers import opened


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a path short enough for a unix socket, whatever the test is called."""
    with tempfile.TemporaryDirectory(prefix="memory-") as name:
        yield Path(name)


@pytest.fixture(scope="session", params=["embedded", "server"])
def database(request: pytest.FixtureRequest) -> Iterator[RedisHandle]:
    """The embedded Redis, and the one on PATH; each is started once."""
    with tempfile.TemporaryDirectory(prefix="memory-") as name, opened(request.param, Path(name)) as handle:
        yield handle


@pytest.fixture
async def redis_handle(database: RedisHandle) -> AsyncIterator[RedisHandle]:
    """The database, emptied, with an asynchronous client for the test's own event loop."""
    database.sync_client.flushall()
    database.client = database.new_client()
    yield database
    await database.client.aclose(close_connection_pool=True)
