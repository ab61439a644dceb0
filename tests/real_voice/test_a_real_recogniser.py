"""The real recogniser hears what espeak-ng says, and nothing where nobody speaks."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from benchmarks.speaking import resampled
from tests.support.sounding import silence, sound
from voice.audio import RATE, Samples, seconds_of
from voice.errors import BadAudio, NothingHeard
from voice.listening import Listening, Moment
from voice.recogniser import Recogniser, open_recogniser
from voice.speaking import Engine, spoken_file
from voice.terms import Terms

pytestmark = [
    pytest.mark.real_voice,
    pytest.mark.skipif(
        find_spec("faster_whisper") is None or shutil.which("espeak-ng") is None,
        reason="`make real-voice` installs the recogniser, and needs espeak-ng",
    ),
]
SAID = "We moved the nightly job to Kafka, and nobody lost a message. It took 40 minutes."


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recogniser")


@pytest.fixture
async def recogniser(cache: Path) -> AsyncIterator[Recogniser]:
    async with await open_recogniser(cache) as opened:
        yield opened


async def spoken() -> Samples:
    return resampled(await spoken_file(SAID, Engine.ESPEAK))


async def test_what_is_said_is_written_down_with_its_figures_and_names(recogniser: Recogniser) -> None:
    heard = await recogniser.hear(await spoken(), terms=Terms(("Kafka",)))

    assert {"Kafka", "nobody", "40", "minutes"} <= {word.bare for word in heard.words}
    assert 2 < heard.delivery.seconds < 12


@pytest.mark.parametrize("what", ["silence", "typing", "noise"])
async def test_where_nobody_speaks_there_are_no_words(recogniser: Recogniser, what: str) -> None:
    random = np.random.default_rng(3)
    key = (random.standard_normal(RATE // 50) * 6000).clip(-32768, 32767).astype(np.int16)
    nothing = {
        "silence": silence(5.0),
        "typing": sound(*[part for _ in range(25) for part in (key, silence(0.18))]),
        "noise": (random.standard_normal(5 * RATE) * 400).astype(np.int16),
    }
    with pytest.raises(NothingHeard):
        await recogniser.hear(nothing[what], terms=Terms(("Kafka",)))


async def test_a_playlist_opens_no_other_file(recogniser: Recogniser, tmp_path: Path) -> None:
    with pytest.raises(BadAudio):
        await recogniser.hear(f"#EXTM3U\n#EXTINF:1,\nfile://{tmp_path}/other.wav\n".encode())


async def test_the_real_detector_ends_an_answer_after_its_pause() -> None:
    said = await spoken()
    listening = Listening(1.5)
    whole = sound(silence(1.0), said, silence(4.0))
    moments = [listening.feed(whole[at : at + 1600]) for at in range(0, len(whole), 1600)]

    assert [each for each in moments if each is not Moment.NOTHING] == [Moment.BEGAN, Moment.ENDED]
    assert seconds_of(said) < listening.seconds < seconds_of(said) + 3.0
