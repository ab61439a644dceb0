"""A service in this process, with users whose guide asks three questions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import httpx
from fastapi import FastAPI

from app.bootstrap.memory import now
from app.settings import Settings
from app.users.tokens import made
from domain.users import Allowance, Scope, User
from service.application import application
from service.service import Service, open_service

GUIDE = """\
# Questions

### Q: How did you make the nightly job faster?

**A:** I replaced the nightly batch with a stream of parcel events. Consumers are idempotent because
redelivery is certain. The run went from four hours to forty minutes.

### Q: How do you handle schema changes?

**A:** Every topic has a schema in a registry. Only backward compatible changes pass the build. A breaking
change gets a new topic and a migration window.

### Q: How do you find out that data is late?

**A:** Each partition carries a watermark. An alert fires when the watermark is ten minutes behind.
"""
WHOLE = "I replaced the nightly batch with a stream of parcel events. Every topic has a schema in a registry."
ALL = "No, that's all."
"""After it nothing more is asked of a question: it is judged, and coached."""
EVERYTHING = frozenset(Scope)


@dataclass(frozen=True)
class Served:
    """A service, and clients for it that need no network."""

    app: FastAPI
    home: Path

    @property
    def service(self) -> Service:
        found = self.app.state.service
        assert isinstance(found, Service)
        return found

    async def user(
        self, name: str, *, allowance: Allowance | None = None, guides: Iterable[str] = (GUIDE,)
    ) -> None:
        """Add a user, with guides of their own."""
        await self.service.users.add(User(name=name, added_at=now(), allowance=allowance))
        folder = self.home / "users" / name / "guides"
        folder.mkdir(parents=True, exist_ok=True)
        for number, guide in enumerate(guides):
            (folder / f"prep{number or ''}.md").write_text(guide, encoding="utf-8")

    async def token(
        self, name: str, scopes: Collection[Scope] = EVERYTHING, until: datetime | None = None
    ) -> str:
        """A token of `name`."""
        text, kept = made(name, "of a test", scopes, now(), until)
        await self.service.users.put_token(kept)
        return text

    def client(self, token: str = "", **headers: str) -> httpx.AsyncClient:
        """A client that shows `token`."""
        if token:
            headers["Authorization"] = f"Bearer {token}"
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://service", headers=headers)


@asynccontextmanager
async def served(settings: Settings, *, beside: bool = False) -> AsyncIterator[Served]:
    """The service of `settings`; `beside` another that is served already."""
    app = _application() if not beside else application(lambda: open_service(settings))
    _SETTINGS.append(settings)
    async with app.router.lifespan_context(app):
        yield Served(app, settings.home)


_SETTINGS: list[Settings] = []


@cache
def _application() -> FastAPI:
    """One for all tests of a process: to draw up its routes takes longer than most requests."""
    return application(lambda: open_service(_SETTINGS[-1]))
