"""What went wrong, as problem details (RFC 9457): one kind, one title and one status for each error."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.guides.editing import NotEditable
from app.guides.folder import NoDocument
from app.session.interviewing import NothingToGoOnFrom
from domain.errors import (
    InterviewError,
    MemoryUnavailable,
    ModelUnavailable,
    NoGuides,
    SessionInUse,
    StoredByNewerVersion,
    UnknownSession,
    UnknownTurn,
    UnreadableGuide,
)
from graphs.objecting import NotToBeJudgedAgain
from memory.records import DamagedRecord

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z`-])")
_PATH = re.compile(r"(?<![\w.])(?:/[^\s/:,'\"]+)+/([^\s/:,'\"]+)")
_OF_THE_TERMINAL = re.compile(r"`(?:interview|--)|(?:^| )--[a-z]|docs/")
_SECONDS_UNTIL_FREE = 2
_SECONDS_UNTIL_BACK = 5


class InvalidPart(BaseModel):
    """One thing that is wrong with a request: where (a JSON pointer, or "query/limit"), and what."""

    where: str
    what: str


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457). `type` tells kinds apart; `detail` is for people, and may change."""

    type: str = Field(examples=["/problems/session-in-use"])
    title: str = Field(examples=["The session is in use"])
    status: int = Field(examples=[409])
    detail: str = Field(examples=["Another request works on session k3f9. Try again in a moment."])
    invalid: list[InvalidPart] = []


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: `name` stands at the end of its type."""

    name: str
    status: int
    title: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Problem(Exception):
    """A problem of the service itself: of which `kind`, and what there is to say of it."""

    def __init__(self, kind: Kind, detail: str, headers: Mapping[str, str] | None = None) -> None:
        self.kind = kind
        self.detail = detail
        self.headers = {**kind.headers, **(headers or {})}
        super().__init__(detail)


UNAUTHENTICATED = Kind("unauthenticated", 401, "A token is needed", {"WWW-Authenticate": "Bearer"})
SCOPE = Kind("scope-too-small", 403, "The token is not for this")
NOT_FOUND = Kind("not-found", 404, "There is nothing of that name")
TURN_ANSWERED = Kind("turn-answered", 409, "That turn was answered, or is not the one that waits")
NO_REPORT = Kind("no-report", 404, "There is no report yet")
FINISHED = Kind("session-finished", 409, "The session is finished")
KEY_REUSED = Kind("idempotency-key-reused", 422, "The key was sent with another request")
CHANGED = Kind("changed-meanwhile", 412, "It changed since it was looked at")
NEEDS_CONDITION = Kind("condition-needed", 428, "It has to be said which one is meant")
TOO_MANY = Kind("too-many", 429, "Too many requests, or sessions, at once")
TOO_LARGE = Kind("too-large", 413, "The body is too large")
INVALID = Kind("invalid-request", 422, "The request is not as it should be")
UNUSABLE = Kind("cannot-be-done", 422, "It cannot be done with what there is")
GIVEN_UP = Kind("given-up", 500, "It was begun several times, and never came to its end")
DRAINING = Kind("draining", 503, "The process is about to end", {"Retry-After": "1"})
FAULT = Kind("fault", 500, "A fault of the service's own")

_OF_ERRORS: Mapping[type[InterviewError], Kind] = {
    UnknownSession: Kind("unknown-session", 404, "There is no such session"),
    UnknownTurn: Kind("unknown-turn", 404, "There is no such turn"),
    SessionInUse: Kind(
        "session-in-use", 409, "The session is in use", {"Retry-After": str(_SECONDS_UNTIL_FREE)}
    ),
    NothingToGoOnFrom: Kind("state-gone", 409, "The session's state is no longer kept"),
    NotToBeJudgedAgain: Kind("guides-changed", 409, "The guides changed since it was judged"),
    NoGuides: Kind("no-guides", 422, "There is no usable guide"),
    UnreadableGuide: Kind("unreadable-guide", 422, "The file cannot be read as a guide"),
    NoDocument: Kind("no-document", 415, "The file is of no kind that a guide can be"),
    NotEditable: Kind("not-editable", 422, "The guide cannot be changed here"),
    DamagedRecord: Kind("damaged-record", 409, "What is stored cannot be read"),
    StoredByNewerVersion: Kind("newer-version", 409, "It was stored by a newer version"),
    MemoryUnavailable: Kind(
        "memory-unavailable", 503, "The database is away", {"Retry-After": str(_SECONDS_UNTIL_BACK)}
    ),
    ModelUnavailable: Kind(
        "model-unavailable", 503, "The model is away", {"Retry-After": str(_SECONDS_UNTIL_BACK)}
    ),
}
KINDS: tuple[Kind, ...] = (
    UNAUTHENTICATED, SCOPE, NOT_FOUND, TURN_ANSWERED, FINISHED, NO_REPORT, KEY_REUSED, CHANGED,
    NEEDS_CONDITION, TOO_MANY, TOO_LARGE, INVALID, UNUSABLE, GIVEN_UP, DRAINING, FAULT, *_OF_ERRORS.values(),
)  # fmt: skip


def too_many(detail: str, seconds: float) -> Problem:
    """That there were too many of something; it is worth another try after `seconds`."""
    return Problem(TOO_MANY, detail, {"Retry-After": str(max(1, math.ceil(seconds)))})


def problem_of(error: InterviewError) -> Problem:
    """`error` as a client is told of it."""
    kind = next((_OF_ERRORS[each] for each in type(error).__mro__ if each in _OF_ERRORS), UNUSABLE)
    return Problem(kind, _detail(error))


def _detail(error: InterviewError) -> str:
    """The error's own words, but where they name commands of the terminal."""
    match error:
        case UnknownSession():
            return "No session of yours has this id."
        case UnknownTurn():
            return "The session has no turn of this number."
        case SessionInUse():
            return "Another request, or another window, works on this session. Try again in a moment."
        case NothingToGoOnFrom():
            return "The session cannot go on; its transcript is still there."
        case MemoryUnavailable():
            # Its own words name the server, which is nothing for clients.
            return "The database does not answer. What was kept is not lost: try again in a moment."
        case _:
            return _for_clients(str(error))


