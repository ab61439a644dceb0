"""Figures as people say them: the same figure agrees with the notes in any words, and another is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.guide import Source
from domain.verdict import FigureLabel
from knowledge.figures import check_figures
from language.figures import Role, compare, figures
from tests.support.growth import assert_linear

_FILE = Path(__file__).with_name("spoken_figures.txt")
_AGREES = (FigureLabel.RIGHT, FigureLabel.CLOSE)
_NOTES = Source(guide="notes.md", first_line=1, last_line=1)


def _cases() -> list[tuple[str, str, str, bool]]:
    """What was said, what was noted, "agrees" or "wrong", and whether the case is of the unseen half."""
    found: list[tuple[str, str, str, bool]] = []
    unseen = False
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            unseen = line.startswith("## unseen")
        elif " => " in line and not line.startswith("#"):
            said, noted, label = line.split(" => ")
            found.append((said, noted, label, unseen))
    return found


_CASES = _cases()


def judged(said: str, noted: str) -> str:
    """ "agrees", "wrong", or what keeps it from being either."""
    heard, expected = figures(said), () if noted == "nothing" else figures(noted)
    labels = [compare(one, other) for one in heard for other in expected]
    if not any(label in _AGREES for label in labels) and FigureLabel.WRONG in labels:
        return "wrong"
    if len(heard) != len(expected):
        return f"{[figure.quote for figure in heard]} for {[figure.quote for figure in expected]}"
    if not all(any(compare(one, other) in _AGREES for one in heard) for other in expected):
        return f"{labels}"
    called = check_figures(said, [(noted, _NOTES)])
    return "called wrong" if any(each.label is FigureLabel.WRONG for each in called) else "agrees"


@pytest.mark.parametrize(("said", "noted", "label", "unseen"), _CASES)
def test_a_figure_said_in_other_words_is_the_one_of_the_notes_or_wrong(
    said: str, noted: str, label: str, unseen: bool
) -> None:
    assert judged(said, noted) == label


def test_there_are_enough_cases_of_both_kinds_and_half_of_them_unseen() -> None:
    honest = [case for case in _CASES if case[2] == "agrees"]
    wrong = [case for case in _CASES if case[2] == "wrong"]
    assert len(honest) >= 100
    assert len(wrong) >= 35
    assert sum(case[3] for case in honest) >= 0.5 * len(honest)
    assert len(_CASES) == len({case[:2] for case in _CASES})


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("It took five to ten days.", ["five to ten days"]),
        ("The run took four hours and it was 40 services.", ["four hours", "40"]),
        ("At this point two of us left, and that point four people saw.", ["two", "four"]),
        ("We had two or three and four of them broke.", ["two", "three", "four"]),
        ("It has a score of 0.91 and a score of fifty.", ["0.91", "fifty"]),
        ("Most come from five to seven in the morning, or between 2 and 3 in the afternoon.", []),
        ("It fails between five and seven times.", ["five and seven times"]),
        ("We cut it in half a year ago.", ["half a year"]),
        ("Every second day we meet, every third Monday too.", ["Every second day"]),
        ("Our shops are in twelve towns, two in fifteen towns.", ["twelve", "two", "fifteen"]),
    ],
)
def test_words_that_look_like_one_figure_are_read_as_what_they_are(text: str, quotes: list[str]) -> None:
    assert [figure.quote for figure in figures(text)] == quotes


@pytest.mark.parametrize(
    "said",
    [
        "We are at thirty-one minutes now, where it used to be forty-seven.",
        "It is thirty-one minutes, down from forty-seven.",
        "It used to be forty-seven minutes and today it is thirty-one.",
    ],
)
def test_a_change_told_from_either_end_has_its_sides(said: str) -> None:
    sides = {figure.role: figure.high for figure in figures(said)}
    assert sides == {Role.BEFORE: 47 * 60, Role.AFTER: 31 * 60}


def test_a_contrast_is_no_change() -> None:
    found = figures("On paper we were nineteen minutes off, but in real life it was forty-four minutes.")
    assert [figure.role for figure in found] == [Role.NONE, Role.NONE]


def test_a_change_told_backwards_with_its_sides_exchanged_agrees_with_neither() -> None:
    noted = "The error fell from 47 minutes to 31 minutes."
    said = figures("The error is forty-seven minutes, where it used to be thirty-one.")
    labels = [compare(one, other) for one in said for other in figures(noted)]
    assert FigureLabel.WRONG in labels
    assert not any(label in _AGREES for label in labels)


def test_a_figure_that_stands_with_its_companion_in_one_fact_is_that_facts() -> None:
    facts = [
        ("The log kept seven days of retention, the archiver failed.", _NOTES),
        ("I raised it to 14 days first, which bought a week for $90.", _NOTES),
    ]
    said = "First the log kept fourteen days of retention, ninety dollars for a week."
    found = {each.said.quote: each for each in check_figures(said, facts)}
    assert found["fourteen days"].label is FigureLabel.RIGHT
    assert found["fourteen days"].expected == "14 days"
    alone = check_figures("The log kept nine days of retention.", facts)
    assert [each.label for each in alone] == [FigureLabel.WRONG]


@pytest.mark.parametrize(
    "piece",
    ["quatre-vingt-", "it used to be 4 and now ", "un an et demi ", "jede achte Frage ", "one in twenty ",
     "one user in ", "nine customers in ten ", "neuf clients sur ", "un tiers ", "every other week ",
     "point four ", "a score of ", "just over a week and a half "],
)  # fmt: skip
def test_a_long_text_of_spoken_figures_is_read_in_linear_time(piece: str) -> None:
    assert_linear(figures, lambda length: piece * (length // len(piece)), 24_000)
