"""Files that the page hands out and takes in: sessions, and a deck of cards."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import get_args

from fastapi import Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from nicegui import app as pages_app

from app.bootstrap.memory import now
from app.choices import FormatName
from app.past.formats import importing
from app.past.handing_out import handed_out, taken_in
from app.practice.cards import package
from app.practice.cards.deck import Deck, deck
from app.practice.plan.handing_out import Form
from app.practice.plan.handing_out import handed_out as plan_handed_out
from domain.errors import InterviewError
from domain.shown import shown_in_a_line
from web.house import Here, House
from web.pages.plan import planned

_SUFFIXES: dict[FormatName, str] = {"json": "json", "markdown": "md", "html": "html"}
_LONGEST_NAME = 80


def register() -> None:
    """Put the files at their addresses."""
    _past()
    _practice()


def _past() -> None:

    @pages_app.get("/past/{session_id}/export/{form}")
    async def export(house: Here, session_id: str, form: str) -> Response:
        chosen = next((each for each in get_args(FormatName) if each == form), None)
        if chosen is None:
            return PlainTextResponse("There is no such format.", 404)
        try:
            content = await handed_out(house.memory, house.settings, session_id, chosen)
        except InterviewError as error:
            return PlainTextResponse(str(error), 404)
        return _file(content.encode("utf-8", "replace"), f"interview-{session_id}.{_SUFFIXES[chosen]}")

    @pages_app.post("/past/import")
    async def import_(house: Here, request: Request) -> Response:
        content = await request.body()
        name = shown_in_a_line(request.headers.get("x-name", ""))[:_LONGEST_NAME] or "The file"
        try:
            archive = await asyncio.to_thread(importing.read_archive, content, name)
            found = await taken_in(house.memory, archive)
        except InterviewError as error:
            return JSONResponse({"error": str(error)}, 400)
        told = f"{found.renamed} {found.told}".strip()
        return JSONResponse({"told": told, "address": f"{_root(request)}/past/{found.session.id}"})


def _practice() -> None:
    @pages_app.get("/practice/cards.apkg")
    async def cards(house: Here, told: bool = False) -> Response:
        try:
            return _file(await _deck(house, told=told), "interview.apkg")
        except InterviewError as error:
            return PlainTextResponse(str(error), 404)

    @pages_app.get("/practice/plan.{form}")
    async def plan(house: Here, form: Form) -> Response:
        try:
            found = await planned(house)
        except InterviewError as error:
            return PlainTextResponse(str(error), 404)
        content = await asyncio.to_thread(plan_handed_out, found, form, now())
        return _file(content, f"interview-plan.{form}")


def _root(request: Request) -> str:
    """The path below which the page stands, as `reached` puts it before an address."""
    return str(request.scope.get("root_path", ""))


async def _deck(house: House, *, told: bool) -> bytes:
    """The deck over the shelf's guides; `told` says that the page named what this one has no more.

    Raises `InterviewError` where there is nothing to make cards of.
    """
    writer = package.genanki()
    opened = await house.shelf.opened()
    known = await house.memory.cards.all()
    points, at = opened.library.talking_points, int(now().timestamp())
    made, kept = deck(points, known, at=at, tells=told)
    # First: a card that was handed out and is not known may be another one's the next time.
    await house.memory.cards.keep(kept)
    return await asyncio.to_thread(_written, made, writer)


def _written(made: Deck, writer: object) -> bytes:
    with tempfile.TemporaryDirectory(prefix="cards-") as folder:
        out = Path(folder) / "interview.apkg"
        package.write(made.cards, out, writer)
        return out.read_bytes()


def _file(content: bytes, name: str) -> Response:
    """A file to keep: whatever is in it, a browser never shows it as a page of ours."""
    safe = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in name
    )
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{safe}"', "cache-control": "no-store"},
    )
