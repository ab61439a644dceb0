"""Tables of a Word file are read as they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table

from domain.guide import Guide
from knowledge.files.read import read_text
from knowledge.parse import understand
from tests.support.phrases import Phrases, every_language
from tests.support.word import saved

LANGUAGES = pytest.mark.parametrize("said", every_language(), ids=lambda said: said.language)


def table(document: Document, rows: Sequence[Sequence[str]]) -> Table:
    made = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for cells, row in zip(made.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    return made


def text_of(folder: Path, document: Document) -> str:
    (folder / "guide.docx").write_bytes(saved(document))
    return read_text(folder / "guide.docx").text


def guide(folder: Path, document: Document) -> Guide:
    (folder / "guide.docx").write_bytes(saved(document))
    return understand(read_text(folder / "guide.docx"))


@LANGUAGES
def test_a_bar_in_a_cell_is_part_of_its_text(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    table(document, [["Question", "Answer"], [f"A | {said.question}", said.answer[0]]])

    (point,) = guide(tmp_path, document).talking_points
    assert (point.title, point.text) == (f"A | {said.question}", said.answer[0])


@LANGUAGES
def test_what_reaches_over_rows_stands_in_each_of_them(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    document.add_heading("Key numbers", 1)
    name = said.answer[0]
    made = table(document, [["What", "Which", "Value"], [name, "p95", "40 ms"], ["", "p99", "95 ms"]])
    made.cell(1, 0).merge(made.cell(2, 0))

    points = guide(tmp_path, document).talking_points
    assert [point.text for point in points] == ["p95 (40 ms)", "p99 (95 ms)"]
    assert len({point.title for point in points}) == 1


@LANGUAGES
def test_an_answer_in_two_rows_beside_one_question_is_one_answer(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    made = table(document, [["Question", "Answer"], [said.question, said.answer[0]], ["", said.answer[1]]])
    made.cell(1, 0).merge(made.cell(2, 0))

    (point,) = guide(tmp_path, document).talking_points
    assert (point.title, point.text) == (said.question, f"{said.answer[0]} {said.answer[1]}")


@LANGUAGES
def test_a_row_of_one_cell_is_the_title_above_the_header(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    made = table(
        document,
        [["My questions", ""], ["", ""], ["Question", "Answer"], [said.question, said.answer[0]]],
    )
    made.cell(0, 0).merge(made.cell(0, 1))

    points = guide(tmp_path, document).talking_points
    assert [(point.title, point.text) for point in points] == [(said.question, said.answer[0])]


@LANGUAGES
def test_a_title_between_rows_leaves_them_their_header(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    rows = [
        ["Question", "Answer"],
        [said.question, said.answer[0]],
        ["More", ""],
        [said.question, said.answer[1]],
    ]
    made = table(document, rows)
    made.cell(2, 0).merge(made.cell(2, 1))

    assert [point.text for point in guide(tmp_path, document).talking_points] == list(said.answer[:2])


@LANGUAGES
@pytest.mark.parametrize("rows", [1, 2])
def test_a_table_without_header_whose_left_cells_ask_is_one_of_questions(
    tmp_path: Path, said: Phrases, rows: int
) -> None:
    document = docx.Document()
    asked = [
        [said.question, said.answer[0]],
        [said.question.replace("?", " X?").replace("？", "X？"), said.answer[1]],
    ]
    table(document, asked[:rows])

    points = guide(tmp_path, document).talking_points
    assert [point.text for point in points] == list(said.answer[:rows])


@LANGUAGES
def test_a_table_that_only_arranges_is_read_as_what_stands_in_it(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    made = document.add_table(rows=1, cols=1)
    made.cell(0, 0).paragraphs[0].text = said.heading
    made.cell(0, 0).paragraphs[0].style = document.styles["Heading 1"]
    made.cell(0, 0).add_paragraph(said.question, style="Heading 2")
    made.cell(0, 0).add_paragraph(said.answer[0])

    (point,) = guide(tmp_path, document).talking_points
    assert (point.title, point.text) == (said.question, said.answer[0])


@LANGUAGES
def test_paragraphs_and_lists_of_a_cell_stay_apart(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    made = table(document, [["Question", "Answer"], [said.question, "a list"]])
    made.cell(1, 1).add_paragraph("in any order", style="List Bullet")
    made.cell(1, 1).add_paragraph("at once.", style="List Bullet")

    assert "| a list; in any order; at once. |" in text_of(tmp_path, document)


def test_columns_that_a_cell_reaches_over_keep_their_place(tmp_path: Path) -> None:
    document = docx.Document()
    made = table(document, [["A", "B", "C"], ["wide", "", "c"], ["a", "b", "c"]])
    made.cell(1, 0).merge(made.cell(1, 1))

    assert "| wide |  | c |\n| a | b | c |" in text_of(tmp_path, document)


def test_a_deleted_row_is_gone(tmp_path: Path) -> None:
    from docx.oxml import OxmlElement

    document = docx.Document()
    made = table(document, [["A", "B"], ["old", "1"], ["new", "2"]])
    made.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:del"))

    assert "old" not in text_of(tmp_path, document)
    assert "| new | 2 |" in text_of(tmp_path, document)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Question", "Answer"),
        ("Frage:", "Antwort:"),
        ("Pregunta", "Respuesta"),
        ("问题", "回答"),
        ("Domanda", "Risposta"),
    ],
)
def test_a_form_with_its_labels_on_the_left_is_read_row_by_row(
    tmp_path: Path, question: str, answer: str
) -> None:
    document = docx.Document()
    document.add_heading("Q&A", 1)
    for asked, said in (("Why a log?", "A queue forgets."), ("Why two nodes?", "One may fail.")):
        made = table(document, [[question, asked], [answer, said]])
        made.cell(1, 1).add_paragraph("A second paragraph.")
        document.add_paragraph()

    points = guide(tmp_path, document).talking_points
    assert [(point.title, " ".join(point.text.split())) for point in points] == [
        ("Why a log?", "A queue forgets. A second paragraph."),
        ("Why two nodes?", "One may fail. A second paragraph."),
    ]


def test_a_table_of_figures_without_a_header_loses_no_row(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Key numbers", 1)
    table(document, [["Team size", "7 people"], ["Budget", "1.2 million"], ["Uptime", "99.97 %"]])

    points = guide(tmp_path, document).talking_points
    assert [point.title for point in points] == ["Team size", "Budget", "Uptime"]


@pytest.mark.parametrize("head", [("What", "Value"), ("Metric", "2024"), ("KPI", "Q3 2024")])
def test_a_header_over_figures_stays_the_header(tmp_path: Path, head: tuple[str, str]) -> None:
    document = docx.Document()
    document.add_heading("Key numbers", 1)
    table(document, [head, ("Budget", "1.2 million"), ("Uptime", "99.97 %")])

    assert [point.title for point in guide(tmp_path, document).talking_points] == ["Budget", "Uptime"]


def test_a_question_behind_its_label_makes_no_header(tmp_path: Path) -> None:
    document = docx.Document()
    table(document, [["Topic of the day", "Why a log?"], ["Something else", "Why two nodes?"]])

    assert "| Topic of the day | Why a log? |\n| --- |" in text_of(tmp_path, document)
