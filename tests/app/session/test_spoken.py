"""A person who speaks: what is heard stands at the prompt, and what does not work is a line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from functools import partial
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from app.session.keyboard import Keyboard
from app.session.spoken import Speech, SpokenCandidate
from domain.interview import Turn
from tests.support.interviews import POINTS, a_session, an_interview, some_knowledge
from tests.support.sounding import Knows, Plays, heard, loudness, silence, sound, speech
from voice import keeping
from voice.errors import NoMicrophone, NothingHeard, Why
from voice.heard import Doubt, HeardWord, Offer
from voice.listening import Listening

AT_ONCE = 0.01
ANSWERED = sound(silence(0.3), speech(1.0), silence(1.2))


@pytest.fixture
async def turn(tmp_path: Path) -> Turn:
    interview, _ = an_interview(some_knowledge(tmp_path))
    waiting = (await interview.begin(a_session())).waiting
    assert waiting is not None
    return waiting


@pytest.fixture
async def pipe() -> AsyncIterator[PipeInput]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


class Person:
    """Somebody at a microphone; `lines` is what they were shown."""

    def __init__(self, microphone: Plays, recogniser: Knows, keep: Path | None = None) -> None:
        self.lines: list[str] = []
        self.keyboard = Keyboard(AT_ONCE)
        listening = partial(Listening, 1.0, loudness)
        self.candidate = SpokenCandidate(
            self.keyboard, Speech(recogniser, microphone, listening, keep=keep), self.lines.append
        )

    async def at_the_prompt(self, work: Awaitable[str], pipe: PipeInput, keys: str) -> str:
        """What `work` comes to when `keys` are pressed once the answer can be written."""
        task = asyncio.ensure_future(work)
        while not self.keyboard._answers.app.is_running and not task.done():
            await asyncio.sleep(0.001)
        pipe.send_text(keys)
        return await asyncio.wait_for(task, 20)


async def test_what_was_said_stands_at_the_prompt_and_goes_with_enter(pipe: PipeInput, turn: Turn) -> None:
    person = Person(Plays(ANSWERED), Knows(heard("I replaced the batch.", seconds=1.0)))

    said = await person.at_the_prompt(person.candidate.answer(turn), pipe, "\r")

    assert said == "I replaced the batch."
    assert person.candidate.spoken is not None
    assert person.candidate.spoken.seconds == 1.0


async def test_what_was_heard_can_be_mended_before_it_goes(pipe: PipeInput, turn: Turn) -> None:
    person = Person(Plays(ANSWERED), Knows(heard("It took 40 hours.")))

    said = await person.at_the_prompt(
        person.candidate.answer(turn), pipe, "\x7f" * len("hours.") + "minutes.\r"
    )

    assert said == "It took 40 minutes."
    assert person.candidate.spoken is not None


async def test_one_key_goes_to_what_is_doubtful_and_takes_what_is_offered(
    pipe: PipeInput, turn: Turn
) -> None:
    doubt = HeardWord("70", 1, 1.5, 0.5, Doubt.FIGURE)
    said_so = heard("We used post gress for 70 days.", [doubt], [Offer(2, 4, "post gress", "Postgres")])
    person = Person(Plays(ANSWERED), Knows(said_so))
    home = "\x01"

    said = await person.at_the_prompt(
        person.candidate.answer(turn), pipe, f"{home}\t\t" + "\x7f\x7f17" + "\r"
    )

    assert said == "We used Postgres for 17 days."
    look = next(line for line in person.lines if line.startswith("Look at"))
    assert "“post gress” → Postgres?" in look
    assert "“70” (a figure)" in look


async def test_typing_in_place_of_speaking_writes(pipe: PipeInput, turn: Turn) -> None:
    microphone = Plays(silence(0.1))
    person = Person(microphone, Knows())
    task = asyncio.ensure_future(person.candidate.answer(turn))
    while not microphone.opened:
        await asyncio.sleep(0.001)

    pipe.send_text("I")
    said = await person.at_the_prompt(task, pipe, " typed this.\r")

    assert said == "I typed this."
    assert person.candidate.spoken is None
    assert microphone.closed == 1


async def test_enter_ends_an_answer_before_the_pause_is_over(pipe: PipeInput, turn: Turn) -> None:
    person = Person(Plays(speech(2.0)), Knows(heard("That was all.")))
    person.candidate._speech = Speech(
        person.candidate._speech.recogniser,
        person.candidate._speech.microphone,
        partial(Listening, float("inf"), loudness),
    )
    task = asyncio.ensure_future(person.candidate.answer(turn))
    await asyncio.sleep(0.3)

    pipe.send_text("\r")

    assert await person.at_the_prompt(task, pipe, "\r") == "That was all."


async def test_nothing_heard_is_a_line_and_it_can_be_said_again(pipe: PipeInput, turn: Turn) -> None:
    person = Person(Plays(ANSWERED, ANSWERED), Knows(NothingHeard(), heard("Now it was heard.")))

    task = asyncio.ensure_future(person.at_the_prompt(person.candidate.answer(turn), pipe, "/speak\r"))
    while "Now" not in person.keyboard._answers.default_buffer.text:
        await asyncio.sleep(0.001)
    pipe.send_text("\r")

    assert await task == "Now it was heard."
    assert any("No words were heard" in line for line in person.lines)


async def test_a_second_recording_stands_below_the_first(pipe: PipeInput, turn: Turn) -> None:
    person = Person(Plays(ANSWERED, ANSWERED), Knows(heard("First this."), heard("Then that.")))
    f2 = "\x1bOQ"
    task = asyncio.ensure_future(person.at_the_prompt(person.candidate.answer(turn), pipe, f2))
    while "Then" not in person.keyboard._answers.default_buffer.text:
        await asyncio.sleep(0.001)
    pipe.send_text("\r")

    assert await task == "First this. Then that."
    assert person.candidate.spoken is not None
    assert person.candidate.spoken.words == 4


async def test_without_a_microphone_the_session_goes_on_in_writing(pipe: PipeInput, turn: Turn) -> None:
    class None_(Plays):
        def __call__(self):  # type: ignore[no-untyped-def]
            raise NoMicrophone("none is here.")

    person = Person(None_(), Knows())

    said = await person.at_the_prompt(person.candidate.answer(turn), pipe, "Typed.\r")
    again = await person.at_the_prompt(person.candidate.answer(turn), pipe, "Typed again.\r")

    assert (said, again) == ("Typed.", "Typed again.")
    assert len([line for line in person.lines if "No microphone" in line]) == 1


async def test_a_failure_is_told_in_the_language_of_the_question(pipe: PipeInput, turn: Turn) -> None:
    class Busy(Plays):
        def __call__(self):  # type: ignore[no-untyped-def]
            raise NoMicrophone(Why.BUSY)

    person = Person(Busy(), Knows())
    german = turn.model_copy(update={"question": turn.question.model_copy(update={"language": "de"})})

    await person.at_the_prompt(person.candidate.answer(german), pipe, "Getippt.\r")

    (line,) = [line for line in person.lines if "Mikrofon" in line]
    assert line.startswith("Kein Mikrofon: Es lässt sich nicht öffnen")


async def test_a_microphone_that_goes_away_leaves_what_was_heard(pipe: PipeInput, turn: Turn) -> None:
    recogniser = Knows(heard("Until it was unplugged."))
    person = Person(Plays(speech(1.5), breaks=True), recogniser)

    said = await person.at_the_prompt(person.candidate.answer(turn), pipe, "\r")

    assert said == "Until it was unplugged."
    assert recogniser.asked[0][0] == pytest.approx(1.5)
    assert any("microphone is gone" in line for line in person.lines)


async def test_a_recording_is_kept_only_if_asked_and_only_for_its_session(
    pipe: PipeInput, turn: Turn, tmp_path: Path
) -> None:
    audio = tmp_path / "audio"
    silent = Person(Plays(ANSWERED), Knows(heard("Not kept.")))
    await silent.candidate.meet(a_session(), POINTS)
    await silent.at_the_prompt(silent.candidate.answer(turn), pipe, "\r")
    assert not audio.exists()

    person = Person(Plays(ANSWERED), Knows(heard("Kept.")), keep=audio)
    await person.candidate.meet(a_session(), POINTS)
    await person.at_the_prompt(person.candidate.answer(turn), pipe, "\r")

    (kept,) = keeping.kept(audio, a_session().id, turn.number)
    assert person.candidate.spoken is not None
    assert person.candidate.spoken.audio == kept.name
    assert kept.stat().st_mode & 0o777 == 0o600


async def test_the_guides_terms_and_its_time_are_told(pipe: PipeInput, turn: Turn) -> None:
    recogniser = Knows(heard("Said."))
    person = Person(Plays(ANSWERED), recogniser)
    point = POINTS[0].model_copy(
        update={"text": "We moved it to gRPC and Kafka.", "spoken_seconds": (30, 45)}
    )
    turn = turn.model_copy(
        update={"question": turn.question.model_copy(update={"talking_point_id": point.id})}
    )
    await person.candidate.meet(a_session(), [point])

    await person.at_the_prompt(person.candidate.answer(turn), pipe, "\r")

    assert recogniser.asked[0][2].names == ("gRPC", "Kafka")
    assert any("30 to 45 s" in line for line in person.lines)


async def test_what_was_typed_in_its_place_is_not_called_spoken(pipe: PipeInput, turn: Turn) -> None:
    person = Person(Plays(ANSWERED), Knows(heard("something else entirely was heard here")))

    said = await person.at_the_prompt(
        person.candidate.answer(turn), pipe, "\x01\x0bI typed another answer in its place.\r"
    )

    assert said == "I typed another answer in its place."
    assert person.candidate.spoken is None
