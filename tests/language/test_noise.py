"""Answers in no language are told from short ones in any."""

from __future__ import annotations

import pytest

from language.noise import is_made_up, is_noise


@pytest.mark.parametrize(
    "said",
    [
        "asdf",
        "asdf jklö",
        "qwertz uiop",
        "Blah blah blah.",
        "Blah, blah, blah, keine Ahnung was.",
        "sdfg xcv bcvb",
        "aaaaaaa",
        "哈哈哈哈",
        "kdjfhgkjdfhg ksjdfh",
        "fghjk yadayada",
    ],
)
def test_keys_struck_at_random_and_words_for_no_words_are_noise(said: str) -> None:
    assert is_noise(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "...",
        "12",
        "wer",
        "Wert",
        "tre",
        "poi",
        "Hmm",
        "SQL",
        "No.",
        "I say blah blah to them and they answer me kindly.",
        "Rhythm, property and power.",
        "第一天",
        "They typed asdf, so I changed the form and asked for their names instead.",
    ],
)
def test_what_may_be_meant_is_none(said: str) -> None:
    assert not is_noise(said)


KNOWN = frozenset("the by hand dispense tray rota ring count key box under stand".split())


@pytest.mark.parametrize("text", ["flurb zonka", "blarg the snorfle", "zorp grindle wub"])
def test_words_that_nobody_has_are_made_up(text: str) -> None:
    assert is_made_up(text, KNOWN.__contains__)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kubernetes",
        "zorp",
        "dispensed trays",
        "flurb by hand",
        "postgres, redis",
        "terraform and ansible",
        "asked Zonka Flurb",
        "gpu llm",
        "flurb zonka 40",
        "flurb zonka grindle snorfle wubble blarg",
    ],
)
def test_what_may_name_something_is_not_made_up(text: str) -> None:
    assert not is_made_up(text, KNOWN.__contains__)
