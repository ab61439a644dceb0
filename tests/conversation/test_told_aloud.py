"""A story's notes, said aloud as what was."""

from __future__ import annotations

import pytest

from agents.coach.told_aloud import told_aloud
from domain.guide import KeyPoint, KeyPointOrigin, StarParts, TalkingPoint
from tests.evaluating.material import source, talking_point


def story(part: str, note: str) -> TalkingPoint:
    point = talking_point(title="The winter ward")
    own = KeyPoint(id="k", text=note, weight=1, origin=KeyPointOrigin.STAR, source=source())
    return point.model_copy(update={"star": StarParts(**{part: note}), "key_points": (own,)})


def aloud(part: str, note: str, language: str = "en") -> str | None:
    point = story(part, note)
    return told_aloud(point.key_points[0], point, language)


@pytest.mark.parametrize(
    ("language", "note", "said"),
    [
        (
            "en",
            "Bring it below 12 falls within one winter",
            "I was to bring it below 12 falls within one winter.",
        ),
        ("en", "Task: Stop the shouting at handover.", "I was to stop the shouting at handover."),
        ("en", "To halve the waiting list", "I was to halve the waiting list."),
        ("en", "Cut the paperwork by a third", "I was to cut the paperwork by a third."),
        ("en", "Had to fill two posts by May", "I had to fill two posts by May."),
        ("en", "I was asked to keep the menu.", "I was asked to keep the menu."),
        ("de", "Die Stürze bis März halbieren.", "Ich sollte die Stürze bis März halbieren."),
        ("es", "Bajar la merma al 5 % en tres meses.", "Tenía que bajar la merma al 5 % en tres meses."),
        ("fr", "Réduire les délais de moitié en un an.", "Je devais réduire les délais de moitié en un an."),
        ("it", "Dimezzare gli scarti della cucina.", "Dovevo dimezzare gli scarti della cucina."),
        ("pt", "Reduzir as faltas para metade.", "Eu tinha de reduzir as faltas para metade."),
        ("nl", "Het verzuim onder vijf procent brengen.", "Ik moest het verzuim onder vijf procent brengen."),
        ("zh", "把跌倒次数减少一半。", "我的任务是把跌倒次数减少一半。"),
    ],
)
def test_a_task_is_what_one_was_to_do(language: str, note: str, said: str) -> None:
    assert aloud("task", note, language) == said


@pytest.mark.parametrize(
    ("language", "note", "said"),
    [
        ("en", "Fewer falls, calmer nights", "What came of it: fewer falls, calmer nights."),
        ("de", "Weniger Stürze, ruhigere Nächte", "Das Ergebnis: Weniger Stürze, ruhigere Nächte."),
        ("fr", "Moins de chutes", "Le résultat : Moins de chutes."),
    ],
)
def test_a_noted_result_is_told_as_what_came_of_it(language: str, note: str, said: str) -> None:
    assert aloud("result", note, language) == said


@pytest.mark.parametrize(
    ("part", "language", "note"),
    [
        ("action", "en", "Talk to every tenant once."),
        ("result", "en", "Get the rent back on time."),
        ("task", "en", "Falls below twelve"),
        ("action", "es", "Medir cada cubo al cerrar."),
    ],
)
def test_what_is_in_no_tense_is_left_out(part: str, language: str, note: str) -> None:
    assert aloud(part, note, language) is None


@pytest.mark.parametrize(
    ("part", "note", "said"),
    [
        ("action", "Kept a diary for two weeks.", "I kept a diary for two weeks."),
        ("result", "Work was done in a week.", "Work was done in a week."),
        ("result", "Cut the bill by a third", "I cut the bill by a third."),
    ],
)
def test_what_was_done_is_told_as_before(part: str, note: str, said: str) -> None:
    assert aloud(part, note) == said


def test_what_one_would_do_stays_so_outside_a_story() -> None:
    point = talking_point("Count the children at the gate")

    assert told_aloud(point.key_points[0], point, "en") == "I would count the children at the gate."


def test_a_heading_before_most_key_points_is_not_said() -> None:
    notes = ("Best reply: I asked her twice.", "Best reply: She laughed.", "Best reply: We shook hands.")
    point = talking_point(*notes)

    assert [told_aloud(each, point, "en") for each in point.key_points] == [
        "I asked her twice.",
        "She laughed.",
        "We shook hands.",
    ]
