"""Sessions that are watched: what happens in them as events, whichever worker takes their turns."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from service.following import LONGEST, PLACE, following
from service.person import Reader
from service.problems import INVALID, Problem
from service.routes.sessions import Drill, SessionId, sessions_of
from service.service import service_of
from service.streaming import as_stream

router = APIRouter()
LastEvent: TypeAlias = Annotated[
    str, Header(alias="Last-Event-ID", max_length=50, description="Where a connection that was lost ended.")
]
Seconds: TypeAlias = Annotated[float, Query(ge=1, le=LONGEST, description="How long to watch at most.")]


@router.get(
    "/{session_id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def events(
    request: Request,
    person: Reader,
    drill: Drill,
    session_id: SessionId,
    after: LastEvent = "",
    seconds: Seconds = LONGEST,
) -> StreamingResponse:
    """Watch a session: `session` (SessionWhole) at the beginning and whenever what is kept of it changed,
    and between that what a turn that is taken over HTTP tells, on whichever worker: `words` (WordsEvent),
    `drafted` (DraftedEvent), `coached` (Turn), `outcome` (SessionStep). It ends when the session does.

    With `Last-Event-ID` what was missed is told first, for up to five minutes.
    """
    if after and not PLACE.fullmatch(after):
        raise Problem(INVALID, "Last-Event-ID is none that was sent.")
    watched = await following(service_of(request), person, sessions_of(person, drill), session_id, after)
    return as_stream(watched.events(seconds))
