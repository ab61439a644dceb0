"""How an answer was spoken is counted from times and words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from language.words import LANGUAGES
from voice.delivery import _listed, delivered, together
from voice.heard import HeardWord, Stretch

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "delivery.yaml").read_text(encoding="utf-8")
)
COUNTED = [
    (code, *case) for half in ("seen", "unseen") for code, cases in CASES[half].items() for case in cases
]


def words(text: str) -> list[HeardWord]:
    return [HeardWord(word, at, at + 0.5, 1.0) for at, word in enumerate(text.split())]


@pytest.mark.parametrize(("language", "text", "fillers", "restarts"), COUNTED)
def test_fillers_and_restarts_are_counted(language: str, text: str, fillers: int, restarts: int) -> None:
    spoken = delivered(words(text), (), language)

    assert (spoken.fillers, spoken.restarts) == (fillers, restarts)


def test_times_are_those_of_the_speech_and_not_of_the_words() -> None:
    speech = (Stretch(2.0, 10.0), Stretch(13.0, 20.0), Stretch(20.5, 32.0))

    spoken = delivered(words("word " * 60), speech, "en")

    assert spoken.seconds == 30.0
    assert spoken.words_per_minute == 120
    assert (spoken.pauses, spoken.longest_pause) == (1, 3.0)


def test_an_answer_in_two_recordings_is_one() -> None:
    first = delivered(words("one two three"), (Stretch(0, 2), Stretch(4, 6)), "en")
    second = delivered(words("four five six seven"), (Stretch(0, 6),), "en")

    both = together([first, second])

    assert (both.seconds, both.words, both.words_per_minute) == (12.0, 7, 35)
    assert (both.pauses, both.longest_pause) == (1, 2.0)


def test_every_language_has_what_is_said_twice_for_a_reason() -> None:
    assert set(_listed()["twice"]) == set(LANGUAGES)
