"""What a session is marked by: the guide's own criteria, else those of its sections, else ours."""

from __future__ import annotations

import pytest

from agents.coach.rubric import DEFAULT, rubric
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase
from tests.support.coaching import POINT
from tests.support.guides import points
from tests.support.talking import question, source


def criterion(name: str, percent: float, line: int) -> TalkingPoint:
    return TalkingPoint(
        id=name,
        kind=TalkingPointKind.RUBRIC_CRITERION,
        title=name,
        source=source(line),
        weight_percent=percent,
    )


def test_the_guides_own_rubric_is_used_and_its_weights_sum_to_one() -> None:
    own = rubric([criterion("Communication (30%)", 30, 1), criterion("Technical depth", 90, 2)])

    assert [(c.name, c.weight, c.delivery) for c in own] == [
        ("Communication", 0.25, True),
        ("Technical depth", 0.75, False),
    ]
    assert own[1].phases[0] is Phase.TECHNICAL


def test_every_phase_counts_for_some_criterion_of_the_guides_rubric() -> None:
    own = rubric(
        [criterion("Communication", 30, 1), criterion("Technical depth", 40, 2), criterion("Teamwork", 30, 3)]
    )

    content = [c for c in own if not c.delivery]
    assert {phase for c in content for phase in c.phases} >= set(Phase) - {Phase.THEIR_QUESTIONS}
    assert Phase.OPENING in content[1].phases


def test_an_engineers_guide_without_a_rubric_gets_ours() -> None:
    technical = (
        "Kafka feeds the pipeline, a cache keeps latency low, and deployment of the database is by Docker."
    )

    assert rubric([POINT.model_copy(update={"text": technical})]) is DEFAULT
    assert sum(c.weight for c in DEFAULT) == pytest.approx(1)


_PROFESSIONS = {
    "nurse": (
        """
        # Night nurse on a stroke unit

        ## Clinical questions

        ### Q1: How do you look after a wound?
        I clean it with saline and photograph it beside a ruler.

        ### Q2: What do you do when a patient falls?
        I look before I lift, and the doctor is told at once.

        ## Relatives and ethics

        ### Q3: A daughter wants to know the diagnosis. What do you say?
        I ask the patient first, and write down the answer.

        ### Q4: When do you speak up against a colleague?
        When a patient could be hurt, in the room, and at once.
        """,
        ["Clinical questions", "Relatives and ethics"],
    ),
    "cook": (
        """
        # Vorbereitung: Souschefin

        ## Hygiene

        ### Frage 1: Wie trennen Sie Rohes und Gegartes?
        Rote Bretter für rohes Fleisch, und der Kühlschrank steht unter fünf Grad.

        ### Frage 2: Wie kühlen Sie einen Fond ab?
        Im Eisbad, in neunzig Minuten von sechzig auf zehn Grad.

        ## Führung

        ### Frage 3: Wie führen Sie neue Leute ein?
        Eine Woche an meiner Seite, danach ein eigener Posten.

        ### Frage 4: Wie planen Sie Dienste?
        Vier Wochen vorher, und Wünsche hängen an der Tür.
        """,
        ["Hygiene", "Führung"],
    ),
    "teacher": (
        """
        # Entrevista: maestra

        ### Pregunta 1: ¿Cómo empieza una clase?
        Saludo a cada niño por su nombre en la puerta.

        ### Pregunta 2: ¿Cómo evalúa?
        Con una tarea breve cada viernes y una rúbrica que ellos conocen.
        """,
        ["Subject knowledge"],
    ),
}


@pytest.mark.parametrize("profession", _PROFESSIONS)
def test_a_guide_without_technical_questions_has_criteria_of_its_own_sections(profession: str) -> None:
    text, expected = _PROFESSIONS[profession]

    criteria = rubric(points(text))

    names = [criterion.name for criterion in criteria]
    assert names[: len(expected)] == expected
    assert not {"Technical depth", "Design and scale"} & {*names}
    assert sum(criterion.weight for criterion in criteria) == pytest.approx(1)


def test_a_section_of_a_german_guide_keeps_the_capitals_of_its_nouns() -> None:
    text = """
        ## Fragen Zur Person

        ### Warum wollen Sie in die Pflege?
        Weil ich dort gebraucht werde und es jeden Tag anders ist.

        ### Was ist Ihre größte Schwäche?
        Ich sage zu schnell ja und schreibe deshalb jede Zusage auf.

        ## Auf Der Station

        ### Wie gehen Sie mit Angehörigen um?
        Ich höre zuerst zu und erkläre dann, was wir tun.

        ### Was tun Sie bei einem Sturz?
        Ich bleibe beim Patienten und rufe Hilfe, bevor ich ihn bewege.
    """

    assert {"Fragen zur Person", "Auf der Station"} <= {each.name for each in rubric(points(text))}


def test_an_answer_counts_for_the_section_its_question_stands_in() -> None:
    guide = points(_PROFESSIONS["nurse"][0])
    clinical, ethics, *_ = rubric(guide)
    asked = question("How?", guide[0].id).model_copy(update={"sources": (guide[0].source,)})

    assert clinical.takes(asked) and not ethics.takes(asked)


def test_an_introduction_counts_as_opening_and_a_crisis_as_a_story() -> None:
    about = question("Tell me about yourself.", "p", Phase.OPENING)
    crisis = question("Tell about handling a critical issue.", "c", Phase.STORY)

    assert [c.name for c in DEFAULT if c.takes(about) and not c.delivery] == ["Opening and closing"]
    assert [c.name for c in DEFAULT if c.takes(crisis) and not c.delivery] == ["Your stories"]
