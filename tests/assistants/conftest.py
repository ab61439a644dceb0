"""A workspace for assistants, its database running, and guides."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from memory.connection import RedisHandle, open_redis
from tests.assistants.desk import GUIDE, Desk, desk_over
from tests.support.built import with_graphs


@pytest.fixture(scope="module")
def home() -> Iterator[tuple[Path, RedisHandle]]:
    """A home folder, its embedded database running."""
    with (
        tempfile.TemporaryDirectory(prefix="home-") as name,
        open_redis(None, Path(name) / "redis") as handle,
    ):
        yield with_graphs(Path(name)), handle


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one guide."""
    folder = tmp_path_factory.mktemp("guides")
    (folder / "notes.md").write_text(GUIDE, encoding="utf-8")
    return folder


@pytest.fixture
async def desk(home: tuple[Path, RedisHandle], guides: Path) -> AsyncIterator[Desk]:
    """An assistant at work, over an empty database."""
    home[1].sync_client.flushall()
    made: asyncio.Future[Desk] = asyncio.get_running_loop().create_future()
    done = asyncio.Event()

    async def held() -> None:
        # A client is left by the task that entered it; a fixture's end is another's.
        async with desk_over(home[0], guides) as desk:
            made.set_result(desk)
            await done.wait()

    holding = asyncio.create_task(held())
    await asyncio.wait({holding, made}, return_when=asyncio.FIRST_COMPLETED)
    yield made.result()
    done.set()
    await holding
