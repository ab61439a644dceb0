"""Silence ends an answer after the candidate's pause, and nothing but speech begins one."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.sounding import loudness, silence, sound, speech
from voice.audio import RATE, Samples, bytes_of
from voice.listening import Listening, Moment
from voice.speech import stretches, stretches_in


def moments(listening: Listening, samples: Samples, piece: int = 1600) -> list[tuple[float, Moment]]:
    """What each piece brought that brought anything, with the second at which it ended."""
    told = []
    for at in range(0, len(samples), piece):
        moment = listening.feed(samples[at : at + piece])
        if moment is not Moment.NOTHING:
            told.append((round((at + piece) / RATE, 1), moment))
    return told


def test_the_pause_that_was_set_ends_an_answer() -> None:
    said = sound(silence(3.0), speech(1.0), silence(1.5), speech(1.0), silence(4.0))

    assert moments(Listening(2.0, loudness), said) == [(3.2, Moment.BEGAN), (8.6, Moment.ENDED)]
    assert moments(Listening(1.0, loudness), said)[-1] == (5.1, Moment.ENDED)


def test_silence_before_the_first_word_ends_nothing() -> None:
    listening = Listening(0.5, loudness)

    assert moments(listening, silence(20.0)) == []
    assert not listening.began
    assert listening.silent == 0.0


def test_a_click_or_a_key_is_no_speech() -> None:
    keys = sound(*[part for _ in range(10) for part in (speech(0.06), silence(0.4))])

    assert moments(Listening(0.5, loudness), keys) == []


def test_without_a_pause_a_key_ends_it_and_all_of_it_is_there() -> None:
    listening = Listening(float("inf"), loudness)
    said = sound(speech(1.0), silence(60.0))

    assert [moment for _, moment in moments(listening, said)] == [Moment.BEGAN]
    assert np.array_equal(listening.sound, said)


def test_pieces_may_end_anywhere_even_within_a_sample() -> None:
    said = sound(silence(0.2), speech(1.0), silence(1.2))
    data = bytes_of(said)
    listening = Listening(1.0, loudness)
    ended = [listening.feed(data[at : at + 777]) for at in range(0, len(data), 777)].count(Moment.ENDED)

    assert ended == 1
    assert np.array_equal(listening.sound, said[: len(listening.sound)])


def test_after_the_end_nothing_is_taken() -> None:
    listening = Listening(0.5, loudness)
    moments(listening, sound(speech(0.5), silence(1.0)))
    length = listening.seconds

    assert listening.feed(speech(1.0)) is Moment.NOTHING
    assert listening.seconds == length


@pytest.mark.parametrize("pause", [0.0, 0.1, 31.0, float("nan")])
def test_a_pause_that_nobody_can_mean_is_refused(pause: float) -> None:
    with pytest.raises(ValueError, match="is not between"):
        Listening(pause, loudness)


def test_stretches_of_speech_are_joined_over_short_gaps_and_clicks_are_none() -> None:
    said = sound(
        silence(1.0), speech(1.0), silence(0.2), speech(1.0), silence(2.0), speech(0.1), silence(1.0)
    )

    (only,) = stretches_in(said, loudness)

    assert (only.start, only.end) == pytest.approx((1.0, 3.2), abs=0.05)


def test_a_probability_in_between_is_what_came_before_it() -> None:
    assert stretches([0.4] * 20) == ()
    (held,) = stretches([0.6, *[0.4] * 20, 0.1])
    assert held.end == pytest.approx(21 * 0.032)
