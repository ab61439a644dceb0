"""What the page's microphone sends is written down, marked, measured, and kept where that was asked."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
import pytest

from app.past.formats.archive import collect
from app.past.transcript import spoken_in
from domain.interview import Turn
from tests.app.conftest import home, knowledge, workspace
from tests.support import guards
from tests.support.pages import ANSWER, Pages, pages
from tests.support.past import Workspace
from tests.support.sounding import Knows, heard, silence
from voice import keeping
from voice.audio import wav_of
from voice.errors import LanguageNotHeard, NoRecogniser, NothingHeard, VoiceError, Why
from voice.heard import Doubt, Heard, HeardWord, Offer
from voice.speaking import Engine
from web.pages.speech import MOST_BYTES
from web.rooms.entries import Answering, Reported, Said
from web.rooms.room import Room
from web.speech.ears import Ears
from web.speech.mouth import Mouth
from web.speech.speech import Speech

__all__ = ["home", "knowledge", "workspace"]

WAV = wav_of(silence(1.0))
SOUND = {"content-type": "audio/webm;codecs=opus"}
Opening = Callable[..., Awaitable[Pages]]


def speech(*results: Heard | VoiceError) -> Speech:
    """What hears the `results`, one after the other, and speaks nothing."""
    recogniser = Knows(*results)

    async def opens() -> Knows:
        return recogniser

    return Speech(Ears(opens, missing=tuple), Mouth(lambda language: None), 2.5)


@pytest.fixture
async def opens(workspace: Workspace, tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[Any]]]:
    """Opens the pages with a recogniser that hears the given results, and a room that waits for an answer."""
    contexts = []

    async def opened(*results: Heard | VoiceError) -> tuple[Pages, Room]:
        context = pages(workspace.home, tmp_path, speech=speech(*results))
        at = await context.__aenter__()
        contexts.append(context)
        room = await at.house.rooms.begin(20, "study")
        await until(lambda: isinstance(room.thread.waiting, Answering))
        return at, room

    yield opened
    shutil.rmtree(workspace.home / "audio", ignore_errors=True)
    for context in contexts:
        await context.__aexit__(None, None, None)


async def until(there: Callable[[], bool]) -> None:
    """Wait for it."""
    async with asyncio.timeout(guards.SECONDS):
        while not there():
            await asyncio.sleep(0.005)


def _players(at: Pages) -> list[str]:
    client = at.user.client
    there = client.elements.values() if client is not None else ()
    return [each.props["src"] for each in there if each.tag == "audio"]


def turn_of(room: Room) -> Turn:
    """The turn that is waited for."""
    assert isinstance(room.thread.waiting, Answering)
    return room.thread.waiting.turn


async def say(
    at: Pages, room: Room, data: bytes = WAV, *, keep: bool = False, id: str = "", **more: str
) -> httpx.Response:
    """What the page's script sends when somebody has spoken."""
    query = {"question": turn_of(room).question.id, "keep": str(keep).lower()} | {"id": id or token_hex(4)}
    address = f"/speech/{room.session.id}/answer"
    return await at.http.post(address, params=query, content=data, headers={**SOUND, **more})


async def test_what_was_heard_comes_back_with_its_doubts_and_is_kept_as_typed(opens: Opening) -> None:
    doubtful = HeardWord("“70,”", 1, 1.5, 0.5, Doubt.FIGURE)
    at, room = await opens(
        heard("We used post gress for “70,” days.", [doubtful], [Offer(2, 4, "post gress", "Postgres")])
    )
    room.candidate.type("First of all,", room.thread.waiting)

    told = (await say(at, room)).json()

    assert told["outcome"] == "heard"
    assert "words a minute" in told["line"]
    found = [(told["text"][m["start"] : m["end"]], m["why"], m["term"], m["seen"]) for m in told["marks"]]
    assert found == [("post gress", "", "Postgres", False), ("70", "a figure", "", False)]
    # Though the tab may be gone by now.
    assert room.candidate.draft == "First of all, We used post gress for “70,” days."


