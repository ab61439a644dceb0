"""Sessions: begun, listed, read, deleted; interviews and drills alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from hashlib import sha256
from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from agents.interviewer.drilling import WARM_UP
from app.bootstrap.memory import now
from app.choices import DrillName, ModeName, SortName, StatusName
from app.past import forgetting, listing
from app.past.revealing import revealed
from app.past.transcript import transcript
from app.users.bounds import TooManyOpen, check_open
from domain.errors import SessionInUse, UnknownSession
from domain.interview import Choice, Session, Turn
from domain.rounds import Round, Tone
from graphs.telling import Tell
from knowledge.base import KnowledgeBase
from memory.sent import Begun
from memory.sessions import RedisSessionStore
from service.holding import Wanted, begun, prepared, prepared_drill
from service.paging import Cursor, Limit, page
from service.person import Person, Practiser, Reader
from service.problems import KEY_REUSED, Problem, too_many
from service.service import service_of
from service.streaming import streamed, wants_stream
from service.views import Page, SessionStep, SessionView, SessionWhole, session_view, session_whole

INTERVIEWS, DRILLS = "/v1/sessions", "/v1/drills"
_SECONDS_UNTIL_ONE_ENDS = 60

SessionId: TypeAlias = Annotated[str, Path(max_length=200, examples=["k3f9"])]
Key: TypeAlias = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        description="Sent again with the same key, a request is done once, and what came of it told again.",
    ),
]
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


async def is_drill(request: Request) -> bool:
    """Whether the route is one of drills."""
    # Asynchronous, since a plain dependency is worked out in a thread.
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
    request: Request,
    response: Response,
    person: Practiser,
    wanted: NewSession,
    key: Key = "",
    accept: Accept = "",
) -> Response | SessionStep:
    """Begin an interview: its first question is `next`.

    With `Accept: text/event-stream` what happens meanwhile comes as events: `planned` (PlannedEvent), `words`
    (WordsEvent), and `outcome` (SessionStep) last, or `problem` (ProblemDetails).
    """
    asked_for = Wanted(**wanted.model_dump())
    beginning = _Beginning(person, drill=False, key=key, wanted=wanted)
    return await beginning.done(request, response, accept, lambda: prepared(person.workspace, asked_for))


@drills.post("", status_code=201, response_model=SessionStep)
async def begin_drill(
    request: Request,
    response: Response,
    person: Practiser,
    wanted: NewDrill,
    key: Key = "",
    accept: Accept = "",
) -> Response | SessionStep:
    """Begin a drill; where nothing is to be drilled `next` is null, and the session finished at once."""
    limit = 0 if wanted.kind == WARM_UP else wanted.limit
    choice = Choice(ahead=wanted.ahead, topic=wanted.topic.strip(), guide=wanted.guide.strip())
    beginning = _Beginning(person, drill=True, key=key, wanted=wanted)
    return await beginning.done(
        request, response, accept, lambda: prepared_drill(person.workspace, wanted.kind, limit, choice)
    )


Prepared = Callable[[], Awaitable[tuple[Session, KnowledgeBase]]]


class _Beginning:
    """One request for a session to begin; sent again with the same key it tells of the same session."""

    def __init__(self, person: Person, *, drill: bool, key: str, wanted: BaseModel) -> None:
        self._person = person
        self._store = sessions_of(person, drill)
        self._kept = person.workspace.begun_drills if drill else person.workspace.begun
        self._key = key
        self._digest = sha256(wanted.model_dump_json().encode()).hexdigest()

    async def done(
        self, request: Request, response: Response, accept: str, prepare: Prepared
    ) -> Response | SessionStep:
        """The response: the session that was begun with the key before, else one that begins now."""
        service = service_of(request)
        session = await self._before()
        if session is not None:
            work = partial(self._again, session)
        else:
            await check_may_open(self._person, self._store)
            session, knowledge = await prepare()
            await self._claim(session)
            work = partial(self._now, session, knowledge)
        location = f"{request.url.path.rstrip('/')}/{session.id}"
        if wants_stream(accept):
            stream = await streamed(service, session, work)
            stream.status_code = 201
            stream.headers["Location"] = location
            return stream
        response.headers["Location"] = location
        return await service.done(work(lambda event: None))

    async def _before(self) -> Session | None:
        found = await self._kept.found(self._key) if self._key else None
        if found is None:
            return None
        if found.digest != self._digest:
            raise Problem(KEY_REUSED, "This Idempotency-Key was sent with another request.")
        try:
            return await self._store.session(found.session_id)
        except UnknownSession as error:
            # Being begun by another request, or by one that was killed: then the key is free in a minute.
            raise SessionInUse(found.session_id) from error

    async def _claim(self, session: Session) -> None:
        if self._key and not await self._kept.claim(self._key, Begun(session.id, self._digest)):
            raise SessionInUse(session.id)

    async def _now(self, session: Session, knowledge: KnowledgeBase, tell: Tell) -> SessionStep:
        most = self._person.allowance.model_tokens_a_day
        async with begun(self._person.workspace, session, knowledge, most) as held:
            step = await held.interview.begin(session, tell)
            if self._key:
                await self._kept.keep(self._key)
            return SessionStep(
                session=session_view(step.session),
                next=revealed(step.waiting, step.session) if step.waiting is not None else None,
                report=step.report,
                notices=list(held.notices(step)),
            )

    async def _again(self, session: Session, tell: Tell) -> SessionStep:
        del tell
        whole = session_whole(session, await self._store.turns(session.id))
        report = await self._store.report(session.id)
        return SessionStep(session=session_view(session), next=whole.waiting, report=report)


async def check_may_open(person: Person, store: RedisSessionStore) -> None:
    """Raise `Problem` where the person has as many sessions open as they may."""
    try:
        await check_open(person.allowance, store)
    except TooManyOpen as error:
        told = f"{error.most} sessions may be open at once: finish one (kind `stop`), or delete it."
        raise too_many(told, _SECONDS_UNTIL_ONE_ENDS) from error


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
