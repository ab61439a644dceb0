"""Whose request it is: a token shown, and what it may be used for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.users.letting_in import A_MINUTE, LetIn, NotLetIn, TooManyTries
from app.users.workspaces import Workspace
from domain.users import Allowance, Scope, Token, User
from service.bodies import length_of
from service.problems import SCOPE, TOO_LARGE, UNAUTHENTICATED, Problem, too_many
from service.service import Service, service_of

_BEARER = HTTPBearer(
    scheme_name="token",
    description="A token that `interview users token` made.",
    auto_error=False,
)
_NONE = "Send a token: Authorization: Bearer mi_…"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, with what is theirs."""

    user: User
    token: Token
    allowance: Allowance
    workspace: Workspace


class Needs:
    """A dependency: the person whose request it is, with a token for `scope`.

    Raises `Problem`: 401 where nobody is known, 403 where the token is not for `scope`, 429 where there were
    too many requests, 413 where the body is larger than this person's may be.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    async def __call__(
        self,
        request: Request,
        shown: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)] = None,
    ) -> Person:
        service = service_of(request)
        user, token = await _known(service, request, shown.credentials if shown is not None else "")
        workspace = service.workspaces.of(user.name)
        person = Person(user, token, user.allowance or service.allowance, workspace)
        await _check_requests(person)
        if self.scope not in token.scopes:
            has = ", ".join(sorted(token.scopes)) or "nothing"
            raise Problem(SCOPE, f"This needs a token for {self.scope}; this one is for {has}.")
        _check_length(request, person.allowance.body_bytes)
        return person


Reader: TypeAlias = Annotated[Person, Depends(Needs(Scope.READ))]
Practiser: TypeAlias = Annotated[Person, Depends(Needs(Scope.PRACTISE))]
Keeper: TypeAlias = Annotated[Person, Depends(Needs(Scope.GUIDES))]
Admin: TypeAlias = Annotated[Person, Depends(Needs(Scope.ADMIN))]


async def _known(service: Service, request: Request, text: str) -> LetIn:
    """The user and the token that `text` is. Raises `Problem` where it is none that is good now."""
    if not text:
        raise Problem(UNAUTHENTICATED, _NONE)
    try:
        found = await service.gate.let_in(text, service.now())
    except NotLetIn as error:
        # For the audit log.
        request.state.token = error.token
        raise Problem(UNAUTHENTICATED, str(error)) from error
    except TooManyTries as error:
        request.state.token = error.token
        raise too_many(str(error), A_MINUTE.total_seconds()) from error
    request.state.token = found.token
    return found


async def _check_requests(person: Person) -> None:
    most = person.allowance.requests_a_minute
    wait = await person.workspace.allowances.take("requests", most, A_MINUTE)
    if wait is not None:
        raise too_many(f"{most} requests a minute are allowed.", wait.total_seconds())


def _check_length(request: Request, most: int) -> None:
    # JSON was read before this is asked, in whatever pieces it came; a file's route counts as it reads.
    if length_of(request) > most:
        raise Problem(TOO_LARGE, f"A body may have {most:,} bytes.")
