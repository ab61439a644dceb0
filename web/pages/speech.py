"""What the page's microphone sends, and the questions and recordings that its loudspeaker asks for."""

from __future__ import annotations

import asyncio
import mimetypes
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from nicegui import app as pages_app

from app.bodies import read_up_to
from app.display.delivery import measured_line
from app.display.labels import label
from app.display.unheard import of_failure
from domain.errors import InterviewError
from domain.interview import ENGLISH, Turn
from domain.shown import shown_in_a_line
from voice import keeping
from voice.audio import format_of
from voice.errors import BadAudio, LanguageNotHeard, NoRecogniser, TooLong, Why
from voice.heard import Heard
from web.house import Here, House
from web.rooms.entries import Answering
from web.rooms.room import Room
from web.speech.marks import marks_in

MOST_BYTES = 16 << 20
"""Twenty minutes as a browser records them are 10 MB."""
_TYPES = ("audio/", "video/webm", "video/mp4")
_TYPED = {".webm": "audio/webm", ".ogg": "audio/ogg", ".m4a": "audio/mp4", ".wav": "audio/wav"}


def register() -> None:
    """Put the addresses that speaking needs."""
    _heard_at()
    _spoken_at()


def _heard_at() -> None:
    """The addresses for what is said."""

    @pages_app.post("/speech/{session_id}/ready")
    async def ready(house: Here, session_id: str) -> JSONResponse:
        try:
            await house.speech.ears.ready()
        except InterviewError as error:
            return JSONResponse(_refused(error, _language(house, session_id), writes=True))
        return JSONResponse({"outcome": "ready", "line": ""})

    @pages_app.post("/speech/{session_id}/answer")
    async def answer(
        house: Here,
        request: Request,
        session_id: str,
        question: str,
        id_: Annotated[str, Query(alias="id")],
        keep: bool = False,
    ) -> JSONResponse:
        try:
            recording = await _recording(request)
            room, waiting = _waiting(house, session_id, question)
        except InterviewError as error:
            return JSONResponse(_refused(error, _language(house, session_id)))
        written = room.candidate.speaking.written
        if id_ not in written:
            written[id_] = asyncio.create_task(_written(house, room, waiting, recording, keep=keep))
        # Whoever asked first may be gone: their page was loaded anew, and asks again.
        return JSONResponse(await asyncio.shield(written[id_]))


def _spoken_at() -> None:
    """The addresses for what is played."""

    @pages_app.get("/speech/{session_id}/question/{number}.wav")
    async def question(house: Here, session_id: str, number: int) -> Response:
        room = house.rooms.held(session_id)
        asked = room.thread.asked(number) if room is not None else None
        if asked is None:
            return PlainTextResponse("There is no such question.", 404)
        wav = await house.speech.mouth.wav(asked.turn.said, asked.turn.question.language)
        if not wav:
            return PlainTextResponse("It cannot be spoken here.", 404)
        return Response(wav, media_type="audio/wav", headers={"cache-control": "no-store"})

    @pages_app.get("/past/{session_id}/audio/{name}")
    async def recording(house: Here, session_id: str, name: str) -> Response:
        # Chosen among those that are there: no name leads to another file.
        found = next(
            (each for each in keeping.kept(house.memory.audio, session_id) if each.name == name), None
        )
        if found is None:
            return PlainTextResponse("There is no such recording.", 404)
        kind = _TYPED.get(found.suffix) or mimetypes.guess_type(found.name)[0]
        return FileResponse(found, media_type=kind, headers={"cache-control": "no-store"})


async def _recording(request: Request) -> bytes:
    """The bytes that were sent. Raises `BadAudio`."""
    if not request.headers.get("content-type", "").lower().startswith(_TYPES):
        raise BadAudio(Why.NO_SOUND)
    data = await read_up_to(request.stream(), MOST_BYTES)
    if data is None:
        raise TooLong
    if not format_of(data):
        raise BadAudio(Why.UNKNOWN_FORMAT)
    return data


def _waiting(house: House, session_id: str, question: str) -> tuple[Room, Answering]:
    """The room, and its waiting for an answer to `question`. Raises `InterviewError` where it does not."""
    room = house.rooms.held(session_id)
    waiting = room.thread.waiting if room is not None else None
    if room is None or not isinstance(waiting, Answering) or waiting.turn.question.id != question:
        raise InterviewError(label("voice_gone", _language(house, session_id)))
    return room, waiting


async def _written(
    house: House, room: Room, waiting: Answering, recording: bytes, *, keep: bool
) -> dict[str, object]:
    """What came of a recording, as the page is told it."""
    try:
        heard = await _heard(house, room, waiting.turn, recording)
        # A hint may have been asked for while it was written down: the question is the same.
        room, waiting = _waiting(house, room.session.id, waiting.turn.question.id)
    except (NoRecogniser, LanguageNotHeard) as error:
        return _refused(error, room.front.language, writes=True)
    except InterviewError as error:
        return _refused(error, room.front.language)
    if keep and not room.session.drill:
        heard = await asyncio.to_thread(_kept, house, room, waiting.turn, heard, recording)
    room.candidate.hear(heard, waiting)
    return _told(room, waiting.turn, heard)


async def _heard(house: House, room: Room, turn: Turn, recording: bytes) -> Heard:
    terms = await asyncio.to_thread(room.candidate.speaking.terms, turn)
    return await house.speech.ears.hear(recording, language=turn.question.language, terms=terms)


def _kept(house: House, room: Room, turn: Turn, heard: Heard, recording: bytes) -> Heard:
    suffix = keeping.SUFFIXES[format_of(recording)]
    name = keeping.keep_file(house.memory.audio, room.session.id, turn.number, recording, suffix)
    return heard.with_audio(name) if name else heard


def _told(room: Room, turn: Turn, heard: Heard) -> dict[str, object]:
    line = measured_line(heard.delivery, room.candidate.speaking.expected(turn), turn.question.language)
    marks = [mark.model_dump() for mark in marks_in(heard, turn.question.language)]
    return {"outcome": "heard", "line": line, "text": heard.text, "marks": marks}


def _language(house: House, session_id: str) -> str:
    """The language of a session that is held here; English where none is."""
    room = house.rooms.held(session_id)
    return room.front.language if room is not None else ENGLISH


def _refused(error: InterviewError, language: str, *, writes: bool = False) -> dict[str, object]:
    """A line that says why not; `writes` is whether answers can only be typed from now on."""
    line = shown_in_a_line(of_failure(error, language))
    return {"outcome": "written" if writes else "refused", "line": line}
