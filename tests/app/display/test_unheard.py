"""Why something was not heard is told in the session's language, by commands in English."""

from __future__ import annotations

import pytest

from agents.sayings import SPOKEN
from app.display.delivery import over_line
from app.display.unheard import of_failure
from domain.errors import InterviewError
from domain.spoken import Spoken
from voice.errors import (
    BadAudio,
    LanguageNotHeard,
    MicrophoneLost,
    NoMicrophone,
    NoRecogniser,
    NothingHeard,
    RecogniserFailed,
    TooLong,
    VoiceError,
    Why,
)

_GIVEN = {Why.NOT_INSTALLED: {"package": "some_part"}, Why.NO_REPLY: {"seconds": 30}}
FAILURES: list[VoiceError] = [
    *(NoRecogniser(why, **_GIVEN.get(why, {"minutes": 20})) for why in Why),
    NoMicrophone(Why.BUSY),
    RecogniserFailed(Why.ENDED),
    LanguageNotHeard("tlh"),
    NothingHeard(),
    BadAudio("{it} ends early."),
    TooLong(),
    MicrophoneLost(),
]


@pytest.mark.parametrize("failure", FAILURES, ids=str)
def test_each_failure_is_told_in_each_language_and_in_english_as_commands_do(failure: VoiceError) -> None:
    told = {language: of_failure(failure, language) for language in SPOKEN}

    assert told["en"] == str(failure)
    assert len(set(told.values())) == len(SPOKEN)


def test_what_a_system_says_stays_as_it_is() -> None:
    assert "{it} ends early." in of_failure(BadAudio("{it} ends early."), "de")
    assert of_failure(InterviewError("Something else."), "de") == "Something else."


def test_a_whole_sessions_delivery_is_told_in_its_language() -> None:
    spoken = Spoken(seconds=144, words=340, words_per_minute=142, longest_pause=2.5, pauses=2)

    assert (
        over_line(spoken, 3) == "3 answers spoken in 2:24, 142 words a minute, 2 pauses (the longest 2.5 s)."
    )
    told = over_line(spoken, 1, "de")
    assert told == "1 Antwort gesprochen in 2:24, 142 Wörter in der Minute, 2 Pausen (die längste 2,5 s)."
