"""What of an answer was spoken, in languages with and without spaces between words."""

from __future__ import annotations

import pytest

from app.session.as_spoken import as_spoken
from domain.spoken import Spoken
from voice.heard import Heard, HeardWord

ZH = tuple("我们把夜间批处理改成了事件流")
DE = tuple("Wir haben den nächtlichen Lauf durch einen Strom ersetzt.".split())


def heard(language: str, *words: str) -> Heard:
    said = tuple(HeardWord(word, at, at + 0.5, 1.0) for at, word in enumerate(words))
    return Heard(said, language, Spoken(seconds=4.0, words=len(words), words_per_minute=120))


@pytest.mark.parametrize(
    ("language", "words", "sent", "spoken"),
    [
        ("zh", ZH, "我们把夜间批处理改成了事件流。", True),
        ("zh", ZH, "我们把每天的批处理改成了事件流,一共四个小时。", True),
        ("zh", ZH, "其实没有。", False),
        ("de", DE, "Wir haben den nächtlichen Lauf durch einen Ereignisstrom ersetzt.", True),
        ("de", DE, "Das habe ich getippt, von Anfang an.", False),
        ("de", DE, "/hint", False),
    ],
)
def test_what_was_mended_was_spoken_and_what_was_typed_in_its_place_was_not(
    language: str, words: tuple[str, ...], sent: str, spoken: bool
) -> None:
    assert (as_spoken(sent, [heard(language, *words)]) is not None) is spoken


def test_two_recordings_are_one_delivery_and_none_is_none() -> None:
    both = as_spoken(
        "Wir haben es so getan.", [heard("de", "Wir", "haben"), heard("de", "es", "so", "getan.")]
    )
    assert both is not None
    assert (both.seconds, both.words) == (8.0, 5)
    assert as_spoken("Wir haben es so getan.", []) is None