def _for_clients(told: str) -> str:
    """`told` without the sentences that are about commands and options of the terminal (all where none is
    left), and with names in the place of the server's paths."""
    sentences = _BETWEEN_SENTENCES.split(_PATH.sub(r"\1", told))
    kept = [sentence for sentence in sentences if not _OF_THE_TERMINAL.search(sentence)]
    return " ".join(kept or sentences)


def answered(problem: Problem) -> JSONResponse:
    """The response for `problem`."""
    return _response(problem.kind, problem.detail, problem.headers)


def told(problem: Problem) -> ProblemDetails:
    """What a client is told of `problem`."""
    return _details(problem.kind, problem.detail)


class Refusals:
    """ASGI middleware: a body that is too large by its own account is refused before any route is looked
    for, in plain words; here they become problem details."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = False

        async def sent(message: Message) -> None:
            nonlocal plain
            if message["type"] == "http.response.start" and message["status"] == TOO_LARGE.status:
                plain = Headers(raw=message["headers"]).get("content-type", "").startswith("text/plain")
            if not plain:
                await send(message)
            elif message["type"] == "http.response.start":
                response = _response(TOO_LARGE, "The body is larger than anybody's may be.", {})
                await response(scope, receive, send)

        await self._app(scope, receive, sent if scope["type"] == "http" else send)


def _details(kind: Kind, detail: str, invalid: list[InvalidPart] | None = None) -> ProblemDetails:
    return ProblemDetails(
        type=f"/problems/{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        invalid=invalid or [],
    )


def _response(
    kind: Kind, detail: str, headers: Mapping[str, str], invalid: list[InvalidPart] | None = None
) -> JSONResponse:
    content = _details(kind, detail, invalid).model_dump(mode="json")
    return JSONResponse(content, kind.status, dict(headers), media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let `app` tell every error as problem details."""

    async def problem(request: Request, error: Exception) -> JSONResponse:
        del request
        assert isinstance(error, Problem)
        return answered(error)

    async def interview_error(request: Request, error: Exception) -> JSONResponse:
        del request
        assert isinstance(error, InterviewError)
        if isinstance(error, MemoryUnavailable):
            _log.warning("the database is away: %s", error)
        return answered(problem_of(error))

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        del request
        assert isinstance(error, RequestValidationError)
        parts = [_invalid(each) for each in error.errors()]
        return _response(INVALID, "; ".join(f"{part.where}: {part.what}" for part in parts), {}, parts)

    async def http(request: Request, error: Exception) -> JSONResponse:
        del request
        assert isinstance(error, HTTPException)
        kind = TOO_LARGE if error.status_code == 413 else _of_status(error.status_code)
        return _response(kind, str(error.detail), error.headers or {})

    async def fault(request: Request, error: Exception) -> JSONResponse:
        # The last wall: a bug is logged, and costs no session.
        _log.error("%s %s", request.method, request.scope.get("route"), exc_info=error)
        return _response(FAULT, "It was logged. What was kept is not lost.", {})

    for error, handler in (
        (Problem, problem),
        (InterviewError, interview_error),
        (RequestValidationError, invalid),
        (HTTPException, http),
        (Exception, fault),
    ):
        app.add_exception_handler(error, handler)


def _invalid(error: Mapping[str, Any]) -> InvalidPart:
    return InvalidPart(where="/".join(str(each) for each in error["loc"]), what=str(error["msg"]))


def _of_status(status: int) -> Kind:
    return Kind(f"http-{status}", status, HTTPStatus(status).phrase)
