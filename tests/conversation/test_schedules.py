"""The agenda is the guide's: its rounds in its order and proportion, its stories, tasks and requirements."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from agents.interviewer import draft
from agents.interviewer.agenda import plan
from agents.interviewer.phases import phase_of_schedule
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Agenda, AgendaItem, Phase
from knowledge.library import read_library
from tests.support.guides import points

SHARED = Path(__file__).parents[2].parent / "shared" / "guides"
USUAL = [Phase.OPENING, Phase.TECHNICAL, Phase.STORY, Phase.THEIR_QUESTIONS, Phase.CLOSING]

TABLE_IN_GERMAN = """
# Vorbereitung

## Ablauf des Gesprächs

| Zeit | Teil | Was ich tue |
|---|---|---|
| 0-5 Min | Kennenlernen | Vorstellung in einer Minute |
| 5-20 Min | Fachfragen | Hygiene und Wundversorgung |
| 20-35 Min | Erfahrungen | Von der Nacht mit zwei Notfällen erzählen |
| 35-40 Min | Ihre Fragen | Zwei Fragen stellen |
| 40-45 Min | Abschluss | Danke sagen |

## Fragen

### Frage 1: Wie versorgen Sie eine Wunde?

Ich spüle sie mit Kochsalzlösung und fotografiere sie neben einem Maßstab. Danach dokumentiere ich.

### Frage 2: Erzählen Sie von einer Situation, in der etwas schiefging.

In der Nacht kamen zwei Notfälle. Ich habe die Ärztin gerufen. Seitdem hängt ein Plan an der Tür.
"""
BULLETS_IN_SPANISH = """
# Entrevista de enfermería

## Estructura de la entrevista

- 0–5 min: Presentación
- 5–20 min: Preguntas técnicas
- 20–30 min: Experiencia
- 30–35 min: Mis preguntas
- 35–40 min: Cierre

## Preguntas

### Pregunta 1: ¿Cómo cuida una herida?

La limpio con suero y hago una foto junto a una regla. Después lo anoto todo.

### Pregunta 2: Cuénteme una vez que algo salió mal.

Llegaron dos urgencias a la vez. Llamé a la doctora. Desde entonces hay un plan en la puerta.
"""
NUMBERED_LENGTHS = """
# Teaching interview

## Format of the interview

1. **Introduction** (5 min): one minute about me
2. **Classroom questions** (20 min): behaviour, plans, parents
3. **Stories** (15 min): the class that would not sit
4. **Your questions** (10 min)
5. **Wrap-up** (5 min)

### Q1: How do you start a lesson?

I stand at the door and greet each child by name. The task is on the board already.

### Q2: Tell me about a time a parent was angry.

A father shouted in the corridor. I took him to my room and listened. In the end he joined a trip.
"""
BY_THE_CLOCK = """
# Electrician

## Schedule of the day

| When | What |
|---|---|
| 09:00-09:10 | Introductions |
| 09:10-09:30 | Technical questions |
| 09:30-09:40 | Past projects |
| 09:40-09:50 | Your questions |
| 09:50-09:55 | Wrap-up |

### Q1: How do you isolate a circuit?

I switch it off, lock it, and prove it dead with a tester that I proved on a live source first.

### Q2: Tell me about a time you stopped a job.

The plan showed a dead line and my tester did not. I stopped the crew. Since then we test twice.
"""
TASK = """
# Sous chef

## Interview schedule

- 0-5 min: Welcome, who I am
- 5-25 min: Kitchen questions
- 25-40 min: Design a menu for 80 guests with three allergies
- 40-50 min: Your questions
- 50-55 min: Closing

## Questions

### Q1: How do you keep raw and cooked apart?

Red boards for raw meat. The fridge stays below five degrees.

{answered}
## Questions for them
1. How many covers do you have on a Saturday?
"""
ANSWERED = """
### Q2: How would you design a menu with allergies for 80 guests?

