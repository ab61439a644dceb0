"""Guides: put in, listed, read, taken out; each with a tag that tells its content from any other."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Header, Request, Response
from fastapi import Path as PathPart
from pydantic import BaseModel, Field

from app.bodies import read_up_to
from app.bootstrap.memory import locked
from app.display.understood import repaired
from app.guides import folder
from app.guides.folder import Outcome, Where
from app.guides.shelf import Understood
from app.users.bounds import TooManyGuides, check_guides
from domain.guide import Guide, TalkingPointKind
from domain.jobs import JobKind
from domain.shown import shown_in_a_line
from knowledge.files.contents import MOST_BYTES, digest_of
from knowledge.library import guides_by_name
from service.bodies import LARGEST
from service.etags import check_unchanged, tag_of
from service.jobs import asked
from service.paging import Cursor, Limit, page
from service.person import Keeper, Person, Reader
from service.problems import NOT_FOUND, TOO_LARGE, UNUSABLE, Problem
from service.routes import jobs
from service.service import service_of
from service.views import Page

_SECONDS_TO_WAIT = 5.0
_LOCK = "the guides"
"""No session is called so: ids have no spaces."""
_OUTCOMES: Mapping[Outcome, Literal["added", "replaced", "same"]] = {
    Outcome.ADDED: "added",
    Outcome.REPLACED: "replaced",
    Outcome.SAME: "same",
}
router = APIRouter()

Name: TypeAlias = Annotated[str, PathPart(max_length=200, examples=["prep.md"])]
IfMatch: TypeAlias = Annotated[
    str, Header(description="The tag of the guide as it was seen; it is not changed where it is another now.")
]
Prefer: TypeAlias = Annotated[
    str,
    Header(max_length=200, description="`respond-async`: index the guides as a job, beside this request."),
]


class GuideView(BaseModel):
    """A guide as it was understood: how many talking points of each kind, and which lines are in none.

    `digest` is the sha256 of the file, in hex; `sample` says that it comes with the program.
    """

    name: str = Field(examples=["prep.md"])
    digest: str
    title: str
    language: str
    lines: int
    talking_points: dict[TalkingPointKind, int]
    unparsed: list[int]
    repairs: list[str]
    cv: bool
    sample: bool


class PutView(BaseModel):
    """What became of a file that was put in, and under which name it lies."""

    outcome: Literal["added", "replaced", "same"]
    name: str
    digest: str


@router.get("")
async def guides(person: Reader, cursor: Cursor = None, limit: Limit = 50) -> Page[GuideView]:
    """List the guides; where none were put in these are the samples."""
    understood = await person.workspace.shelf.understood()
    sample = not person.workspace.shelf.may_change(understood.where[0])
    every = understood.library.guides
    return page(
        every, lambda guide: guide.name, cursor, limit, lambda guide: _view(guide, understood, sample=sample)
    )


@router.get("/{name}")
async def guide(person: Reader, response: Response, name: Name) -> GuideView:
    """A guide, as it was understood."""
    understood = await person.workspace.shelf.understood()
    found = next((each for each in understood.library.guides if each.name == name), None)
    if found is None:
        raise _unknown(name)
    response.headers["ETag"] = tag_of(found.digest)
    sample = not person.workspace.shelf.may_change(understood.where[0])
    return _view(found, understood, sample=sample)


@router.get("/{name}/text", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def text(person: Reader, name: Name) -> Response:
    """The guide's text as it was read: repaired, and Markdown where the file is none."""
    await person.workspace.shelf.fetch()
    if name not in await _names(person):
        raise _unknown(name)
    _, read = await person.workspace.shelf.text(name)
    headers = {"ETag": tag_of(read.digest), "X-Content-Type-Options": "nosniff"}
    return Response(read.text, media_type="text/plain; charset=utf-8", headers=headers)


