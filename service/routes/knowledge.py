"""What is known of the guides: talking points, searches, contradictions, a posting held against them."""

from __future__ import annotations

import asyncio
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from app.bodies import read_up_to
from app.bootstrap.memory import now
from app.bootstrap.postings import posting_of
from app.guides.names import safe_name
from domain.contradiction import Contradiction
from domain.days import day_of
from domain.guide import KINDS_IN_GUIDES, Passage, TalkingPoint, TalkingPointKind
from domain.posting import Posting
from knowledge.files.contents import MOST_BYTES
from knowledge.posting.matched import Matched
from knowledge.posting.matching import match
from service.bodies import LARGEST
from service.paging import Cursor, Limit, page
from service.person import Person, Reader
from service.problems import INVALID, NOT_FOUND, TOO_LARGE, Problem
from service.views import Page

_MOST_TEXT = 400_000
talking_points = APIRouter()
search = APIRouter()
contradictions = APIRouter()
matches = APIRouter()

Kinds: TypeAlias = Annotated[
    list[TalkingPointKind], Query(max_length=len(KINDS_IN_GUIDES), description="Only of these kinds.")
]
Guides: TypeAlias = Annotated[
    list[str], Query(max_length=50, description="Only of these guides, by their names.")
]


class Found(BaseModel):
    """A passage that a search found, and the title of the talking point it is of."""

    title: str
    passage: Passage


class Search(BaseModel):
    """What a search found, best first; nothing where nothing in the guides is relevant."""

    found: list[Found]


class PostingText(BaseModel):
    """A job posting as text: Markdown, plain text or HTML, as `name` ends."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "# Data engineer\n\n## You have\n\n- Five years of Python\n- Kafka"}]
        },
    )

    text: str = Field(min_length=1, max_length=_MOST_TEXT)
    name: str = Field(default="posting.md", max_length=200)


class Match(BaseModel):
    """A posting as it was understood, and what the guides have for each thing that it asks for."""

    posting: Posting
    matched: list[Matched]


@talking_points.get("")
async def every(
    person: Reader,
    kind: Kinds = [],  # noqa: B006 -- FastAPI reads it, and changes nothing
    guide: Guides = [],  # noqa: B006
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[TalkingPoint]:
    """List what was understood of the guides, in their order, with lines."""
    library = (await person.workspace.shelf.understood()).library
    chosen = [
        point
        for point in library.talking_points
        if (not kind or point.kind in kind) and (not guide or point.source.guide in guide)
    ]
    # Guides repeat themselves: one talking point may stand in two.
    return page(chosen, lambda point: f"{point.id} {point.source}", cursor, limit, lambda point: point)


@talking_points.get("/{point_id}")
async def one(person: Reader, point_id: Annotated[str, Path(max_length=200)]) -> TalkingPoint:
    """A talking point."""
    library = (await person.workspace.shelf.understood()).library
    try:
        return library.point(point_id)
    except KeyError as error:
        raise Problem(NOT_FOUND, "Your guides have no talking point of this id.") from error


@search.get("")
async def searched(
    person: Reader,
    q: Annotated[str, Query(min_length=1, max_length=2000, description="What is looked for.")],
    kind: Kinds = [],  # noqa: B006
    guide: Guides = [],  # noqa: B006
    k: Annotated[int, Query(ge=1, le=100, description="How many passages at most.")] = 5,
) -> Search:
    """Search the guides, by meaning and by words: passages, where they stand, how well they fit (0 to 1)."""
    knowledge = (await person.workspace.shelf.opened()).knowledge
    found = await asyncio.to_thread(
        knowledge.search, q, k=k, kinds=frozenset(kind) or None, guides=frozenset(guide) or None
    )
    return Search(
        found=[Found(title=knowledge.point(each.talking_point_id).title, passage=each) for each in found]
    )


@contradictions.get("")
async def check(person: Reader, cursor: Cursor = None, limit: Limit = 50) -> Page[Contradiction]:
    """Where the guides contradict themselves, the most damaging first."""
    found = list(enumerate((await person.workspace.shelf.opened()).contradictions))
    return page(found, lambda each: str(each[0]), cursor, limit, lambda each: each[1])


@matches.post("")
async def match_posting(person: Reader, posting: PostingText) -> Match:
    """Hold a job posting against the guides: covered, thin, unsure, missing or contradicted."""
    return await _matched(person, posting.text.encode("utf-8", "replace"), safe_name(posting.name))


@matches.put(
    "/{name}",
    max_body_size=LARGEST,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def match_file(request: Request, person: Reader, name: Annotated[str, Path(max_length=200)]) -> Match:
    """The same for a posting as a file: Markdown, text, HTML, PDF or Word, as its name ends."""
    most = min(MOST_BYTES, person.allowance.body_bytes)
    data = await read_up_to(request.stream(), most)
    if data is None:
        raise Problem(TOO_LARGE, f"A posting may have {most:,} bytes.")
    if not data:
        raise Problem(INVALID, "The posting is empty.")
    return await _matched(person, data, safe_name(name))


async def _matched(person: Person, data: bytes, name: str) -> Match:
    posting = await asyncio.to_thread(posting_of, data, name)
    knowledge = (await person.workspace.shelf.opened()).knowledge
    today = day_of(now(), person.workspace.settings.place)
    return Match(posting=posting, matched=await asyncio.to_thread(match, posting, knowledge, today))