Three dishes that hold none of the allergens, and one line in the kitchen for them alone.
"""


def rounds(agenda: Agenda) -> list[Phase]:
    return [phase for phase, _ in groupby(item.phase for item in agenda.items)]


def ask(point: TalkingPoint, item: AgendaItem, language: str = "en") -> str:
    return draft.question(point, item, seed=1, language=language)


def item_in(agenda: Agenda, phase: Phase) -> AgendaItem:
    return next(item for item in agenda.items if item.phase is phase)


@pytest.mark.parametrize("text", [TABLE_IN_GERMAN, BULLETS_IN_SPANISH, NUMBERED_LENGTHS, BY_THE_CLOCK])
def test_the_rounds_come_in_the_schedules_order(text: str) -> None:
    agenda = plan(points(text), minutes=45, seed=1)

    assert rounds(agenda) == USUAL


def test_a_round_that_nothing_is_prepared_for_is_held_all_the_same() -> None:
    guide = points(TABLE_IN_GERMAN)
    agenda = plan(guide, minutes=45, seed=1)
    by_id = {point.id: point for point in guide}

    opening, closing = item_in(agenda, Phase.OPENING), item_in(agenda, Phase.CLOSING)
    assert by_id[opening.talking_point_id].kind is TalkingPointKind.SCHEDULE_ITEM
    assert ask(by_id[opening.talking_point_id], opening, "de") in {
        "Erzählen Sie mir von sich, in etwa einer Minute.",
        "Wer sind Sie, beruflich gesehen? Sagen Sie es mir in einer Minute.",
        "Stellen Sie sich bitte vor, in ungefähr einer Minute.",
    }
    assert ask(by_id[closing.talking_point_id], closing, "de").endswith(("?", "."))


def test_the_schedules_task_is_the_design_round() -> None:
    guide = points(TASK.format(answered=""))
    agenda = plan(guide, minutes=45, seed=1)

    design = item_in(agenda, Phase.DESIGN)
    row = next(point for point in guide if point.id == design.talking_point_id)
    assert row.kind is TalkingPointKind.SCHEDULE_ITEM
    assert ask(row, design).startswith("Design a menu for 80 guests with three allergies.")
    assert rounds(agenda).index(Phase.DESIGN) == 2


def test_the_schedules_task_is_judged_by_the_answer_that_is_prepared_for_it() -> None:
    guide = points(TASK.format(answered=ANSWERED))
    agenda = plan(guide, minutes=45, seed=1)

    design = item_in(agenda, Phase.DESIGN)
    prepared = next(point for point in guide if point.id == design.talking_point_id)
    assert prepared.kind is TalkingPointKind.QUESTION_ANSWER and prepared.key_points
    assert design.asked_as is not None
    assert ask(prepared, design).startswith("Design a menu for 80 guests with three allergies.")


def test_the_time_is_shared_out_in_the_schedules_proportion() -> None:
    many = "\n".join(
        f"### Q{n}: How do you cook dish {n}?\n\nSlowly, for {n} hours, with the lid on.\n"
        for n in range(3, 20)
    )
    stories = "\n".join(
        f"### Q{n}: Tell me about a time dish {n} failed.\n\nIt burnt. I threw it away. Since then I look.\n"
        for n in range(20, 40)
    )
    parts = "- 0-10 min: Technical questions\n- 10-50 min: Stories\n- 50-55 min: Closing\n\n"
    schedule = f"## Interview schedule\n\n{parts}"
    agenda = plan(points(f"# Cook\n\n{schedule}## Questions\n\n{many}{stories}"), minutes=40, seed=1)

    told = [item.phase for item in agenda.items]
    assert told.count(Phase.STORY) >= 2 * told.count(Phase.TECHNICAL) > 0


def test_core_stories_are_asked_as_stories() -> None:
    guide = points(
        """
        # Prep

        ## 3 core stories

        ### Story 1: The night of two emergencies
        **Question**: "How do you keep calm?"
        **Answer**: "Two emergencies came at once. I called the doctor and split the team. Nobody was hurt."

        ## Clinical questions

        ### Q: "How do you wash your hands?"
        **Answer**: "For thirty seconds, to the wrist, and before the gloves as well as after."
        """
    )
    agenda = plan(guide, minutes=30, seed=1)
    titles = {point.id: point.title for point in guide}

    assert [titles[i.talking_point_id] for i in agenda.items if i.phase is Phase.STORY] == [
        "How do you keep calm?"
    ]
    assert item_in(agenda, Phase.TECHNICAL)


def test_a_line_about_a_requirement_is_asked_for_where_no_question_covers_it() -> None:
    guide = points(
        """
        # Prep

        ## Requirements

        | They ask for | Evidence |
        |---|---|
        | Wound care | eleven years on a surgical ward |
        | Night shifts | four years as the only nurse on the floor |

        ## Questions

        ### Q1: How do you approach wound care?

        I clean with saline and photograph beside a ruler.
        """
    )
    agenda = plan(guide, minutes=30, seed=1)
    titles = {point.id: point.title for point in guide}

    assert {titles[item.talking_point_id] for item in agenda.items} == {
        "How do you approach wound care?",
        "Night shifts",
    }


@pytest.mark.parametrize(
    ("title", "phase"),
    [
        ("Project deep-dive", Phase.STORY),
        ("Technical deep dive", Phase.TECHNICAL),
        ("System design", Phase.DESIGN),
        ("Clinical cases", Phase.TECHNICAL),
        ("Rückfragen", Phase.THEIR_QUESTIONS),
        ("Verabschiedung", Phase.CLOSING),
        ("Accueil", Phase.OPENING),
        ("Vos questions", Phase.THEIR_QUESTIONS),
        ("Suas perguntas", Phase.THEIR_QUESTIONS),
        ("Kennismaking", Phase.OPENING),
        ("Esperienze", Phase.STORY),
        ("反问", Phase.THEIR_QUESTIONS),
        ("Break", None),
        ("Pause", None),
    ],
)
def test_a_part_of_the_schedule_has_its_phase(title: str, phase: Phase | None) -> None:
    assert phase_of_schedule(title, "") is phase


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real guides are not beside this project")
def test_the_real_guide_with_a_schedule_is_asked_by_it() -> None:
    guide = read_library([SHARED / "004_673e659fc627398d.txt"]).talking_points
    agenda = plan(guide, minutes=45, seed=1)
    by_id = {point.id: point for point in guide}
    told = [item.phase for item in agenda.items]

    assert rounds(agenda) == [
        Phase.OPENING,
        Phase.STORY,
        Phase.TECHNICAL,
        Phase.DESIGN,
        Phase.THEIR_QUESTIONS,
        Phase.CLOSING,
    ]
    assert told.count(Phase.STORY) >= 3
    design = item_in(agenda, Phase.DESIGN)
    assert "10M" in ask(by_id[design.talking_point_id], design)
    assert any(by_id[i.talking_point_id].kind is TalkingPointKind.REQUIREMENT for i in agenda.items)
