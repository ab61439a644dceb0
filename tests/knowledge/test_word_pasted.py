"""Markdown pasted into Word, and lists made by hand, are read as they were meant."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from domain.guide import Guide, TalkingPointKind
from knowledge.files.read import read_text
from knowledge.parse import understand
from tests.support.phrases import Phrases, every_language
from tests.support.word import saved

LANGUAGES = pytest.mark.parametrize("said", every_language(), ids=lambda said: said.language)


def pasted(folder: Path, text: str, headings: bool = False) -> Guide:
    """The guide whose every line is a paragraph; lines with "#" are Word's headings with `headings`."""
    document = docx.Document()
    for line in text.split("\n"):
        marks = len(line) - len(line.lstrip("#"))
        if headings and marks:
            document.add_heading(line[marks:].strip(), marks)
        else:
            document.add_paragraph(line)
    (folder / "guide.docx").write_bytes(saved(document))
    return understand(read_text(folder / "guide.docx"))


def markdown(said: Phrases) -> str:
    one, two, three = said.answer
    answer = f"**Your Answer** (1 min):\n\n{one}\n\n- {two}\n- {three}\n"
    code = "```python\n# a comment\nrun(user)\n```\n"
    numbers = "## Key numbers\n\n| Metric | Value |\n|---|---|\n| p95 | 40 ms |\n| p99 | 95 ms |\n"
    asked = f"## {said.to_ask}\n\n1. {said.question}\n2. Why {said.question}\n"
    top = f"# Notes\n\n## {said.heading}\n\n### {said.question}"
    return "\n\n".join((top, answer, code, numbers, asked))


@LANGUAGES
@pytest.mark.parametrize("headings", [False, True], ids=["all of it", "below headings of Word"])
@pytest.mark.parametrize("empty", [True, False], ids=["with empty lines", "without"])
def test_pasted_markdown_holds_what_it_would_in_a_file(
    tmp_path: Path, said: Phrases, headings: bool, empty: bool
) -> None:
    text = markdown(said)
    (tmp_path / "guide.md").write_text(text, encoding="utf-8")
    wanted = understand(read_text(tmp_path / "guide.md")).talking_points

    kept = "\n".join(line for line in text.split("\n") if empty or line)
    found = pasted(
        tmp_path, kept.replace("# a comment", "#a comment") if headings else kept, headings
    ).talking_points

    assert [(point.kind, point.title) for point in found] == [(point.kind, point.title) for point in wanted]


@LANGUAGES
def test_one_sign_alone_makes_no_markdown(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    document = docx.Document()
    for line in (one, f"## {two}", f"# {three}"):
        document.add_paragraph(line)
    (tmp_path / "guide.docx").write_bytes(saved(document))

    assert read_text(tmp_path / "guide.docx").text == f"{one}\n\n\\## {two}\n\n\\# {three}\n"


@LANGUAGES
def test_items_typed_by_hand_are_a_list(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    document.add_heading(said.avoid, 1)
    for sentence in said.answer:
        document.add_paragraph(f"- {sentence}")
    (tmp_path / "guide.docx").write_bytes(saved(document))

    points = understand(read_text(tmp_path / "guide.docx")).talking_points
    assert [point.kind for point in points] == [TalkingPointKind.RED_FLAG] * 3


@LANGUAGES
def test_numbers_typed_by_hand_count_questions(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    document.add_heading(said.to_ask, 1)
    for number in (1, 2, 3):
        document.add_paragraph(
            f"{number}. {said.question}".replace("?", f" {number}?").replace("？", f"{number}？")
        )
    (tmp_path / "guide.docx").write_bytes(saved(document))

    points = understand(read_text(tmp_path / "guide.docx")).talking_points
    assert [point.kind for point in points] == [TalkingPointKind.QUESTION_TO_ASK] * 3


def test_a_date_at_the_start_of_a_sentence_is_no_number_of_a_list(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Der Termin stand fest.")
    document.add_paragraph("3. März war der Tag.")
    (tmp_path / "guide.docx").write_bytes(saved(document))

    assert read_text(tmp_path / "guide.docx").text.endswith("3\\. März war der Tag.\n")
