"""A sentence of a posting asks for several things: each is one of its own, and no list of names is torn."""

from __future__ import annotations

import pytest

from domain.posting import AskedKind
from knowledge.posting.things import things_in
from tests.knowledge.posting.reading import read

SEVERAL = [
    (
        "You'd plan the night trains, ring the drivers and sign off the yard",
        "en",
        ("You'd plan the night trains", "ring the drivers", "sign off the yard"),
    ),
    (
        "Able to read a chart at night and explain it to a passenger",
        "en",
        ("Able to read a chart at night", "explain it to a passenger"),
    ),
    (
        "We ask for four years of piloting, a track record of quiet nights, and a licence for the harbour",
        "en",
        (
            "We ask for four years of piloting",
            "a track record of quiet nights",
            "a licence for the harbour",
        ),
    ),
    (
        "Sie planen die Nachtzüge für drei Bahnhöfe, prüfen Meldungen der Fahrer",
        "de",
        ("Sie planen die Nachtzüge für drei Bahnhöfe", "prüfen Meldungen der Fahrer"),
    ),
    (
        "Vous préparez les trains de nuit et vous appelez les conducteurs",
        "fr",
        ("Vous préparez les trains de nuit", "vous appelez les conducteurs"),
    ),
]


@pytest.mark.parametrize(("text", "language", "things"), SEVERAL, ids=[text[:20] for text, *_ in SEVERAL])
def test_each_thing_that_is_asked_for_stands_by_itself(
    text: str, language: str, things: tuple[str, ...]
) -> None:
    assert things_in(text, language) == things


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Work with drivers, signallers and the people of the yard", "en"),
        ("Experience with Kafka, RabbitMQ or another message broker", "en"),
        ("As we grow, you will need a licence for the harbour", "en"),
        ("If a train is late, you ring the drivers at home", "en"),
        ("Three years of planning, most of it at night", "en"),
        ("Abstimmung mit Fahrern, Stellwerk und Werkstatt", "de"),
        ("Disposition der Züge, mit Blick auf die Kosten", "de"),
    ],
)
def test_what_goes_on_is_one_thing(text: str, language: str) -> None:
    assert things_in(text, language) == (text,)


TERSE = """PILOT, Little Harbour. 40k, berth, 30 days.
Licensed for tugs, a full driving licence, 4 yrs+ on the water.
You'll bring in two ferries a night.
Ideally: a second language, charts on paper, can use a tablet
Bonus if you have trained a pilot.
"""


def test_a_terse_advert_is_read_thing_by_thing() -> None:
    posting = read(TERSE)

    assert {each.text for each in posting.of_kind(AskedKind.NICE)} == {
        "a second language",
        "charts on paper",
        "can use a tablet",
        "Bonus if you have trained a pilot.",
    }
    assert "a full driving licence" in {each.text for each in posting.of_kind(AskedKind.MUST)}
    (years,) = (each.years for each in posting.asked if each.years is not None)
    assert years.least == 4
    assert [each.text for each in posting.of_kind(AskedKind.DUTY)] == ["You'll bring in two ferries a night."]


def test_a_posting_that_is_a_list_between_two_lines_is_read_item_by_item() -> None:
    items = [
        "bring in new berths and grow the harbour",
        "manage the tugs",
        "papers always in date",
        "keep the quay short of nothing",
        "full clean driving licence",
        "Harbour certificate level 3 min.",
    ]
    listed = "\n".join(f"- {item}" for item in items)
    posting = read(f"PILOT, Little Harbour. 40k.\n\nOld harbour seeks a pilot.\n\n{listed}\n\nMail us.\n")

    found = {each.text: each.kind for each in posting.asked}
    assert len(found) == len(items)
    assert found["papers always in date"] is AskedKind.DUTY
    assert found["Harbour certificate level 3 min."] is AskedKind.MUST


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Able to lift and carry up to 15 kg with the right equipment", "en"),
        ("Capable de soulever et porter des charges de 15 kg", "fr"),
        ("Capaz de levantar y transportar cargas de 15 kg", "es"),
    ],
)
def test_a_verb_whose_object_stands_behind_the_next_is_no_thing_of_its_own(text: str, language: str) -> None:
    assert things_in(text, language) == (text,)