@router.put(
    "/{name}",
    max_body_size=LARGEST,
    responses={201: {"model": PutView}, 202: {"model": PutView}},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def put(
    request: Request,
    response: Response,
    person: Keeper,
    name: Name,
    if_match: IfMatch = "",
    prefer: Prefer = "",
) -> PutView:
    """Put a guide in: Markdown, text, reStructuredText, Org, TSV, HTML, PDF or Word.

    One of that name is replaced only where If-Match names it as it is now. With `Prefer: respond-async` the
    guides are indexed as a job: 202, and `Location` says where its state is told.
    """
    most = min(MOST_BYTES, person.allowance.body_bytes)
    data = await read_up_to(request.stream(), most)
    if data is None:
        raise Problem(TOO_LARGE, f"A guide may have {most:,} bytes.")
    shelf = person.workspace.shelf
    async with locked(person.workspace.memory, _LOCK, _SECONDS_TO_WAIT):
        await shelf.fetch()
        await asyncio.to_thread(_check_number, person, name)
        there = await asyncio.to_thread(_digest, person, name)
        done = await shelf.put(name, data, Where.ASK)
        if done.outcome is Outcome.TAKEN:
            check_unchanged(if_match, tag_of(there) if there else None, needed=True)
            done = await shelf.put(name, data, Where.INSTEAD)
        await asyncio.to_thread(folder.empty_removed, person.workspace.settings.own_guides)
        digest = await asyncio.to_thread(_digest, person, done.name) or ""
    if done.outcome is Outcome.ADDED:
        response.status_code = 201
    response.headers["ETag"] = tag_of(digest)
    if "respond-async" in prefer.lower():
        job = await asked(service_of(request), person.workspace, person.user.name, JobKind.INDEX)
        response.status_code = 202
        response.headers["Location"] = f"{jobs.PREFIX}/{job.id}"
        response.headers["Preference-Applied"] = "respond-async"
    return PutView(outcome=_OUTCOMES[done.outcome], name=done.name, digest=digest)


@router.delete("/{name}", status_code=204)
async def remove(person: Keeper, name: Name, if_match: IfMatch = "") -> None:
    """Take a guide out, for good."""
    async with locked(person.workspace.memory, _LOCK, _SECONDS_TO_WAIT):
        await person.workspace.shelf.fetch()
        there = await asyncio.to_thread(_digest, person, name)
        if there is None:
            if name in await _names(person):
                raise Problem(UNUSABLE, "It comes with the program, and goes when one of yours is put in.")
            raise _unknown(name)
        check_unchanged(if_match, tag_of(there), needed=False)
        await person.workspace.shelf.remove(name)
        await asyncio.to_thread(folder.empty_removed, person.workspace.settings.own_guides)


async def _names(person: Person) -> set[str]:
    return set(await asyncio.to_thread(guides_by_name, person.workspace.shelf.where))


def _check_number(person: Person, name: str) -> None:
    """Raise `Problem` where one more guide would be too many."""
    try:
        check_guides(person.allowance, person.workspace.settings.own_guides, name)
    except TooManyGuides as error:
        raise Problem(UNUSABLE, str(error)) from error


def _digest(person: Person, name: str) -> str | None:
    """The digest of the person's own guide of that name, None where there is none."""
    own: Path = person.workspace.settings.own_guides
    if not own.is_dir():
        return None
    path = guides_by_name([own]).get(name)
    return digest_of(path) if path is not None else None


def _view(guide: Guide, understood: Understood, *, sample: bool) -> GuideView:
    return GuideView(
        name=guide.name,
        digest=guide.digest,
        title=guide.title,
        language=understood.library.languages[guide.name],
        lines=guide.lines,
        talking_points=dict(Counter(point.kind for point in guide.talking_points)),
        unparsed=list(guide.unparsed),
        repairs=[repaired(repair) for repair in guide.repairs],
        cv=guide.cv,
        sample=sample,
    )


def _unknown(name: str) -> Problem:
    return Problem(NOT_FOUND, f"None of your guides is called {shown_in_a_line(name)!r}.")
