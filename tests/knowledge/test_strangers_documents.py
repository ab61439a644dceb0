"""The same guide as PDF, as Word document and in other encodings holds the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import docx
import fpdf
import pytest

from domain.guide import Guide
from knowledge.files.read import read_text
from knowledge.parse import understand

GUIDES = Path(__file__).with_name("strangers")


def counts(guide: Guide) -> dict[str, int]:
    return dict(Counter(point.kind.value for point in guide.talking_points))


def stories(guide: Guide) -> list[tuple[str, str, int]]:
    """What is asked and the key points, with their lines."""
    return [
        (point.title, key_point.text, key_point.source.first_line)
        for point in guide.talking_points
        for key_point in point.key_points
    ]


@pytest.mark.parametrize("name", ["notion.md", "chinese.md", "portuguese.txt", "anki.tsv", "headings.rst"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_guide_from_windows_holds_the_same_at_the_same_lines(
    tmp_path: Path, name: str, encoding: str
) -> None:
    text = (GUIDES / name).read_text(encoding="utf-8")
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    saved = tmp_path / name
    saved.write_bytes((mark + text.replace("\n", "\r\n")).encode(encoding))

    found = understand(read_text(saved))

    assert stories(found) == stories(understand(read_text(GUIDES / name)))
    assert found.lines == len(text.splitlines())


@pytest.mark.parametrize(
    "name", ["plain_paragraphs.txt", "numbered_indented.txt", "one_fence.md", "transcript.txt"]
)
def test_a_pdf_of_a_guide_holds_as_much_as_the_text(tmp_path: Path, name: str) -> None:
    saved = tmp_path / "guide.pdf"
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("Courier", size=9)
    for line in (GUIDES / name).read_text(encoding="utf-8").split("\n"):
        pdf.cell(0, 4, line, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(saved))

    assert counts(understand(read_text(saved))) == counts(understand(read_text(GUIDES / name)))


def test_a_pdf_with_flowing_text_keeps_its_questions_and_answers(tmp_path: Path) -> None:
    saved = tmp_path / "guide.pdf"
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=18)
    pdf.multi_cell(0, 10, "Interview notes", new_x="LMARGIN", new_y="NEXT")
    for asked, said in (
        (
            "Why do you test on paper first?",
            "Because a drawing costs an hour and a board costs three weeks. ",
        ),
        (
            "How do you find a bad joint?",
            "I cool the board and warm it again while it runs, and watch the log. ",
        ),
        ("What do you do when a part is out of stock?", "I keep a second source for every part we solder. "),
    ):
        pdf.set_font("Helvetica", style="B", size=12)
        pdf.multi_cell(0, 8, asked, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", size=11)
        pdf.multi_cell(0, 6, said * 3, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(saved))

    found = understand(read_text(saved))

    assert counts(found) == {"question_answer": 3}
    assert found.talking_points[0].title == "Why do you test on paper first?"


def test_a_word_document_with_headings_lists_and_tables_is_read(tmp_path: Path) -> None:
    saved = tmp_path / "guide.docx"
    document = docx.Document()
    document.add_heading("Interview: hospital pharmacist", level=1)
    document.add_heading("Questions", level=2)
    document.add_heading("How do you check a prescription?", level=3)
    document.add_paragraph("Patient, medicine, dose, way, time. Then what else they take.")
    document.add_heading("What was your worst mistake?", level=3)
    for label, said in (
        ("Situation: ", "A dose was ten times too high and I signed it on a Friday evening."),
        ("Task: ", "I had to stop it before the ward gave it."),
        ("Action: ", "I called the ward, took it back and asked for a limit in the software."),
        ("Result: ", "Nobody was harmed, and the limit has stopped 41 orders since."),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(said)
    document.add_heading("Questions for them", level=2)
    for asked in ("Who covers the nights?", "Which software do you use?"):
        document.add_paragraph(asked, style="List Number")
    document.add_heading("Numbers to remember", level=2)
    table = document.add_table(rows=0, cols=2)
    for row in (("What", "Value"), ("Orders checked a day", "320"), ("Errors caught", "2.1%")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(saved))

    found = understand(read_text(saved))

    assert counts(found) == {"question_answer": 2, "star_story": 1, "question_to_ask": 2, "fact": 2}
