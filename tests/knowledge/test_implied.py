"""Parts of ordinary guides that ask nothing by their words, and that everybody is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.interviewer.listing import ListedQuestion, questions
from domain.guide import TalkingPointKind
from domain.interview import Phase
from knowledge.library import read_library
from tests.support.guides import points, understood

ENGLISH = """
# Prep: head baker

## Opening Pitch (60 Seconds)
- Eleven years in bakeries, five of them on the night shift
- Two apprentices who passed with honours
- Sourdough is what I am known for

## Why Mill & Ember
- They mill their own flour, which I have wanted to do for years
- A second shop opens in the autumn

### Scenario 1: The Oven Stops At Three In The Morning
- Move the rolls to the deck oven
- Call the fitter, then the shops

## My First 90 Days
- Bake every shift once
- Count the waste by product

**Key message:** I bake what sells out, and waste nothing of it.
"""
GERMAN = """
# Vorbereitung: Stationsleitung

## Vorstellung (60 Sekunden)
- Zwölf Jahre Pflege, davon fünf als Leitung
- Team von vierundzwanzig Leuten geführt

## Warum Haus Lindenhof
- Kleine Stationen und kurze Wege
- Eigene Ausbildung im Haus

## Szenario 2: Der Nachtdienst fällt aus
- Zuerst die Rufliste abtelefonieren
- Dann selbst einspringen

## Meine ersten 100 Tage
- Alle Schichten einmal mitlaufen
- Den Dienstplan gemeinsam neu aufsetzen

## Schlusswort
Ich möchte diese Station mit Ihnen aufbauen, weil ich das schon einmal geschafft habe.
"""
SPANISH = """
# Preparación: jefa de cocina

## Presentación (60 segundos)
- Diez años en cocina, seis de jefa de partida
- Equipo de ocho personas en dos turnos

## Por qué Casa Alba
- Trabajan con la lonja cada mañana
- Van a abrir un segundo local

## Escenario 1: La cámara se estropea un viernes
- Pasar el pescado a hielo
- Llamar al técnico y avisar a sala

## Mis primeros 90 días
- Probar toda la carta con el equipo
- Revisar mermas y proveedores

## Mensaje de cierre
Quiero construir esta cocina con ustedes, ya lo hice una vez y sé lo que cuesta.
"""


def asked(text: str, folder: Path) -> list[ListedQuestion]:
    guide = folder / "guide.md"
    guide.write_text(text.lstrip(), encoding="utf-8")
    return questions(read_library([guide]))


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, SPANISH], ids=["en", "de", "es"])
def test_each_part_gives_a_question_and_no_line_is_lost(text: str, tmp_path: Path) -> None:
    found = asked(text, tmp_path)

    assert understood(text).unparsed == ()
    phases = [question.phase for question in found]
    assert phases == [Phase.OPENING, Phase.CONCERN, Phase.TECHNICAL, Phase.TECHNICAL, Phase.CLOSING]


@pytest.mark.parametrize(
    ("text", "why", "days"),
    [
        (ENGLISH, "Why Mill & Ember?", "first 90 days"),
        (GERMAN, "Warum Haus Lindenhof?", "ersten 100 Tage"),
        (SPANISH, "¿Por qué Casa Alba?", "primeros 90 días"),
    ],
    ids=["en", "de", "es"],
)
def test_they_are_asked_as_a_person_would(text: str, why: str, days: str, tmp_path: Path) -> None:
    said = [question.text for question in asked(text, tmp_path)]

    assert said[1] == why
    assert not any(label in said[2] for label in ("Scenario 1", "Szenario 2", "Escenario 1"))
    assert said[2].endswith("?")
    assert days in said[3] and said[3].endswith("?")


def test_the_answer_is_what_stands_below() -> None:
    by_title = {point.title: [kp.text for kp in point.key_points] for point in points(ENGLISH)}

    assert by_title["Why Mill & Ember?"][1] == "A second shop opens in the autumn"
    assert by_title["Key message"] == ["I bake what sells out, and waste nothing of it."]
    assert len(by_title["Opening Pitch"]) == 3


def test_a_row_of_a_table_closes_the_interview() -> None:
    (closing,) = points(
        "## Key lines\n| Moment | Line |\n|---|---|\n| Greeting | Good morning to all of you |\n"
        "| Closing statement | I can start in June, and I would like to |\n"
    )

    assert closing.kind is TalkingPointKind.STRENGTH
    assert [kp.text for kp in closing.key_points] == ["I can start in June, and I would like to"]


@pytest.mark.parametrize("heading", ["Why This Works", "Why It Matters", "Why I left my last job", "Why"])
def test_a_heading_about_the_guide_asks_nothing(heading: str) -> None:
    assert not any(
        point.title.startswith(f"{heading}?") for point in points(f"## {heading}\n- One reason\n- Two\n")
    )


def test_a_key_message_below_a_question_is_part_of_its_answer() -> None:
    (point,) = points(
        "## Questions\n\n### How do you plan a week?\nI begin with the orders and the people I have.\n\n"
        "**Key message:** I never plan a shift with nobody spare.\n"
    )

    assert point.kind is TalkingPointKind.QUESTION_ANSWER


def test_a_list_of_tips_with_a_time_is_no_pitch_without_words() -> None:
    assert points("## Opening Pitch (60 Seconds)\n- Smile\n- Breathe\n", TalkingPointKind.PITCH) == []
