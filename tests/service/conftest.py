"""A service in this process, with users whose guide asks three questions."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from domain.users import Scope, User
from memory.connection import RedisHandle, open_redis
from service.application import application
from service.people.tokens import made
from service.service import Service, open_service
from tests.support.built import with_graphs

GUIDE = """\
# Questions

### Q: How did you make the nightly job faster?

**A:** I replaced the nightly batch with a stream of parcel events. Consumers are idempotent because redelivery
is certain. The run went from four hours to forty minutes.

### Q: How do you handle schema changes?

**A:** Every topic has a schema in a registry. Only backward compatible changes pass the build. A breaking change
gets a new topic and a migration window.

### Q: How do you find out that data is late?

**A:** Each partition carries a watermark. An alert fires when the watermark is ten minutes behind.
"""
ALL = frozenset(Scope)


@pytest.fixture(scope="module")
def home() -> Iterator[tuple[Path, RedisHandle]]:
    """A home folder, its embedded Redis running."""
    with (
        tempfile.TemporaryDirectory(prefix="home-") as name,
        open_redis(None, Path(name) / "redis") as handle,
    ):
        yield with_graphs(Path(name)), handle