async def test_the_recogniser_is_told_the_guides_terms_and_language(opens: Opening) -> None:
    at, room = await opens(heard("Said."))
    point = next(iter(room.candidate.speaking._points.values()))
    changed = point.model_copy(update={"text": "We moved it to gRPC and Kafka, by night."})
    room.candidate.speaking.meet([changed])

    await say(at, room)

    recogniser = at.house.speech.ears._open
    assert isinstance(recogniser, Knows)
    _, language, terms = recogniser.asked[0]
    assert language == "en"
    assert set(terms.names) >= {"gRPC", "Kafka"}


async def test_how_it_was_spoken_goes_with_the_answer_into_report_and_trends(opens: Opening) -> None:
    at, room = await opens(heard(ANSWER, seconds=20.0))
    await say(at, room)
    room.candidate.send(ANSWER, room.thread.waiting)
    await until(lambda: room.thread.last(Said) is not None)
    said = room.thread.last(Said)
    assert said is not None
    assert said.spoken is not None
    await until(lambda: not room.candidate.draft)
    while not room.is_over:
        waiting = room.thread.waiting
        room.candidate.send("/stop" if isinstance(waiting, Answering) else "", waiting)
        await asyncio.sleep(0.01)

    await until(lambda: bool((entry := room.thread.last(Reported)) and entry.spoken))
    archive = await collect(at.memory.store, room.session.id)
    (spoken,) = spoken_in(archive.turns)
    message = next(turn.message for turn in archive.turns if turn.message is not None)
    assert (spoken.seconds, message.seconds) == (20.0, 20.0)
    await at.user.open(f"/past/{room.session.id}")
    await at.user.should_see("1 answer spoken in 0:20")
    await at.user.open("/practice")
    await at.user.should_see("How you speak")


async def test_a_recording_that_is_sent_again_is_heard_once(opens: Opening) -> None:
    at, room = await opens(heard("Said once."))

    both = await asyncio.gather(say(at, room, keep=True, id="a"), say(at, room, keep=True, id="a"))
    late = await say(at, room, keep=True, id="a")

    assert both[0].json() == both[1].json() == late.json()
    assert room.candidate.draft == "Said once."
    assert len(keeping.kept(at.memory.audio, room.session.id)) == 1


async def test_what_was_typed_in_place_of_what_was_heard_was_typed(opens: Opening) -> None:
    at, room = await opens(heard("Something else entirely was heard of it."))
    await say(at, room)
    room.candidate.send("We counted the parcels by hand for a week.", room.thread.waiting)
    await until(lambda: room.thread.last(Said) is not None)
    assert room.candidate.spoken is None


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (NothingHeard(), "refused"),
        (NoRecogniser(Why.NO_START), "written"),
        (LanguageNotHeard("xx"), "written"),
    ],
)
async def test_what_does_not_work_is_one_line(opens: Opening, error: VoiceError, outcome: str) -> None:
    at, room = await opens(error)
    told = (await say(at, room)).json()
    assert told == {"outcome": outcome, "line": str(error)}
    assert room.candidate.draft == ""
    assert isinstance(room.thread.waiting, Answering)


async def test_what_is_no_sound_or_too_much_wakes_no_recogniser(opens: Opening) -> None:
    at, room = await opens()
    playlist = b"#EXTM3U\nfile:///etc/passwd\n"
    large = b"OggS" + bytes(MOST_BYTES)
    for data, kind in (
        (playlist, "audio/webm"),
        (b"", "audio/webm"),
        (WAV, "text/html"),
        (large, "audio/ogg"),
    ):
        told = (await say(at, room, data, **{"content-type": kind})).json()
        assert told["outcome"] == "refused"
        assert "\n" not in told["line"]
    assert at.house.speech.ears._open is None


