"""What is to be said one after the other is said once, and without what one only thinks aloud with."""

from __future__ import annotations

import pytest

from agents.coach.joining import joined, without_lead_in
from domain.report import Cited, Words
from tests.evaluating.material import source


def said(*texts: str, words: Words = Words.GUIDE, language: str = "en") -> list[str]:
    cited = [Cited(text=text, sources=(source(at + 1),), words=words) for at, text in enumerate(texts)]
    return [each.text for each in joined(cited, language)]


@pytest.mark.parametrize(
    ("language", "texts", "one"),
    [
        (
            "en",
            ("I built checks looking for Types.", "I built checks looking for Ranges."),
            "I built checks looking for Types and ranges.",
        ),
        (
            "en",
            ("As for metrics, run times.", "As for metrics, error rates."),
            "As for metrics, run times and error rates.",
        ),
        (
            "de",
            (
                "Zum Punkt Metriken würde ich sagen: Laufzeiten.",
                "Zum Punkt Metriken würde ich sagen: Fehlerquoten.",
            ),
            "Zum Punkt Metriken würde ich sagen: Laufzeiten und Fehlerquoten.",
        ),
        (
            "es",
            ("En cuanto a caja, eso significa el cambio.", "En cuanto a caja, eso significa los vales."),
            "En cuanto a caja, eso significa el cambio y los vales.",
        ),
    ],
)
def test_what_begins_alike_is_said_once(language: str, texts: tuple[str, ...], one: str) -> None:
    assert said(*texts, language=language) == [one]


def test_both_places_are_cited() -> None:
    cited = [Cited(text=f"As for x, {what}.", sources=(source(at),)) for at, what in ((1, "a"), (2, "b"))]

    assert joined(cited, "en")[0].sources == (source(1), source(2))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("I built checks for types.", "We met on Fridays."), Words.GUIDE),
        (("I built the checks. It took long.", "I built the checks again."), Words.GUIDE),
        (("I built checks for types.", "I built checks for ranges."), Words.OWN),
        ((f"I built checks for {'x ' * 30}.", f"I built checks for {'y ' * 30}."), Words.GUIDE),
    ],
)
def test_what_does_not_belong_together_stays_apart(texts: tuple[str, ...], words: Words) -> None:
    assert len(said(*texts, words=words)) == 2


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("Well, I rang the bell.", "I rang the bell."),
        ("Also ja, auf der Karte standen fünf Punkte.", "Auf der Karte standen fünf Punkte."),
        ("Euh, j'ai appelé le chef.", "J'ai appelé le chef."),
        ("So I rang the bell.", "So I rang the bell."),
        ("Also habe ich geläutet.", "Also habe ich geläutet."),
        ("Well,", "Well,"),
    ],
)
def test_what_one_only_begins_with_is_no_part_of_a_better_answer(said: str, rest: str) -> None:
    assert without_lead_in(said) == rest
