"""A figure that follows from the guide's is no claim of the candidate's own."""

from __future__ import annotations

import pytest

from agents.evaluator.figures.derived import follows
from language.figures import figures


def worked_out(said: str, guide: str) -> bool:
    words = frozenset(guide.lower().replace(".", "").split())
    known = figures(guide)
    return all(follows(each, known, known, words) for each in figures(said))


@pytest.mark.parametrize(
    ("said", "guide"),
    [
        ("in the first twelve months", "It made a profit in the first year."),
        ("I add 25 percent", "I add a quarter for what nobody knows."),
        ("about half of them", "We asked 412 patients. The control group had 205 patients."),
        ("four backups a day", "A backup is made every six hours."),
        ("ten times a week", "I made 40 visits a month."),
        ("a little under a fifth", "Our margin was 18 %."),
        ("fifteen days", "I measured for 2 weeks."),
        ("zwei Mal täglich", "Ich prüfe zweimal am Tag."),
        ("dreißig Minuten", "Wir sprechen jeden Freitag eine halbe Stunde."),
        ("forty degrees lower", "The oven starts at 250 degrees and falls to 210 degrees."),
        ("two times", "The brake test was passed twice."),
        ("forty degrees lower", "The oven starts at 250 degrees and falls to 210."),
        ("one in four and a half years", "In nine years I called the police twice."),
        ("eight people each", "The 24 people work in three shifts."),
        ("Je ne le note pas avant trois semaines", "Pas de contrôle avant la troisième semaine."),
        ("two more hours a day", "The ferry stood still for two hours, and we got them."),
    ],
)
def test_what_follows_from_the_guide_is_known(said: str, guide: str) -> None:
    assert worked_out(said, guide)


@pytest.mark.parametrize(
    ("said", "guide"),
    [
        ("in the first eight months", "It made a profit in the first year."),
        ("I add 40 percent", "I add a quarter for what nobody knows."),
        ("about two thirds of them", "We asked 412 patients. The control group had 205 patients."),
        ("nine backups a day", "A backup is made every six hours."),
        ("four times a week", "I made 40 visits a month."),
        ("a little under a third", "Our margin was 18 %."),
        ("fifteen days", "I measured for 4 weeks."),
        ("fifty degrees lower", "The oven starts at 250 degrees and falls to 210 degrees."),
        ("three times", "The brake test was passed twice."),
        ("one in six years", "In nine years I called the police twice."),
        ("Je ne le note pas avant cinq semaines", "Pas de contrôle avant la troisième semaine."),
        ("six more hours a day", "The ferry stood still for two hours, and we got them."),
    ],
)
def test_what_does_not_follow_is_not(said: str, guide: str) -> None:
    assert not worked_out(said, guide)
