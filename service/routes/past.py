"""What can be done with sessions that were: report, replay, fork, compare, judge again, hand out, take in."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.bodies import read_up_to
from app.bootstrap.graphs import compile_interview
from app.bootstrap.memory import new_session_id, now
from app.choices import FormatName
from app.past import comparing, forking, replaying
from app.past.comparing import Comparison
from app.past.formats.importing import read_archive
from app.past.handing_out import handed_out, taken_in
from app.past.numbering import turn_of
from app.past.replaying import SceneKind
from app.past.revealing import revealed
from app.past.transcript import transcript
from app.practice import progress as progressing
from domain.interview import Turn
from domain.report import Report
from domain.rescoring import Rescoring
from service.bodies import LARGEST
from service.judging_again import judged_again
from service.paging import Cursor, Limit, page
from service.person import Practiser, Reader
from service.problems import INVALID, NO_REPORT, TOO_LARGE, Problem
from service.routes.sessions import Drill, SessionId, check_may_open, sessions_of
from service.service import service_of
from service.views import Page, SessionView, session_view

_MEDIA = {
    "json": "application/json",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
shared = APIRouter()
"""What can be done with interviews and drills."""
interviews = APIRouter()
comparisons = APIRouter()
progress = APIRouter()

TurnNumber = Annotated[int | None, Query(ge=1, le=1_000_000)]


class SceneView(BaseModel):
    """Something that was shown, `after` seconds after what came before it; the turn holds what it was.

    `position` counts questions from 1 over the whole session, `follow_ups` those of this question.
    """

    kind: SceneKind
    turn: int
    after: float
    position: int
    follow_ups: int


class Replay(BaseModel):
    """A session again as it was shown: its turns, and in which order and time they came."""

    session: SessionView
    scenes: list[SceneView]
    turns: list[Turn]
    report: Report | None


class Fork(BaseModel):
    """From where a session is to be answered again: a question, by its number from 1, or a turn."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"question": 1}]})

    question: int | None = Field(default=None, ge=1, le=1_000_000)
    turn: int | None = Field(default=None, ge=1, le=1_000_000)


