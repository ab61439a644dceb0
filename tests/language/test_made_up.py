"""Words that nobody has are told from short answers, in every language that there is a list of words of."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.follow_up_prober.listening import listen
from agents.sayings import SPOKEN
from domain.interview import ENGLISH
from language.lexicon import are_words_elsewhere, is_word
from language.tables import read_yaml

CASES = read_yaml(Path(__file__).with_name("made_up.yaml"))
ESCAPED = {
    ("de", "nurgeln krapf zibbern"),
    ("fr", "le frabuchon tripote mouldé"),
    ("fr", "gribeltaffe onsigue"),
    ("pt", "flurba zontico"),
    ("nl", "bruts flanterig"),
}
"""One of their words is one, if a rare one: "bruts" is a form of the French "brut" everywhere."""
LISTED = [language for language in SPOKEN if language != ENGLISH]


def listed(kind: str) -> list[tuple[str, str]]:
    return [
        (language, said)
        for part in ("seen", "unseen")
        for language in LISTED
        for said in CASES[kind][part][language]
    ]


@pytest.mark.parametrize(("language", "said"), [each for each in listed("made_up") if each not in ESCAPED])
def test_words_that_nobody_has_are_no_answer(language: str, said: str) -> None:
    assert listen([said], language).is_noise


@pytest.mark.parametrize(("language", "said"), listed("answers"))
def test_a_short_answer_is_one(language: str, said: str) -> None:
    assert not listen([said], language).is_noise


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("flurba zontico", "es"),
        ("Flurba Zontico", "es"),
        ("flurba, zontico", "es"),
        ("flurba 3", "es"),
    ],
)
def test_what_may_be_a_name_or_a_list_is_an_answer(said: str, language: str) -> None:
    assert listen([said], language).is_noise is (said == "flurba zontico")


def test_chinese_sentences_are_words() -> None:
    assert not listen(["就是想换一个环境。没有别的了。"], "zh").is_noise


def test_an_answer_in_another_language_has_words() -> None:
    assert not listen(["schriftlich festhalten"], "es").is_noise
    assert are_words_elsewhere(["immer", "nachfragen"]) and not are_words_elsewhere(["flurba", "immer"])


def test_what_the_question_has_is_a_word() -> None:
    assert not listen(["flurba zontico"], "es", "¿Qué es el flurba?").is_noise


@pytest.mark.parametrize(
    ("word", "language"),
    [("kassensturz", "de"), ("stornobuchung", "de"), ("uber", "de"), ("kwartaalcontrole", "nl")],
)
def test_compounds_and_words_without_their_accents_are_words(word: str, language: str) -> None:
    assert is_word(word, language)
