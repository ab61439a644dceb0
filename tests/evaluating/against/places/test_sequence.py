"""What comes first, and what comes of what, said the other way about."""

from __future__ import annotations

import pytest

from agents.evaluator.against.places.sequence import turned_sequences
from language.text import read
from tests.support.talking import key_point


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        ("I check the pressure before I open the valve.", "I open the valve and then I check the pressure."),
        (
            "Check the pressure first, open the valve afterwards",
            "I open the valve. Then I check the pressure.",
        ),
        (
            "The deposit is paid back once the flat is inspected.",
            "We pay the deposit back before we inspect the flat.",
        ),
        ("Sketch first, words second", "I start with the words, and the sketch comes later."),
        ("I sign only after both nurses have counted.", "I sign, and when that's done both nurses count."),
        (
            "We agree on the interface, then we write tests.",
            "We don't agree on the interface until tests are written.",
        ),
        (
            "The pump failed because the filter was clogged.",
            "The filter was clogged because the pump had failed.",
        ),
        ("Staff left, so the queues got longer.", "The queues got longer, so staff left."),
    ],
)
def test_two_steps_the_other_way_about_turn_a_key_point(planned: str, said: str) -> None:
    (found,) = turned_sequences(read(said), [key_point("k1", planned)])

    assert found is not None
    assert found.quote in said


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (
            "I check the pressure before I open the valve.",
            "The valve is opened after I've checked the pressure.",
        ),
        (
            "I check the pressure before I open the valve.",
            "I don't open the valve before I've checked the pressure.",
        ),
        ("Sketch first, words second", "No words before there's a sketch."),
        (
            "I check the oil before the trip.",
            "Before the trip I check the oil. After the trip I check the oil again.",
        ),
        (
            "The wheel came loose after 60 km, nobody hurt",
            "Nobody hurt, but after 60 km the wheel came loose.",
        ),
        ("Doors open 75 minutes before the talk", "Doors open no later than 75 minutes before the talk."),
        (
            "Certified? No. Bugs found before this talk: 3",
            "Certified I'm not, but I found bugs before this talk.",
        ),
        (
            "Hashes are wrapped at once and replaced at login",
            "They're wrapped at once, then replaced at login.",
        ),
        ("Sales fell because we had raised the price.", "We'd raised the price, that's why sales fell."),
    ],
)
def test_the_same_order_in_other_words_is_the_same(planned: str, said: str) -> None:
    assert turned_sequences(read(said), [key_point("k1", planned)]) == [None]


def test_a_flood_of_words_without_a_stop_is_left_alone() -> None:
    flood = "and then I check the valve before the pump " * 4000

    assert turned_sequences(read(flood), [key_point("k1", "I check the valve before the pump")]) == [None]
