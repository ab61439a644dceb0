"""What leads up to an answer is not asked for; in a story what was done and came of it weighs most."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from domain.guide import KeyPoint, TalkingPointKind
from knowledge.key_points.openings import EMPTY, echoes, has_figure, opening
from knowledge.library import read_library
from tests.support.guides import points

SHARED = Path(__file__).parents[2].parent / "shared" / "guides"

LEAD_UP = (
    "I had three options.",
    "This role combines everything I'm passionate about.",
    "I have extensive experience with TIG (tungsten inert gas) welding, which is exactly what you need.",
    "Ich hatte drei Möglichkeiten.",
    "Teníamos dos opciones.",
    "Nous avions trois solutions.",
    "Avevo due alternative.",
    "Tinha duas opções.",
    "We hadden drie mogelijkheden.",
    "当时我有三种选择。",
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


def weights_of(answer: str) -> dict[str, float]:
    text = f"### How would you do it?\n{dedent(answer)}"
    return {key_point.text: key_point.weight for point in points(text) for key_point in point.key_points}


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Current:", "At ten times the load:"),
        ("Heute:", "Bei zehnfacher Last:"),
        ("Actualmente:", "Con diez veces más:"),
        ("Oggi:", "Con dieci volte tanto:"),
    ],
)
def test_how_things_stand_today_weighs_less_than_what_is_to_be_done(now: str, then: str) -> None:
    weights = weights_of(
        f"{now}\n- Ovens: 40 kg/h\n- Steam: 30 kg/h\n\n{then}\n- Ovens: 400 kg/h\n- Steam: 90 kg/h"
    )
    standing = [weight for said, weight in weights.items() if said.startswith(now)]
    planned = [weight for said, weight in weights.items() if said.startswith(then)]

    assert standing and planned and max(standing) < min(planned)


@pytest.mark.parametrize(
    ("decided", "label"), [("MY CHOICE: the gas oven", "My choice"), ("FAZIT: der Gasofen", "Fazit")]
)
def test_what_was_decided_weighs_most_and_stands_under_no_option(decided: str, label: str) -> None:
    weights = weights_of(f"OPTION A:\n- Cheap to run at night\n- Takes long to heat\n\n{decided}")

    assert [weight for said, weight in weights.items() if said.startswith(f"{label}:")] == [1.0]


def test_a_heading_with_its_time_and_a_title_with_a_number_are_no_figures() -> None:
    weights = weights_of("Sample solution (30-40 minutes)\n\nI knead it by hand and let it rest in the cold.")

    assert not any(said.startswith("Sample") for said in weights)
    assert not has_figure("I read papers (Arxiv, Two Minute Papers)")
    assert has_figure("It took two minutes")


def test_what_a_colon_leaves_open_is_one_point_with_its_rest() -> None:
    answer = """
        I never let two units share a name. Nobody would see it, so the unit is part of every name we use:
        weight_kg, not weight.
    """

    assert [said for said in weights_of(answer) if "weight_kg" in said] == [
        "Nobody would see it, so the unit is part of every name we use: weight_kg, not weight."
    ]


def test_what_came_of_a_story_is_told_in_its_order() -> None:
    text = """
        ### Story: the wrong labels
        **Situation:** A label was wrong.
        **Action:** I added a check.
        **Result:** The check has caught four slips. The slowest took 9 minutes to find.
    """
    told = [key_point.text for point in points(text) for key_point in point.key_points]

    assert [each.split()[1] for each in told[-2:]] == ["check", "slowest"]


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
