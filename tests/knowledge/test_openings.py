"""What leads up to an answer is not asked for; in a story what was done and came of it weighs most."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from domain.guide import KeyPoint, TalkingPointKind
from knowledge.key_points.openings import EMPTY, echoes, opening
from knowledge.library import read_library
from tests.support.guides import points

SHARED = Path(__file__).parents[2].parent / "shared" / "guides"

LEAD_UP = (
    "Thank you for having me today.",
    "That's a great question.",
    "I have extensive experience in wound care.",
    "I have many years of solid hands-on experience with children of that age.",
    "Patient safety is core to my expertise.",
    "This is exactly what I have been doing for years.",
    "On the night shift, I faced a difficult situation with a family.",
    "I'm a hands-on learner.",
    "Let me walk you through my process.",
    "There are three main reasons.",
    "I use multiple metrics:",
    "Vielen Dank für die Einladung.",
    "Ich habe langjährige Erfahrung in der Pflege.",
    "Das ist genau das, was ich täglich mache.",
    "Dafür gibt es drei Gründe.",
    "Gracias por la pregunta.",
    "Tengo una amplia experiencia en cocina.",
    "Hay tres razones.",
    "Merci de me recevoir.",
    "J'ai une grande expérience de la vente.",
    "Il y a trois étapes.",
    "Obrigada pela oportunidade.",
    "Tenho uma ampla experiência em obras.",
    "Há três motivos.",
    "Grazie per l'invito.",
    "Ho un'ampia esperienza nella logistica.",
    "Ci sono tre motivi.",
    "Dank u voor de uitnodiging.",
    "Ik heb ruime ervaring in de zorg.",
    "Er zijn drie redenen.",
    "谢谢您的提问。",
    "我有丰富的教学经验。",
    "主要有三点。",
)
TELLS = (
    "I have seen twelve years of night shifts on a stroke unit.",
    "I have extensive experience with Azure and GCP.",
    "I made the call to stop the line.",
    "There are three reasons: cost, speed and the union.",
    "I call the senior doctor at once.",
    "Hygiene is essential because the wound is open.",
    "I will tell the family before the ward round.",
    "This is where the valve sits.",
    "Let them rest for an hour.",
    "Ich rufe zuerst die Oberärztin.",
    "Es gibt drei Gründe: Kosten, Zeit und die Gewerkschaft.",
    "Ich habe die Leitung abgestellt.",
    "Separo lo crudo de lo cocido.",
    "Je note l'heure de la chute.",
    "Eu desligo o disjuntor antes de tudo.",
    "Controllo la temperatura ogni due ore.",
    "Ik bel eerst de huisarts.",
    "我先切断电源。",
)


def key_points_of(text: str) -> tuple[KeyPoint, ...]:
    (point,) = points(dedent(text), TalkingPointKind.QUESTION_ANSWER, TalkingPointKind.STAR_STORY)[:1]
    return point.key_points


@pytest.mark.parametrize("sentence", LEAD_UP)
def test_a_lead_up_is_known_in_each_language(sentence: str) -> None:
    assert opening(sentence) in EMPTY


@pytest.mark.parametrize("sentence", TELLS)
def test_what_tells_something_is_none(sentence: str) -> None:
    assert opening(sentence) is None


def test_a_value_opens_an_answer_and_is_its_content_further_on() -> None:
    sentence = "Good documentation is absolutely essential on a ward."

    assert opening(sentence, first=True) in EMPTY
    assert opening(sentence) is None


def test_an_opening_is_no_key_point_beside_what_is_told() -> None:
    found = key_points_of(
        """
        ### Q1: How do you look after a wound?

        "Great question. I have extensive experience in wound care. I clean it with saline before I look.
        I photograph it against a ruler every second day. Thank you for asking."
        """
    )

    assert [key_point.text for key_point in found] == [
        "I clean it with saline before I look.",
        "I photograph it against a ruler every second day.",
    ]


def test_an_answer_that_is_nothing_but_an_opening_keeps_it() -> None:
    found = key_points_of("### Q1: Why nursing?\n\nI have extensive experience in wound care.\n")

    assert len(found) == 1


def test_the_questions_own_words_are_no_key_point() -> None:
    assert echoes("I look after wounds.", "How do you look after a wound?")
    assert not echoes("I look after wounds with saline.", "How do you look after a wound?")

    found = key_points_of(
        """
        ### Q1: How do you check the temperature of the fridge?

        I check the temperature of the fridge. A probe goes between two packs, never against the wall.
        """
    )

    assert [key_point.text for key_point in found] == [
        "A probe goes between two packs, never against the wall."
    ]


@pytest.mark.parametrize(
    ("text", "done", "came_of_it"),
    [
        (
            """
            ### Q1: Tell me about a time something went wrong on your shift.

            There were 31 patients on the ward that night. I moved the drip stands out of the corridor.
            Since then the trolley gets through.
            """,
            "I moved the drip stands",
            "Since then",
        ),
        (
            """
            ### Frage 1: Erzählen Sie von einer Situation, in der etwas schiefging.

            In der Nacht waren 31 Patienten auf der Station. Ich habe die Ständer aus dem Gang gestellt.
            Seitdem kommt der Wagen immer durch.
            """,
            "Ich habe die Ständer",
            "Seitdem",
        ),
        (
            """
            ### Pregunta 1: Cuénteme una vez que algo salió mal.

            Esa noche había 80 personas en la sala. Entonces hice dos turnos de platos fríos.
            Al final nadie esperó por la comida.
            """,
            "Entonces hice",
            "Al final",
        ),
    ],
)
def test_in_a_story_what_was_done_and_came_of_it_weighs_most(text: str, done: str, came_of_it: str) -> None:
    weights = {key_point.text: key_point.weight for key_point in key_points_of(text)}
    ranked = sorted(weights, key=lambda said: -weights[said])

    assert ranked[0].startswith(came_of_it)
    assert ranked[1].startswith(done)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real guides are not beside this project")
def test_nothing_that_leads_an_answer_of_the_five_guides_is_an_opening() -> None:
    leads = [
        (str(point.source), key_point.text)
        for point in read_library([SHARED]).talking_points
        for key_point in point.key_points
        if key_point.weight == 1 and len(point.key_points) > 1
    ]

    assert len(leads) > 150
    assert [lead for lead in leads if opening(lead[1].partition(": ")[2] or lead[1], first=True)] == []