class Rescore(BaseModel):
    """Who judges again: the evaluator as the service has it, or its draft, which needs no model."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"judge": "service"}]})

    judge: Literal["service", "draft"] = "service"


class Taken(BaseModel):
    """A session that was taken in: it may have another id than in its file; `notice` says so, and why."""

    session: SessionView
    goes_on: bool
    notice: str


@shared.get("/{session_id}/report")
async def report(person: Reader, drill: Drill, session_id: SessionId) -> Report:
    """The report of a session, as it was made at its end."""
    found = await sessions_of(person, drill).report(session_id)
    if found is None:
        raise Problem(NO_REPORT, "The session is open, so it has no report yet: `stop` ends it.")
    return found


@shared.get("/{session_id}/replay")
async def replay(
    person: Reader, drill: Drill, session_id: SessionId, first: TurnNumber = None, last: TurnNumber = None
) -> Replay:
    """A session again, as it was shown, from turn `first` to `last`; needs no guides and no model."""
    store = sessions_of(person, drill)
    session = await store.session(session_id)
    turns = await transcript(store, session_id)
    chosen = replaying.between(turns, session_id, first, last)
    whole = chosen == turns[len(turns) - len(chosen) :]
    numbers = {turn.number for turn in chosen}
    return Replay(
        session=session_view(session),
        scenes=[
            SceneView(
                kind=scene.kind,
                turn=scene.turn.number,
                after=scene.after,
                position=scene.position,
                follow_ups=scene.follow_ups,
            )
            for scene in replaying.scenes(session, turns)
            if scene.turn.number in numbers
        ],
        turns=[revealed(turn, session) for turn in chosen],
        # It came after the last turn.
        report=await store.report(session_id) if whole else None,
    )


@interviews.post("/{session_id}/forks", status_code=201)
async def fork(
    request: Request, response: Response, person: Practiser, session_id: SessionId, where: Fork
) -> SessionView:
    """Answer again from a turn of an old session, in a new one; the old one stays as it is."""
    memory = person.workspace.memory
    await memory.store.session(session_id)
    number = where.turn
    if (where.question is None) == (number is None):
        raise Problem(INVALID, "Name a question or a turn, and not both.")
    if where.question is not None:
        number = turn_of(where.question, await memory.store.turns(session_id), session_id)
    assert number is not None
    await check_may_open(person, memory.store)
    moment = now()
    new_id = new_session_id(await memory.store.ids(), moment)
    graph = compile_interview(memory)
    forked = await service_of(request).done(
        forking.fork(memory.store, graph, session_id, number, new_id, moment)
    )
    response.headers["Location"] = f"/v1/sessions/{forked.id}"
    return session_view(forked)


@interviews.post("/{session_id}/rescorings", status_code=201)
async def rescore(
    request: Request, person: Practiser, session_id: SessionId, by: Rescore | None = None
) -> Rescoring:
    """Judge an old session's answers by today's evaluator; what was judged then is kept beside it."""
    return await service_of(request).done(
        judged_again(
            person.workspace,
            person.allowance.model_tokens_a_day,
            session_id,
            by.judge if by is not None else "service",
        )
    )


@interviews.get("/{session_id}/rescorings")
async def rescorings(
    person: Reader, session_id: SessionId, cursor: Cursor = None, limit: Limit = 50
) -> Page[Rescoring]:
    """How a session was judged again, in order of time."""
    found = await person.workspace.memory.store.rescorings(session_id)
    return page(found, lambda each: each.at.isoformat(), cursor, limit, lambda each: each)


@interviews.get(
    "/{session_id}/export",
    response_class=Response,
    responses={200: {"content": {kind.split(";")[0]: {} for kind in _MEDIA.values()}}},
)
async def export(
    person: Reader,
    session_id: SessionId,
    form: Annotated[FormatName, Query(alias="format", description="`json` can be taken in again.")] = "json",
) -> Response:
    """A session as a file: JSON, Markdown, or one page of HTML with charts."""
    content = await handed_out(person.workspace.memory, person.workspace.settings, session_id, form)
    # A page of HTML is for a file: it must not run where the service is.
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return Response(content.encode("utf-8", "replace"), media_type=_MEDIA[form], headers=headers)


@interviews.post(
    "/import",
    status_code=201,
    max_body_size=LARGEST,
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
    },
)
async def take_in(request: Request, response: Response, person: Practiser) -> Taken:
    """Take in a session that was exported as JSON. Nothing is overwritten."""
    most = person.allowance.body_bytes
    content = await read_up_to(request.stream(), most)
    if content is None:
        raise Problem(TOO_LARGE, f"A session's file may have {most:,} bytes.")
    archive = read_archive(content, "The file")
    found = await service_of(request).done(taken_in(person.workspace.memory, archive))
    response.headers["Location"] = f"/v1/sessions/{found.session.id}"
    return Taken(session=session_view(found.session), goes_on=found.goes_on, notice=found.renamed)


@comparisons.get("")
async def compare(
    person: Reader,
    first: Annotated[str, Query(min_length=1, max_length=200)],
    second: Annotated[str, Query(min_length=1, max_length=200)],
) -> Comparison:
    """The answers and scores of two sessions side by side, question by question."""
    store = person.workspace.memory.store
    one, other = await store.session(first), await store.session(second)
    of_one = [revealed(turn, one) for turn in await store.turns(first)]
    of_other = [revealed(turn, other) for turn in await store.turns(second)]
    return comparing.compare(one, of_one, other, of_other)


@progress.get("")
async def progressed(person: Reader) -> progressing.Progress:
    """How well the talking points sit, how interviews went, and what to do next."""
    workspace = person.workspace
    library = (await workspace.shelf.understood()).library
    practices = await workspace.memory.mastery.practices()
    sessions = await workspace.memory.store.sessions()
    return progressing.progress(library.talking_points, practices, sessions, now(), workspace.settings.place)
