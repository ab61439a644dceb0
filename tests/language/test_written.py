"""Numbers as they are written, and those that stand nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.figures import figures, invented, values, written


@pytest.mark.parametrize(
    ("text", "known", "new"),
    [
        ("It took forty minutes.", "It took 40 minutes.", ()),
        ("It took 40 minutes.", "It took forty minutes.", ()),
        ("It took forty-five minutes.", "It took forty minutes.", ("forty-five",)),
        ("1,000 users", "1000 users", ()),
        ("It cost 15 and 30.", "It cost 30.", ("15",)),
        ("One of them held, and one did not.", "It held.", ()),
        ("We run it on an H100.", "We run it on an H100.", ()),
        ("We run it on an H100.", "We run it on an H200.", ("100",)),
        ("a hundred and twenty of two thousand", "120 of 2,000", ()),
        ("9" * 40, "9" * 40, ()),
        ("1" + ".234" * 9, "1" + ".234" * 9, ()),
    ],
)
def test_a_number_that_stands_nowhere_is_told(text: str, known: str, new: tuple[str, ...]) -> None:
    assert invented(text, known) == new


def test_a_number_keeps_its_place() -> None:
    text = "From 3.5 hours to forty minutes"
    assert [text[number.start : number.end] for number in written(text)] == ["3.5", "forty"]
    assert values(text) == {3.5: "3.5", 40.0: "forty"}


@given(st.text(alphabet=st.sampled_from("0123456789.,' ab-%"), max_size=60))
def test_no_text_invents_beside_itself(text: str) -> None:
    assert invented(text, text) == ()


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("6 400 visiteurs contre 3 900, reconduit depuis", "fr", {6400, 3900}),
        (
            "de 2 100 à 9 800 abonnés, soit 11 200 foyers en 2021 300 rues",
            "fr",
            {2100, 9800, 11200, 2021, 300},
        ),
        ("wir haben 1 250 000 Flaschen in 48 210 Kisten", "de", {1250000, 48210}),
        ("In 12 240 gram bags we sold it all", "en", {12, 240}),
    ],
)
def test_a_typed_space_groups_the_digits_of_a_number(text: str, language: str, told: set[int]) -> None:
    assert values(text, language).keys() == told


def test_a_figure_with_a_typed_space_is_one() -> None:
    (visitors, before) = figures("6 400 visiteurs contre 3 900, reconduit depuis.")

    assert (visitors.low, before.low) == (6400, 3900)
