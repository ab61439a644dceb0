"""Who asks, as the service knows them; and, for administrators, who uses it and what was done."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from domain.users import Allowance, Deed, Scope
from service.person import Admin, Reader
from service.service import service_of

me = APIRouter()
admin = APIRouter()


class Me(BaseModel):
    """Whose token this is, what it is for, until when, and what its owner may take."""

    user: str
    token: str
    label: str
    scopes: list[Scope]
    expires_at: datetime | None
    allowance: Allowance


class UserView(BaseModel):
    """A user: since when, how many tokens of theirs are good now, and an allowance of their own."""

    name: str
    added_at: datetime
    tokens: int
    allowance: Allowance | None


@me.get("")
async def who(person: Reader) -> Me:
    """Whose token this is."""
    token = person.token
    return Me(
        user=person.user.name,
        token=token.id,
        label=token.label,
        scopes=sorted(token.scopes),
        expires_at=token.expires_at,
        allowance=person.allowance,
    )


@admin.get("/users")
async def users(request: Request, person: Admin) -> list[UserView]:
    """Who uses the service."""
    del person
    service = service_of(request)
    now, tokens_of = service.now(), await service.users.tokens_by_user()
    return [
        UserView(
            name=user.name,
            added_at=user.added_at,
            tokens=sum(token.is_good(now) for token in tokens_of.get(user.name, ())),
            allowance=user.allowance,
        )
        for user in await service.users.users()
    ]


@admin.get("/audit")
async def audit(
    request: Request,
    person: Admin,
    user: Annotated[str | None, Query(max_length=60)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[Deed]:
    """What was done last, without content, the latest first."""
    del person
    return await service_of(request).audit.latest(limit, user)
