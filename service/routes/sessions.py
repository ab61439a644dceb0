"""Sessions: begun, listed, read, deleted; interviews and drills alike."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from agents.interviewer.drilling import WARM_UP
from app.bootstrap.memory import now
from app.choices import DrillName, ModeName, SortName, StatusName
from app.past import forgetting, listing
from app.past.transcript import transcript
from domain.interview import Choice, Session, SessionStatus, Turn
from domain.rounds import Round, Tone
from graphs.telling import Tell
from knowledge.base import KnowledgeBase
from memory.sessions import RedisSessionStore
from service.holding import Wanted, begun, prepared, prepared_drill
from service.paging import Cursor, Limit, page
from service.person import Person, Practiser, Reader
from service.problems import too_many
from service.service import service_of
from service.streaming import streamed, wants_stream
from service.views import Page, SessionStep, SessionView, SessionWhole, revealed, session_view, session_whole

INTERVIEWS, DRILLS = "/v1/sessions", "/v1/drills"
_SECONDS_UNTIL_ONE_ENDS = 60

SessionId: TypeAlias = Annotated[str, Path(max_length=200, examples=["k3f9"])]
Accept: TypeAlias = Annotated[
    str, Header(description="`text/event-stream` for events; else JSON.", include_in_schema=False)
]


class NewSession(BaseModel):
    """The interview that is to begin. What is left out is as the service has it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"minutes": 30, "mode": "study"}]}
    )

    minutes: float = Field(default=45, ge=1, le=240, description="How long it is to last.")
    mode: ModeName = Field(
        default="study", description="`study` coaches after every question, `real` only at the end."
    )
    round: Round | None = None
    tone: Tone | None = None
    seed: int | None = Field(default=None, ge=0, le=2**31)
    person: str | None = Field(
        default=None, max_length=200, description="Whose guides, where there are those of several people."
    )


class NewDrill(BaseModel):
    """The drill that is to begin: what is due or weak, of one kind, or the five minutes of a warm-up."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"kind": "questions", "limit": 5}]}
    )

    kind: DrillName | Literal["warm-up"] = "questions"
    limit: int = Field(default=5, ge=1, le=100)
    ahead: bool = Field(default=False, description="What is not due yet, too.")
    topic: str = Field(default="", max_length=400)
    guide: str = Field(default="", max_length=400)

    @model_validator(mode="after")
    def _chooses_by_itself(self) -> NewDrill:
        if self.kind == WARM_UP and (self.ahead or self.topic.strip() or self.guide.strip()):
            raise ValueError("a warm-up chooses by itself: no ahead, topic or guide goes with it")
        return self


def is_drill(request: Request) -> bool:
    """Whether the route is one of drills."""
    return request.url.path.startswith(DRILLS)


Drill: TypeAlias = Annotated[bool, Depends(is_drill)]


def sessions_of(person: Person, drill: bool) -> RedisSessionStore:
    """Where the person's interviews are, or their drills."""
    return person.workspace.memory.drills if drill else person.workspace.memory.store


interviews = APIRouter()
drills = APIRouter()
shared = APIRouter()
"""What can be done with both."""


@interviews.post("", status_code=201, response_model=SessionStep)
async def begin(
    request: Request, response: Response, person: Practiser, wanted: NewSession, accept: Accept = ""
) -> Response | SessionStep:
    """Begin an interview: its first question is `next`.

    With `Accept: text/event-stream` what happens meanwhile comes as events: `planned` (PlannedEvent), `words`
    (WordsEvent), and `outcome` (SessionStep) last, or `problem` (ProblemDetails).
    """
    await _check_open(person, person.workspace.memory.store)
    asked_for = Wanted(**wanted.model_dump())
    session, knowledge = await prepared(person.workspace, asked_for)
    return await _begun(request, response, person, session, knowledge, accept)


