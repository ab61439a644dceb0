"""The page for a debrief: a real interview's transcript dropped, and what became of each of its questions."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from urllib.parse import unquote

from fastapi import Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from nicegui import app as pages_app
from nicegui import ui

from app.bodies import read_up_to
from app.bootstrap.memory import check_writing
from app.debrief import words
from app.debrief.debriefing import check_new, debrief, heard
from app.debrief.new_questions import written
from app.guides.names import safe_name
from domain.errors import InterviewError
from language.wording import counted
from models.account import for_session
from web.desk import TakenIn
from web.house import Here, House
from web.parts.citations import citations
from web.parts.elements import link, reached, tag
from web.parts.import_box import MOST, ImportBox
from web.parts.layout import page

_ACCEPT = ".vtt,.srt,.txt,.md"


def register() -> None:
    """Put the page at `/practice/debrief`, and what takes a transcript in beside it."""

    @ui.page("/practice/debrief")
    async def debriefs(house: Here, session: str = "") -> None:
        with page("Debrief of a real interview", "/practice"):
            tag("h1", "Debrief of a real interview")
            with tag("p"):
                link("Back to practice", "/practice")
            ImportBox(
                reached("/practice/debrief"),
                label="A transcript: .vtt, .srt, .txt or .md, as your meeting's tool wrote it",
                button="Take it in",
                accept=_ACCEPT,
                asks="Your name in it (without it, whoever answers most)",
            )
            if (found := house.desk.debriefs.get(session)) is not None:
                _show(found)

    _files()


def _files() -> None:
    """Take in transcripts, and hand out the new questions of those that were."""
    busy = asyncio.Lock()

    @pages_app.post("/practice/debrief")
    async def take(house: Here, request: Request) -> Response:
        content = await read_up_to(request.stream(), MOST)
        if content is None:
            return JSONResponse({"error": "The file is too large."}, 413)
        name = safe_name(request.headers.get("x-name", ""))
        me = unquote(request.headers.get("x-said", "")).strip()
        try:
            async with busy:
                found = await _taken_in(house, content, name, me or None)
        except InterviewError as error:
            return JSONResponse({"error": str(error)}, 400)
        house.desk.debriefs[found.session_id] = found
        root = str(request.scope.get("root_path", ""))
        asked = counted(len(found.heard.questions), "question")
        told = f"{asked}, {len(found.heard.new)} of them new, as session {found.session_id}."
        return JSONResponse({"told": told, "address": f"{root}/practice/debrief?session={found.session_id}"})

    @pages_app.get("/practice/debrief/{session_id}/questions.md")
    async def questions(house: Here, session_id: str) -> Response:
        found = house.desk.debriefs.get(session_id)
        if found is None or not found.heard.new:
            return PlainTextResponse("There are no new questions of that session.", 404)
        return Response(
            found.questions,
            media_type="application/octet-stream",
            headers={
                "content-disposition": 'attachment; filename="questions.md"',
                "cache-control": "no-store",
            },
        )


async def _taken_in(house: House, content: bytes, name: str, me: str | None) -> TakenIn:
    """The transcript as a session. Raises `InterviewError` where it is none, or one already."""
    opened = await house.shelf.opened()
    check_writing(house.memory)
    with tempfile.TemporaryDirectory(prefix="debrief-") as folder:
        path = Path(folder) / name
        await asyncio.to_thread(path.write_bytes, content)
        found = await asyncio.to_thread(heard, path, opened.knowledge, me)
        await check_new(house.memory, path, found.digest)
        async with house.beside() as account:
            done = await debrief(
                house.memory,
                opened.knowledge,
                found,
                path,
                opened.chosen.where,
                for_session(house.models, account) if account is not None else house.models,
                unmasked=not house.settings.mask and bool(house.models),
            )
    return TakenIn(done.session.id, found, written(found.new, name).encode("utf-8"))


def _show(found: TakenIn) -> None:
    tag("p", words.you(found.heard), "lead")
    if told := words.asked_by(found.heard):
        tag("p", told)
    tag("h2", "What was asked")
    with tag("ol"):
        for each in found.heard.questions:
            with tag("li"):
                if each.point is not None and not each.exchange.theirs:
                    tag("span", f"{words.asked(each)} → ")
                    citations((each.point.source,))
                else:
                    tag("span", f"{words.asked(each)} → {words.taken_for(each)} ")
                if told := words.followed_up(each):
                    tag("span", told, "notice")
    if told := words.small_talk(found.heard):
        tag("p", told, "notice")
    with tag("p", "", "exports"):
        link("The session, with your answers judged", f"/past/{found.session_id}", "primary")
        if found.heard.new:
            link(
                "The new questions, to be answered and put among your guides",
                f"/practice/debrief/{found.session_id}/questions.md",
                download=True,
            )
