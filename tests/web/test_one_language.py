"""The room of a session on the page is in the language of its guide."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

from app.display.labels import label
from domain.rounds import Round, Tone
from tests.app.conftest import home, knowledge, workspace
from tests.support import guards
from tests.support.one_language import SAYS, english_in, guide
from tests.support.pages import Pages, pages
from tests.support.past import Workspace
from tests.support.sounding import Knows, heard, silence
from voice.audio import wav_of
from voice.errors import NoRecogniser, NothingHeard, TooLong, Why
from voice.heard import Doubt, HeardWord
from web.parts.answer_box import AnswerBox
from web.rooms.entries import Answering, Over, Reading
from web.rooms.room import Room
from web.speech.ears import Ears
from web.speech.mouth import Mouth
from web.speech.speech import Speech

__all__ = ["home", "knowledge", "workspace"]

_A_MOMENT = 0.02
_NAMES = ("aria-label", "title")
_BOX = ("label", "button", "rules")
_OF_SCRIPTS = ("words", "lines", "looks")


def shown(at: Pages) -> str:
    """The words of the main part of the page, names for screen readers included."""
    told: list[str] = []
    assert at.user.client is not None
    for element in at.user.client.elements.values():
        if "main" not in {above.tag for above in element.ancestors()}:
            continue
        names = _BOX if isinstance(element, AnswerBox) else _NAMES
        told += [str(element.props[name]) for name in names if element.props.get(name)]
        for name in _OF_SCRIPTS:
            given = element.props.get(name, {})
            told += map(str, given.values() if isinstance(given, dict) else [given])
        told.append(str(element.props.get("cannot", "")))
        told.append(str(getattr(element, "text", "") or ""))
    return "\n".join(told)


def shown_of_kind(at: Pages, kind: str) -> list[str]:
    """The names for screen readers of the elements of one kind."""
    assert at.user.client is not None
    elements = at.user.client.elements.values()
    return [str(element.props["aria-label"]) for element in elements if element.tag == kind]


@pytest.mark.parametrize("language", SAYS)
async def test_a_session_on_the_page_speaks_one_language(
    workspace: Workspace, tmp_path: Path, language: str
) -> None:
    async with pages(workspace.home, tmp_path, guide(language).read_text(encoding="utf-8")) as at:
        room = await at.house.rooms.begin(20, "study", seed=4, held=Round.HIRING_MANAGER, tone=Tone.PRESSING)
        await at.user.open(f"/interview/{room.session.id}")
        await at.user.should_see(label("page_stop", language))
        told = shown(at)
        for line in (SAYS[language], SAYS[language], "/why", "/help", "/hint", "/nothing", "/skip", "/stop"):
            await _answers(room, line)
        async with asyncio.timeout(guards.SECONDS):
            while not isinstance(room.thread.waiting, Over):
                await asyncio.sleep(_A_MOMENT)
        await at.user.open(f"/interview/{room.session.id}")
        await at.user.should_see(label("page_look_again", language))
        told += shown(at)

    assert label("page_asked_why", language) in told
    assert label("in_tone", language, tone=label("tone_pressing", language)) in told
    assert label("about_story", language) in told and label("by_hiring_manager", language) in told
    assert label("why_coverage", language) in told
    assert english_in(told, language) == []


@pytest.mark.parametrize("language", SAYS)
async def test_what_is_spoken_on_the_page_is_told_in_one_language(
    workspace: Workspace, tmp_path: Path, language: str
) -> None:
    text = guide(language).read_text(encoding="utf-8")
    async with pages(workspace.home, tmp_path, text, _hears(language)) as at:
        room = await at.house.rooms.begin(20, "study", seed=4)
        await at.user.open(f"/interview/{room.session.id}")
        await at.user.should_see(label("page_stop", language))
        told = shown(at)
        assert label("voice_speak", language) in told
        assert label("unheard_unable", language) in told and label("look_as_is", language) in told
        answers = [await _says(at, room) for _ in range(4)]
        assert [each["outcome"] for each in answers] == ["heard", "refused", "refused", "written"]
        whys = {mark["why"] for mark in answers[0]["marks"]}
        assert whys == {label("doubt_figure", language), label("doubt_denial", language)}
        told += "\n".join([*(each["line"] for each in answers), *whys, await _late(at, room)])
        await _answers(room, SAYS[language])
        while not isinstance(room.thread.waiting, Over):
            await _ends(room)
        await at.user.open(f"/interview/{room.session.id}")
        over = label("spoken_one_answer", language, count=1, time="0:20")
        await at.user.should_see(over)
        told += shown(at)
        await at.user.open(f"/past/{room.session.id}/replay")
        await at.user.should_see(over)
        replayed = shown_of_kind(at, "audio")

    assert replayed == [label("recording", language)]
    assert told.count(label("spoken_in", language, seconds=20)) == 2
    assert label("unheard_not_installed", language, package="faster_whisper") in told
    assert english_in(told, language) == []


def _hears(language: str) -> Speech:
    """What hears what is said in `language`, then nothing, then too much, and then is not there any more."""
    doubtful = [HeardWord("70", 1, 2, 0.3, Doubt.FIGURE), HeardWord("nn", 2, 3, 0.3, Doubt.DENIAL)]
    said = heard(f"{SAYS[language]} 70 nn", doubtful, seconds=20.0)
    gone = NoRecogniser(Why.NOT_INSTALLED, package="faster_whisper")
    recogniser = Knows(replace(said, language=language), NothingHeard(), TooLong(), gone)

    async def opens() -> Knows:
        return recogniser

    return Speech(Ears(opens, missing=tuple), Mouth(lambda _: None), 2.5)


async def _says(at: Pages, room: Room, question: str = "") -> dict[str, Any]:
    """Speak to what is waited for, and keep it: what the page is told."""
    async with asyncio.timeout(guards.SECONDS):
        while not isinstance(waiting := room.thread.waiting, Answering):
            await asyncio.sleep(_A_MOMENT)
    query = {"question": question or waiting.turn.question.id, "keep": "true", "id": token_hex(4)}
    address = f"/speech/{room.session.id}/answer"
    sound = wav_of(silence(1.0))
    answer = await at.http.post(address, params=query, content=sound, headers={"content-type": "audio/wav"})
    told: dict[str, Any] = answer.json()
    return told


async def _late(at: Pages, room: Room) -> str:
    """What is told to whoever speaks to another question than the one that is waited for."""
    told = await _says(at, room, "another")
    return str(told["line"])


async def _ends(room: Room) -> None:
    """Go on where something is read, and end the session where an answer is waited for."""
    waiting = room.thread.waiting
    room.candidate.send("/stop" if isinstance(waiting, Answering) else "", waiting)
    await asyncio.sleep(_A_MOMENT)


async def _answers(room: Room, line: str) -> None:
    """Say `line` where an answer is waited for, and go on where something is read."""
    async with asyncio.timeout(guards.SECONDS):
        while True:
            waiting = room.thread.waiting
            if isinstance(waiting, Reading):
                room.candidate.send("", waiting)
            elif isinstance(waiting, Answering) and room.candidate.send(line, waiting):
                return
            await asyncio.sleep(_A_MOMENT)
