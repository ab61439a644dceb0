"""A figure that the candidate puts right himself counts as the one it was put right to."""

from __future__ import annotations

import pytest

from agents.coach.better_answer import better_answer
from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.verdict import FigureLabel, Label, Verdict
from tests.evaluating.material import question, talking_point

POINTS = {
    "en": ("I look after 42 towns that renovate their schools.", "I report to the council every month."),
    "fr": ("Je suis 42 communes qui rénovent leurs écoles.", "Je rends compte au conseil chaque mois."),
    "de": ("Ich betreue 42 Gemeinden, die ihre Schulen sanieren.", "Ich berichte jeden Monat dem Rat."),
}
RIGHT = {
    "en": POINTS["en"][0],
    "fr": POINTS["fr"][0],
    "de": POINTS["de"][0],
}
PUT_RIGHT = (
    ("en", "I look after 24 towns that renovate their schools. Sorry, no, 42 it was."),
    ("en", "I look after 24 towns that renovate their schools.\nactually 42"),
    ("fr", "Je suis 24 communes qui rénovent leurs écoles\neuh, non en fait 42"),
    ("de", "Ich betreue 24 Gemeinden, ach nein, 42 Gemeinden, die ihre Schulen sanieren."),
)


async def verdict_on(answer: str, language: str) -> Verdict:
    return await evaluate(answer, question(), talking_point(*POINTS[language]), Material())


@pytest.mark.parametrize(("language", "answer"), PUT_RIGHT)
async def test_a_figure_put_right_is_neither_wrong_nor_against_the_guide(language: str, answer: str) -> None:
    verdict = await verdict_on(answer, language)
    assert [(each.said.quote, each.label) for each in verdict.figures] == [("42", FigureLabel.RIGHT)]
    assert verdict.key_points[0].label is Label.COVERED
    right = await verdict_on(RIGHT[language], language)
    assert verdict.key_points[0].credit == pytest.approx(right.key_points[0].credit)
    for quoted in (verdict.key_points[0].evidence, verdict.figures[0].said):
        assert quoted is not None and answer[quoted.start : quoted.end] == quoted.quote


async def test_a_figure_put_right_to_a_wrong_one_is_wrong() -> None:
    verdict = await verdict_on(
        "I look after 42 towns, no, sorry, 24 towns that renovate their schools.", "en"
    )
    assert [(each.said.quote, each.label, each.expected) for each in verdict.figures] == [
        ("24", FigureLabel.WRONG, "42")
    ]
    assert verdict.key_points[0].credit <= 0.5


@pytest.mark.parametrize(("language", "answer"), PUT_RIGHT)
async def test_what_to_say_has_neither_what_was_withdrawn_nor_the_words_that_withdraw(
    language: str, answer: str
) -> None:
    verdict = await verdict_on(answer, language)
    asked = question().model_copy(update={"language": language})
    told = [each.text for each in better_answer(talking_point(*POINTS[language]), verdict, answer, asked)]
    assert RIGHT[language] in told
    assert not any("24" in each for each in told)
