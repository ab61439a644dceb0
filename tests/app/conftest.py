"""A workspace with a database of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from memory.connection import RedisHandle, open_redis
from tests.support.built import with_graphs
from tests.support.commands import Commands
from tests.support.interviews import some_knowledge
from tests.support.past import Place, Workspace


@pytest.fixture(scope="session")
def command_line() -> Iterator[Commands]:
    """Runs `interview`, each time in a process of its own that need not import everything first."""
    with Commands() as running:
        yield running


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """An index over three technical questions."""
    return some_knowledge(tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="module")
def home() -> Iterator[tuple[Path, RedisHandle]]:
    """A home folder, its embedded Redis running."""
    with (
        tempfile.TemporaryDirectory(prefix="home-") as name,
        open_redis(None, Path(name) / "redis") as handle,
    ):
        yield with_graphs(Path(name)), handle


@pytest.fixture
def workspace(home: tuple[Path, RedisHandle], knowledge: KnowledgeBase) -> Workspace:
    """The home folder with an empty database."""
    home[1].sync_client.flushall()
    return Workspace(home[0], home[1], knowledge)


@pytest.fixture
def place(knowledge: KnowledgeBase) -> Place:
    """A store and a graph in memory."""
    return Place.in_memory(knowledge)
