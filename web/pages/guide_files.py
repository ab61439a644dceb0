"""What the scripts of the guides' pages send: a file that was dropped in, a text to be saved."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from app.bodies import read_up_to
from app.display.understood import repaired
from app.guides.editing import Changed, Editable
from app.guides.folder import Outcome, Put, Where
from domain.errors import InterviewError
from domain.shown import shown_in_a_line
from knowledge.files.contents import MOST_BYTES
from web.house import Here

FILES = "/guides/files"
TEXT = "/guides/text"
_TOLD = {
    Outcome.ADDED: "{name} is in.",
    Outcome.REPLACED: "{name} is in; the one before it lies in .removed.",
    Outcome.SAME: "{name} was here already, and is the same.",
    Outcome.TAKEN: "Another {name} is here already.",
}


def routes() -> APIRouter:
    """The addresses. Each answers with an outcome and a line that tells it."""
    router = APIRouter()

    @router.post(FILES)
    async def put(house: Here, request: Request, name: str, where: Where = Where.ASK) -> JSONResponse:
        data = await read_up_to(request.stream(), MOST_BYTES)
        try:
            if data is None:
                raise InterviewError(f"{shown_in_a_line(name)} is larger than {MOST_BYTES // 1_000_000} MB.")
            await house.check_guide(name)
            return _put(await house.shelf.put(name, data, where))
        except InterviewError as error:
            return _refused(error)

    @router.post(TEXT)
    async def save(house: Here, request: Request, name: str, seen: str = "") -> JSONResponse:
        data = await read_up_to(request.stream(), MOST_BYTES)
        try:
            if data is None:
                raise InterviewError("That is too much text for one guide.")
            done = await house.shelf.save(name, data.decode("utf-8", "replace"), seen)
        except InterviewError as error:
            return _refused(error)
        if isinstance(done, Changed):
            return _changed(name, done)
        return JSONResponse({"outcome": "saved", "seen": done.seen, "line": "Saved; the index follows."})

    return router


def as_props(editable: Editable) -> dict[str, str]:
    """A text to edit, as the editor has it; `note` says what saving changes beside it."""
    note = ", ".join(repaired(repair) for repair in editable.repairs)
    return {
        "text": editable.text,
        "seen": editable.seen,
        "note": f"{note}. Saving writes it as UTF-8." if note else "",
    }


def _put(put: Put) -> JSONResponse:
    name = shown_in_a_line(put.name)
    return JSONResponse(
        {"outcome": put.outcome.value, "name": name, "line": _TOLD[put.outcome].format(name=name)}
    )


def _changed(name: str, changed: Changed) -> JSONResponse:
    happened = "removed" if changed.now is None else "changed"
    line = (
        f"{shown_in_a_line(name)} was {happened} meanwhile. Nothing is saved yet; what you typed stands here."
    )
    now = as_props(changed.now) if changed.now is not None else None
    return JSONResponse({"outcome": "changed", "now": now, "line": line})


def _refused(error: InterviewError) -> JSONResponse:
    return JSONResponse({"outcome": "refused", "line": shown_in_a_line(str(error))})
