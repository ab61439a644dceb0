from datetime import UTC, datetime
from pathlib import Path

from agents.coach.one_pager import one_pager
from domain.guide import Stated, TalkingPoint, TalkingPointKind
from domain.mastery import Practice, Rating, Standing, State, WrongFigure
from domain.report import Section
from knowledge.library import read_library
from tests.support.talking import key_point, source

NOW = datetime(2026, 5, 4, tzinfo=UTC)


def a_point(title: str, kind: TalkingPointKind, *said: str, line: int = 1, instead: str = "") -> TalkingPoint:
    return TalkingPoint(
        id=title,
        kind=kind,
        title=title,
        source=source(line),
        say_instead=instead,
        key_points=tuple(
            key_point(f"{title}/{number}", text, line=line + number) for number, text in enumerate(said)
        ),
    )


def page(*points: TalkingPoint | Standing, doubts: tuple[TalkingPoint, ...] = ()) -> dict[str, Section]:
    standings = [
        point if isinstance(point, Standing) else Standing(point=point, state=State.NEVER) for point in points
    ]
    return {section.title: section for section in one_pager(standings, doubts)}


def weak(point: TalkingPoint, *wrong: WrongFigure) -> Standing:
    practice = Practice(
        session_id="s1",
        question_id="q1",
        drill=False,
        at=NOW,
        talking_point_id=point.id,
        kind=point.kind,
        title=point.title,
        source=point.source,
        rating=Rating.AGAIN,
        wrong_figures=wrong,
    )
    return Standing(point=point, state=State.WEAK, practices=(practice,))


def test_every_line_of_the_page_has_its_place() -> None:
    made = page(
        a_point("Pitch", TalkingPointKind.PITCH, "I build pipelines for parcels", line=3),
        a_point(
            "The lost partition", TalkingPointKind.STAR_STORY, "Task: find it", "Result: it held", line=9
        ),
        a_point("Few years", TalkingPointKind.WEAK_AREA, "I learn fast, and I have shipped", line=15),
        a_point("It was easy", TalkingPointKind.RED_FLAG, line=20, instead="It took three tries"),
        a_point("Who is on call?", TalkingPointKind.QUESTION_TO_ASK, line=30),
    )

    assert [row.text for row in made["Open with"].rows] == ["I build pipelines for parcels."]
    assert [row.text for row in made["Stories, and how they end"].rows] == ["The lost partition → It held"]
    assert [row.text for row in made["Not that, but this"].rows] == ["It was easy → It took three tries"]
    assert all(row.sources for section in made.values() for row in section.rows)


def test_a_story_ends_with_its_result_in_any_language(tmp_path: Path) -> None:
    guide = tmp_path / "notizen.md"
    guide.write_text(
        "# Fragen\n\n### Erzählen Sie von einem Konflikt.\n**Situation**: Ein Lehrling kam dreimal zu spät.\n"
        "**Aufgabe**: Ich musste beide halten.\n**Vorgehen**: Ich habe mit ihm allein geredet und den Beginn "
        "um 20 Minuten verschoben.\n**Ergebnis**: Er kam seitdem kein einziges Mal zu spät.\n",
        encoding="utf-8",
    )
    (story,) = (
        point for point in read_library([guide]).talking_points if point.kind is TalkingPointKind.STAR_STORY
    )

    (row,) = page(story)["Stories, and how they end"].rows

    assert row.text.endswith("→ Er kam seitdem kein einziges Mal zu spät")


def test_what_is_not_to_be_said_promises_nothing_better_where_there_is_nothing() -> None:
    assert page(a_point("It was easy", TalkingPointKind.RED_FLAG, line=20)).keys() == {"Not to be said"}


def test_a_section_without_lines_is_left_out() -> None:
    assert page(a_point("Who is on call?", TalkingPointKind.QUESTION_TO_ASK)).keys() == {"Ask them"}
    assert page() == {}


def test_what_sits_worst_comes_first_with_what_was_said_wrongly() -> None:
    fact, other = (a_point(name, TalkingPointKind.FACT) for name in ("Parcels: 4,000", "Depots: 12"))
    question = a_point("How fast?", TalkingPointKind.QUESTION_ANSWER, "It takes forty minutes")

    made = page(fact, weak(other), weak(question, WrongFigure(said="fifty", expected="40 minutes")))

    assert [row.text for row in made["Figures to have ready"].rows] == ["Depots: 12", "Parcels: 4,000"]
    assert "How fast?: you said “fifty”, your guide 40 minutes" in [
        row.text for row in made["Where you slipped"].rows
    ]


def test_a_contradiction_is_to_be_settled_at_both_its_places() -> None:
    doubt = a_point("Nine years, or five?", TalkingPointKind.CONTRADICTION).model_copy(
        update={"stated": (Stated(quote="nine", source=source(3)), Stated(quote="five", source=source(8)))}
    )

    (row,) = page(doubts=(doubt,))["Settle before you go in"].rows

    assert [str(place) for place in row.sources] == ["guide.md:3", "guide.md:8"]


def test_a_fact_without_a_figure_is_none_to_have_ready() -> None:
    made = page(a_point("Certificates", TalkingPointKind.FACT), a_point("Depots: 12", TalkingPointKind.FACT))
    assert [row.text for row in made["Figures to have ready"].rows] == ["Depots: 12"]
