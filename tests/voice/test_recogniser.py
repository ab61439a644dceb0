"""The recogniser's process may do what it likes: it is an answer or one typed reason, and never a hang."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.support.sounding import silence, speech
from voice.audio import MOST_BYTES, wav_of
from voice.errors import (
    BadAudio,
    LanguageNotHeard,
    NoRecogniser,
    NothingHeard,
    RecogniserFailed,
    TooLong,
    VoiceError,
)
from voice.heard import Doubt
from voice.recogniser import Recogniser
from voice.terms import Terms

_WORKER = Path(__file__).parent / "worker.py"
Opens = Callable[[str], AbstractAsyncContextManager[Recogniser]]


@asynccontextmanager
async def a_recogniser(how: str) -> AsyncIterator[Recogniser]:
    async with Recogniser([sys.executable, str(_WORKER), how]) as recogniser:
        yield recogniser


async def test_words_have_times_doubts_and_a_delivery() -> None:
    async with a_recogniser("well") as recogniser:
        heard = await recogniser.hear(speech(1.5), terms=Terms(("Kafka", "gRPC")))

    assert heard.text == "Kafka+gRPC 0.71 48000"
    # What no space parts is one word, and as unsure as its parts.
    assert [(word.text, word.doubtful) for word in heard.doubtful] == [("0.71", Doubt.FIGURE)]
    assert heard.needs_a_look
    assert heard.delivery.words_per_minute == 120


async def test_a_file_its_bytes_and_samples_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "said.wav"
    file.write_bytes(wav_of(speech(1.0)))
    async with a_recogniser("well") as recogniser:
        by_path = await recogniser.hear(file)
        by_bytes = await recogniser.hear(file.read_bytes())

    assert by_path.text == by_bytes.text == f"nothing 0.71 {file.stat().st_size}"


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("refuses", BadAudio),
        ("silence", NothingHeard),
        ("dots", NothingHeard),
        ("dies", RecogniserFailed),
        ("does not start", NoRecogniser),
    ],
)
async def test_what_goes_wrong_is_one_line(how: str, error: type[VoiceError]) -> None:
    async with a_recogniser(how) as recogniser:
        with pytest.raises(error) as raised:
            await recogniser.hear(silence(1.0))

    assert "\n" not in str(raised.value)


async def test_one_that_died_is_started_again() -> None:
    async with a_recogniser("dies") as recogniser:
        for _ in range(2):
            with pytest.raises(RecogniserFailed):
                await recogniser.hear(silence(1.0))


async def test_a_language_it_does_not_know_is_told_before_anything_is_sent() -> None:
    async with a_recogniser("dies") as recogniser:
        with pytest.raises(LanguageNotHeard, match="tlh"):
            await recogniser.hear(silence(1.0), language="tlh")


async def test_what_is_taken_back_is_not_the_next_ones_answer() -> None:
    async with a_recogniser("hangs") as recogniser:
        await recogniser.start()
        hearing = asyncio.ensure_future(recogniser.hear(speech(1.0)))
        await asyncio.sleep(0.2)
        hearing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hearing

        assert recogniser._process is None


async def test_the_event_loop_goes_on_meanwhile() -> None:
    async with a_recogniser("hangs") as recogniser:
        await recogniser.start()
        hearing = asyncio.ensure_future(recogniser.hear(speech(1.0)))
        for _ in range(10):
            await asyncio.sleep(0.01)
        assert not hearing.done()
        hearing.cancel()
        await asyncio.wait([hearing])


async def test_two_at_once_each_get_their_own() -> None:
    async with a_recogniser("well") as recogniser:
        first, second = await asyncio.gather(recogniser.hear(speech(1.0)), recogniser.hear(speech(2.0)))

    assert first.text.endswith("32000")
    assert second.text.endswith("64000")


async def test_an_echo_of_the_terms_is_no_word() -> None:
    async with a_recogniser("echoes") as recogniser:
        assert (await recogniser.hear(speech(1.0), terms=Terms(("IAM",)))).text == "Said."
        # Who is told nothing echoes nothing: it was said.
        assert (await recogniser.hear(speech(1.0))).text == "Said. IAM, IAM, IAM,"


async def test_a_language_without_spaces_gets_none() -> None:
    async with a_recogniser("Chinese") as recogniser:
        heard = await recogniser.hear(speech(1.0), language="zh")

    assert heard.text == "我们用"
    assert heard.places == ((0, 2), (2, 3))


async def test_what_is_too_long_or_not_there_is_never_opened(tmp_path: Path) -> None:
    huge = tmp_path / "huge.webm"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    async with a_recogniser("dies") as recogniser:
        with pytest.raises(TooLong):
            await recogniser.hear(huge)
        with pytest.raises(BadAudio, match=r"gone\.wav"):
            await recogniser.hear(tmp_path / "gone.wav")
