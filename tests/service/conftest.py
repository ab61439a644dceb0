"""A service over a database of its own, with two users."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from app.bootstrap.index import local_model, open_entailment
from app.settings import Settings
from memory.connection import RedisHandle, open_redis
from tests.support.built import with_graphs
from tests.support.services import Served, served


@pytest.fixture(scope="module")
def home() -> Iterator[tuple[Path, RedisHandle]]:
    """A home folder, its embedded Redis running."""
    with (
        tempfile.TemporaryDirectory(prefix="home-") as name,
        open_redis(None, Path(name) / "redis") as handle,
    ):
        settings = Settings(home=with_graphs(Path(name)))
        # All services of this file share them: to open them takes longer than an interview.
        opened = open_entailment(settings), local_model(settings)
        yield settings.home, handle
        del opened


@pytest.fixture
async def serving(home: tuple[Path, RedisHandle]) -> AsyncIterator[Served]:
    """The service over an empty database, with the users anna and ben."""
    home[1].sync_client.flushall()
    shutil.rmtree(home[0] / "users", ignore_errors=True)
    async with served(Settings(home=home[0])) as found:
        await found.user("anna")
        await found.user("ben")
        yield found


@pytest.fixture
async def anna(serving: Served) -> AsyncIterator[httpx.AsyncClient]:
    """A client of anna's, for everything."""
    async with serving.client(await serving.token("anna")) as client:
        yield client


@pytest.fixture
async def ben(serving: Served) -> AsyncIterator[httpx.AsyncClient]:
    """A client of ben's, for everything."""
    async with serving.client(await serving.token("ben")) as client:
        yield client