@drills.post("", status_code=201, response_model=SessionStep)
async def begin_drill(
    request: Request, response: Response, person: Practiser, wanted: NewDrill, accept: Accept = ""
) -> Response | SessionStep:
    """Begin a drill; where nothing is to be drilled `next` is null, and the session finished at once."""
    await _check_open(person, person.workspace.memory.drills)
    limit = 0 if wanted.kind == WARM_UP else wanted.limit
    choice = Choice(ahead=wanted.ahead, topic=wanted.topic.strip(), guide=wanted.guide.strip())
    session, knowledge = await prepared_drill(person.workspace, wanted.kind, limit, choice)
    return await _begun(request, response, person, session, knowledge, accept)


async def _begun(
    request: Request,
    response: Response,
    person: Person,
    session: Session,
    knowledge: KnowledgeBase,
    accept: str,
) -> Response | SessionStep:
    service = service_of(request)
    location = f"{request.url.path.rstrip('/')}/{session.id}"

    async def work(tell: Tell) -> SessionStep:
        most = person.allowance.model_tokens_a_day
        async with begun(person.workspace, session, knowledge, most) as held:
            step = await held.interview.begin(session, tell)
            following = revealed(step.waiting, step.session) if step.waiting is not None else None
            return SessionStep(
                session=session_view(step.session),
                next=following,
                report=step.report,
                notices=list(held.notices(step)),
            )

    if wants_stream(accept):
        stream = await streamed(service, session, work)
        stream.status_code = 201
        stream.headers["Location"] = location
        return stream
    response.headers["Location"] = location
    return await service.done(work(lambda event: None))


async def _check_open(person: Person, store: RedisSessionStore) -> None:
    """Raise `Problem` where the person has as many sessions open as they may."""
    most = person.allowance.open_sessions
    known = await store.sessions()
    if sum(session.status is SessionStatus.OPEN for session in known) >= most:
        raise too_many(
            f"{most} sessions may be open at once: finish one (kind `stop`), or delete it.",
            _SECONDS_UNTIL_ONE_ENDS,
        )


@shared.get("")
async def sessions(
    person: Reader,
    drill: Drill,
    status: StatusName | None = None,
    mode: ModeName | None = None,
    guide: Annotated[
        str, Query(max_length=400, description="Only over guides with this in their name.")
    ] = "",
    since: Annotated[
        str, Query(max_length=40, description="Only begun since: a date, or how long ago (7d, 12h).")
    ] = "",
    sort: SortName | None = None,
    reverse: bool = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[SessionView]:
    """List sessions, the one touched last first. One that cannot be read is left out."""
    moment = listing.moment(since, now()) if since else None
    known, _ = await listing.readable(sessions_of(person, drill))
    chosen = listing.select(known, listing.Wanted(status, mode, guide, moment), sort, reverse=reverse)
    return page(chosen, lambda session: session.id, cursor, limit, session_view)


@shared.get("/{session_id}")
async def session(person: Reader, drill: Drill, session_id: SessionId) -> SessionWhole:
    """A session, and the turn that waits for an answer."""
    store = sessions_of(person, drill)
    found = await store.session(session_id)
    return session_whole(found, await store.turns(session_id))


@shared.delete("/{session_id}", status_code=204)
async def forget(person: Practiser, drill: Drill, session_id: SessionId) -> None:
    """Delete a session: its transcript, report and state, and what it says about mastery."""
    await sessions_of(person, drill).session(session_id)
    await forgetting.forget(person.workspace.memory, session_id, drill=drill)


@shared.get("/{session_id}/turns")
async def turns(
    person: Reader, drill: Drill, session_id: SessionId, cursor: Cursor = None, limit: Limit = 50
) -> Page[Turn]:
    """The transcript, turn by turn, as far as it may be seen now."""
    store = sessions_of(person, drill)
    found = await store.session(session_id)
    said = await transcript(store, session_id)
    return page(said, lambda turn: str(turn.number), cursor, limit, lambda turn: revealed(turn, found))
