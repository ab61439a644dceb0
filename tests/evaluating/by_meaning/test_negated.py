"""What is told in the guide's words with another "no" than the guide's, in other languages than English."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.guide import TalkingPoint
from domain.verdict import Label
from knowledge.entailment.model import Entailed
from tests.evaluating.material import question, talking_point
from tests.support.entailing import ABSENT, COVERED, DENIED, WrittenEntailment


class Anywhere(WrittenEntailment):
    """Reads every language."""

    def in_languages(self, spoken: object) -> WrittenEntailment:
        return self


async def labels(answer: str, *points: str) -> list[Label]:
    point: TalkingPoint = talking_point(*points)
    encoder = Anywhere(lambda *_: COVERED)
    verdict = await evaluate(answer, question(), point, Material(), entailment=encoder)
    return [found.label for found in verdict.key_points]


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (
            "Am Ende der Schicht schreibe ich dem Betriebsleiter eine kurze Zusammenfassung.",
            "Am Ende der Schicht schreibe ich dem Betriebsleiter keine Zusammenfassung.",
        ),
        (
            "Pido disculpas al cliente y salgo yo misma a la sala con el plato nuevo.",
            "No pido disculpas al cliente ni salgo yo misma a la sala con el plato, mando a un camarero.",
        ),
        (
            "Je ne monte jamais sur le toit sans être attaché par une corde.",
            "Je monte sur le toit sans corde, être attaché par une corde me gêne.",
        ),
        (
            "我先让客户把话说完，然后用自己的话复述问题。",
            "我让客户把话说完，但是我不用自己的话复述问题。",
        ),
    ],
)
async def test_another_no_in_the_guides_words_is_not_surely_told(planned: str, said: str) -> None:
    assert await labels(said, planned) == [Label.UNSURE]


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (
            "Am Ende der Schicht schreibe ich dem Betriebsleiter eine kurze Zusammenfassung.",
            "Niemand geht heim, ehe der Chef ein paar Zeilen von mir hat, das vergesse ich nie.",
        ),
        (
            "Je ne monte jamais sur le toit sans être attaché.",
            "Sur le toit, je ne monte jamais sans être attaché, c'est une règle chez nous.",
        ),
    ],
)
async def test_a_no_in_words_of_its_own_or_the_guides_own_no_is_told(planned: str, said: str) -> None:
    assert await labels(said, planned) == [Label.COVERED]


async def test_whoever_denies_most_of_it_denies_it() -> None:
    points = (
        "Den Zwischenspeicher behalten wir eine Stunde lang.",
        "Jede Änderung hat ihren eigenen Test.",
        "Wer Bereitschaft hat, nimmt sie sofort zurück.",
        "Am Freitag wird nichts ausgeliefert.",
    )
    said = (
        "Den Zwischenspeicher behalten wir nicht. Einen Test hat keine Änderung. Zurück nimmt sie niemand. "
        "Am liebsten wird freitags ausgeliefert."
    )

    def finding(text: str, point: str) -> Entailed:
        if text.count(".") > 1:
            return DENIED
        # By itself each sentence seems to tell its own key point.
        return (
            COVERED
            if any(each in text and each in point for each in ("speicher", "Test", "nimmt", "ausgeliefert"))
            else ABSENT
        )

    verdict = await evaluate(
        said, question(), talking_point(*points), Material(), entailment=Anywhere(finding)
    )

    assert {found.label for found in verdict.key_points} == {Label.CONTRADICTED}
