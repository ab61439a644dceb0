"""The word lists that are data."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml

from language.tables import read_yaml, table, words_in
from language.words import FUNCTION_WORDS, LANGUAGES, NUMBERS


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_table_that_is_by_language(code: str) -> None:
    denying = table("negation")
    assert len(FUNCTION_WORDS[code]) >= 40
    assert {float(number) for number in range(2, 13)} <= set(NUMBERS[code].values())
    assert words_in(denying["ahead"].get(code, "")) | words_in(denying["around"].get(code, ""))
    assert words_in(denying["near"][code])
    assert words_in(denying["openers"][code])
    assert code in table("tongues")


@pytest.mark.parametrize("name", ["ahead", "around", "near", "openers"])
def test_no_list_is_of_a_language_that_has_no_function_words(name: str) -> None:
    assert set(table("negation")[name]) <= set(LANGUAGES)


def test_the_languages_with_numbers_and_the_languages_with_function_words_are_the_same() -> None:
    assert tuple(NUMBERS) == LANGUAGES


@pytest.mark.parametrize("name", ["english", "figure_words", "numbers", "traditional"])
def test_a_file_says_the_same_to_whoever_reads_it(name: str) -> None:
    text = resources.files("language").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")

    assert read_yaml(text) == yaml.safe_load(text)