async def test_an_answer_to_what_is_not_waited_for_is_dropped(opens: Opening) -> None:
    at, room = await opens(heard("Late."))
    query = {"id": "1", "question": "another", "keep": "true"}
    for session in (room.session.id, "nope"):
        address = f"/speech/{session}/answer"
        told = (await at.http.post(address, params=query, content=WAV, headers=SOUND)).json()
        assert told["outcome"] == "refused"
    assert room.candidate.draft == ""
    assert keeping.kept(at.memory.audio, room.session.id) == ()


async def test_recordings_are_kept_only_if_asked_heard_again_and_forgotten(opens: Opening) -> None:
    at, room = await opens(heard("Not kept."), heard("This was kept with the session."))
    await say(at, room)
    assert keeping.kept(at.memory.audio, room.session.id) == ()
    room.candidate.speaking.forget()
    await say(at, room, keep=True)
    (kept,) = keeping.kept(at.memory.audio, room.session.id)
    assert kept.read_bytes() == WAV
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    asked = room.thread.waiting
    room.candidate.send("This was kept with the session.", asked)
    await until(lambda: isinstance(room.thread.waiting, Answering) and room.thread.waiting is not asked)
    await room.close()

    address = f"/past/{room.session.id}/audio/{kept.name}"
    played = await at.http.get(address)
    assert (played.content, played.headers["content-type"]) == (WAV, "audio/wav")
    for name in ("0001-9.wav", "..%2F..%2Fweb%2Fsecret", "%2Fetc%2Fpasswd"):
        assert (await at.http.get(f"/past/{room.session.id}/audio/{name}")).status_code == 404
    await at.user.open(f"/past/{room.session.id}/replay")
    await until(lambda: _players(at) == [address])

    await at.user.open(f"/past/{room.session.id}")
    at.user.find("Delete it for good").click()
    await at.user.should_see("No sessions yet.")
    assert keeping.kept(at.memory.audio, room.session.id) == ()
    assert (await at.http.get(address)).status_code == 404


async def test_a_machine_that_hears_nothing_says_so_in_the_page(workspace: Workspace, tmp_path: Path) -> None:
    async def opens() -> Knows:
        raise NoRecogniser("never asked.")

    nothing = Speech(Ears(opens, lambda: ("faster_whisper",)), Mouth(lambda language: None), 2.5)
    async with pages(workspace.home, tmp_path, speech=nothing) as at:
        room = await at.house.rooms.begin(20, "study")
        await until(lambda: isinstance(room.thread.waiting, Answering))
        await at.user.open(f"/interview/{room.session.id}")
        bars = [each for each in at.user.client.elements.values() if "cannot" in each.props]  # type: ignore[union-attr]
        (cannot,) = [each.props["cannot"] for each in bars]
        assert "faster_whisper is not installed" in cannot
        assert cannot.endswith("Answers are typed.")
        assert bars[0].props["wav"] == ""
        told = (await at.http.post(f"/speech/{room.session.id}/ready")).json()
        assert told["outcome"] == "written"


async def test_a_question_is_spoken_by_this_machine_and_no_other_text(
    workspace: Workspace, tmp_path: Path
) -> None:
    said: list[tuple[str, Engine, str]] = []

    async def makes(text: str, engine: Engine, *, language: str) -> bytes:
        said.append((text, engine, language))
        return WAV

    quiet = speech()
    voiced = Speech(quiet.ears, Mouth(lambda language: Engine.ESPEAK, makes), 2.5)
    async with pages(workspace.home, tmp_path, speech=voiced) as at:
        room = await at.house.rooms.begin(20, "study")
        await until(lambda: isinstance(room.thread.waiting, Answering))
        turn = turn_of(room)
        for _ in range(2):
            answer = await at.http.get(f"/speech/{room.session.id}/question/{turn.number}.wav")
            assert (answer.content, answer.headers["content-type"]) == (WAV, "audio/wav")
        assert said == [(turn.said, Engine.ESPEAK, "en")]
        assert (await at.http.get(f"/speech/{room.session.id}/question/99.wav")).status_code == 404
        assert (await at.http.get("/speech/nope/question/1.wav")).status_code == 404
