"""A further hint says something further, and none gives a figure away."""

from __future__ import annotations

import pytest

from agents.interviewer import agent
from agents.interviewer.hints import hint
from agents.sayings import SPOKEN
from domain.guide import StarParts, TalkingPoint, TalkingPointKind
from domain.interview import MessageKind
from tests.support.talking import key_point, source

POINT = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.QUESTION_ANSWER,
    title="How did you shorten the waiting time?",
    text="x",
    source=source(3),
    key_points=(
        key_point("a", "Waiting fell from ninety minutes to twenty", 1.0),
        key_point("b", "Triage: a nurse sees everybody at the door", 0.7),
        key_point("c", "It costs one nurse more on each shift, however", 0.5),
    ),
)
TOLD = {
    "en": (
        "Waiting fell from ninety minutes to twenty in a year",
        "Triage: a nurse sees everybody at the door",
    ),
    "de": (
        "Die Wartezeit sank in einem Jahr von 90 auf 20 Minuten",
        "Ersteinschätzung: eine Pflegerin sieht alle",
    ),
    "es": ("La espera bajó de 90 a 20 minutos en un año", "Triaje: una enfermera ve a todos en la puerta"),
    "fr": (
        "L'attente est passée de 90 à 20 minutes en un an",
        "Tri: une infirmière voit tout le monde à l'entrée",
    ),
    "pt": ("A espera caiu de 90 para 20 minutos em um ano", "Triagem: uma enfermeira vê todos na porta"),
    "it": ("L'attesa è scesa da 90 a 20 minuti in un anno", "Triage: una infermiera vede tutti alla porta"),
    "nl": (
        "De wachttijd daalde in een jaar van 90 naar 20 minuten",
        "Triage: een verpleegkundige ziet iedereen",
    ),
    "zh": ("等待时间一年内从九十分钟降到二十分钟", "分诊：一名护士在门口先看每一位病人"),
}
FIGURES = ("ninety", "twenty", "90", "20", "九十", "二十")


def told(language: str) -> TalkingPoint:
    first, second = TOLD[language]
    points = (key_point("a", first, 1.0), key_point("b", second, 0.7))
    return POINT.model_copy(update={"title": "?", "key_points": points})


@pytest.mark.parametrize("language", SPOKEN)
def test_each_hint_says_something_new_until_there_is_no_more(language: str) -> None:
    point = told(language)
    hints = [hint(point, "", 1, number=number, language=language) for number in range(1, 8)]
    last = hints.index(hints[-1])

    assert last >= 3
    assert len(set(hints[: last + 1])) == last + 1
    assert not any(figure in said for said in hints for figure in FIGURES)
    # The first is about the point that weighs most, and the second says how it begins.
    assert TOLD[language][0].split()[0][:3] in hints[0 if language == "zh" else 1]


@pytest.mark.parametrize(
    ("language", "named"),
    [("en", "waiting"), ("de", "Wartezeit"), ("es", "espera"), ("nl", "wachttijd"), ("pt", "espera")],
)
def test_the_first_hint_names_what_the_weightiest_point_is_about(language: str, named: str) -> None:
    assert named in hint(told(language), "", 1, language=language)


def test_the_first_hint_is_about_the_weightiest_thing_that_is_missing() -> None:
    assert "3 points" in hint(POINT, "", 1)
    first = hint(POINT, "Waiting fell from ninety minutes to twenty.", 1)
    assert first.endswith("A keyword for one of them: triage.")


def test_what_the_question_says_already_is_no_hint() -> None:
    point = told("en").model_copy(
        update={
            "title": "What about the bill?",
            "key_points": (key_point("a", "I cut the bill with an old press"),),
        }
    )

    assert "old press" in hint(point, "", 1)


def test_a_label_that_is_the_question_is_no_hint() -> None:
    point = told("en").model_copy(
        update={
            "title": "Forklift licence",
            "key_points": (key_point("a", "Forklift licence: in the depot"),),
        }
    )

    assert "depot" in hint(point, "", 1) and "licence" not in hint(point, "", 1)


def test_a_point_of_a_story_that_names_nothing_is_told_by_its_part() -> None:
    point = told("en").model_copy(
        update={
            "star": StarParts(
                situation="Nobody knew.", action="We agreed and shipped early on.", result="Fewer."
            ),
            "key_points": (key_point("a", "We agreed and shipped early"),),
        }
    )

    assert hint(point, "", 1).endswith("One of them belongs to what you did.")


def test_next_to_nothing_begins_with_nothing() -> None:
    point = told("en").model_copy(update={"key_points": (key_point("a", "Triage: a nurse decides"),)})

    assert hint(point, "", 1, number=2) == hint(point, "", 1, number=5)


def test_the_interviewer_counts_the_hints_that_were_given() -> None:
    def reply(hints: int) -> str:
        return agent.reply(MessageKind.HINT, "How?", "", POINT, seed=1, hints=hints)

    assert reply(0) != reply(1) != reply(2)
    assert reply(0).endswith(" How?")


@pytest.mark.parametrize("kind", [MessageKind.CLARIFY, MessageKind.HINT, MessageKind.REPEAT])
@pytest.mark.parametrize("language", SPOKEN[1:])
def test_an_aside_is_answered_in_the_guides_language(kind: MessageKind, language: str) -> None:
    own = agent.reply(kind, "?", "", POINT, language=language, seed=1)

    assert own != agent.reply(kind, "?", "", POINT, language="en", seed=1)


@pytest.mark.parametrize(
    ("point", "about"),
    [
        ("We took the first, then the second a month later, when the rota held", "rota"),
        ("The result was a calmer ward", "calmer ward"),
        ("Wir nahmen zuerst die Person am Empfang", "Empfang"),
    ],
)
def test_a_hint_names_a_thing_and_no_word_that_fits_anything(point: str, about: str) -> None:
    language = "de" if point.startswith("Wir") else "en"
    asked = POINT.model_copy(update={"key_points": (key_point("a", point),)})

    assert f"{about}." in hint(asked, "", "seed", language=language, aimed="a")
