"""Lists, headings, quotes and code of a Word file keep their form."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from knowledge.files.read import read_text
from knowledge.parse import understand
from tests.support.phrases import Phrases, every_language
from tests.support.word import saved

LANGUAGES = pytest.mark.parametrize("said", every_language(), ids=lambda said: said.language)


def read(folder: Path, document: Document) -> str:
    path = folder / "guide.docx"
    path.write_bytes(saved(document))
    return read_text(path).text


def numbered(document: Document, text: str, level: int, form: str, shown: str) -> None:
    """A paragraph in a list of its own kind, counted with all of that kind."""
    numbering = document.part.numbering_part.element
    abstract = str(900 + len(form + shown))
    if not any(num.numId == int(abstract) for num in numbering.num_lst):
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/>'
            f'<w:pPr><w:ind w:left="{720 * (n + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for n in range(3)
        )
        names = nsdecls("w")
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {names} w:abstractNumId="{abstract}">{levels}</w:abstractNum>')
        )
        numbering.append(
            parse_xml(f'<w:num {names} w:numId="{abstract}"><w:abstractNumId w:val="{abstract}"/></w:num>')
        )
    properties = document.add_paragraph(text).paragraph_format.element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = int(abstract)
    properties.get_or_add_numPr().get_or_add_ilvl().val = level


@LANGUAGES
def test_the_styles_of_lists_keep_their_levels(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    document = docx.Document()
    document.add_paragraph(one, style="List Bullet")
    document.add_paragraph(two, style="List Bullet 2")
    document.add_paragraph(three, style="List Bullet 3")
    document.add_paragraph(one, style="List Number")
    document.add_paragraph(two, style="List Bullet 2")

    assert read(tmp_path, document) == f"- {one}\n  - {two}\n    - {three}\n1. {one}\n   - {two}\n"


@LANGUAGES
def test_levels_of_a_numbered_list_are_levels(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    document = docx.Document()
    for text, level in ((one, 0), (two, 1), (three, 1), (one, 0)):
        numbered(document, text, level, "decimal", f"%{level + 1}." if level else "%1.")

    assert read(tmp_path, document) == f"1. {one}\n   1. {two}\n   2. {three}\n2. {one}\n"


@LANGUAGES
def test_a_number_with_words_is_text_before_its_paragraph(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    document.add_heading(said.heading, 1)
    for _ in range(2):
        numbered(document, said.question, 0, "decimal", "Q%1:")
        document.add_paragraph(" ".join(said.answer))

    assert f"Q2: {said.question}" in read(tmp_path, document)


def test_a_list_that_goes_on_after_a_paragraph_counts_on(tmp_path: Path) -> None:
    document = docx.Document()
    numbered(document, "First", 0, "decimal", "%1.")
    document.add_paragraph("A paragraph.")
    numbered(document, "Second", 0, "decimal", "%1.")

    assert read(tmp_path, document) == "1. First\n\nA paragraph.\n\n2. Second\n"


@LANGUAGES
@pytest.mark.parametrize("box", ["☐", "\uf0a8", "\uf071"])
def test_a_bullet_that_is_a_box_is_a_box(tmp_path: Path, said: Phrases, box: str) -> None:
    document = docx.Document()
    numbered(document, said.answer[0], 0, "bullet", box)

    assert read(tmp_path, document) == f"- [ ] {said.answer[0]}\n"


def test_a_paragraph_set_in_like_an_item_goes_on_with_it(tmp_path: Path) -> None:
    document = docx.Document()
    numbered(document, "A bullet", 0, "bullet", "•")
    document.add_paragraph("More of it.").paragraph_format.left_indent = Pt(36)
    numbered(document, "Another", 0, "bullet", "•")
    document.add_paragraph("Something else.")

    assert read(tmp_path, document) == "- A bullet\n\n  More of it.\n\n- Another\n\nSomething else.\n"


@LANGUAGES
def test_the_title_is_the_heading_that_the_others_stand_under(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    document.add_heading("Title", 0)
    document.add_heading(said.heading, 1)
    document.add_heading(said.question, 2)

    assert read(tmp_path, document) == f"# Title\n\n## {said.heading}\n\n### {said.question}\n"


def test_a_title_over_deeper_headings_moves_none_of_them(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Title", 0)
    document.add_heading("Second", 2)

    assert read(tmp_path, document) == "# Title\n\n## Second\n"


def test_a_style_based_on_a_heading_is_one(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("Frage", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("Warum wir?", style="Frage")

    assert read(tmp_path, document) == "### Warum wir?\n"


@LANGUAGES
def test_paragraphs_of_a_code_style_are_one_piece_of_code(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    document.add_heading(said.heading, 1)
    document.add_heading(said.question, 2)
    document.add_paragraph(said.answer[0])
    document.styles.add_style("Source Code", WD_STYLE_TYPE.PARAGRAPH)
    for line in ("# a lock for each user", "with lock(user):", "", "    # then the row", "    save(user)"):
        document.add_paragraph(line, style="Source Code")
    document.add_paragraph(said.answer[1])

    text = read(tmp_path, document)
    (point,) = understand(read_text(tmp_path / "guide.docx")).talking_points
    assert text.count("```") == 2
    assert point.text.startswith(said.answer[0])
    assert point.text.endswith(said.answer[1])
    assert "# then the row" in point.text


def test_code_known_by_its_typeface_alone_is_code_where_it_looks_like_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("A paragraph of prose that is longer than the code below it, by far, as most are.")
    for line in ("# count them", "total = sum(rows)", "print(total)"):
        document.add_paragraph().add_run(line).font.name = "Courier New"
    document.add_paragraph("Another paragraph of prose, so that the typeface tells something.")
    document.add_paragraph().add_run("make test").font.name = "Courier New"

    text = read(tmp_path, document)
    assert "```code\n# count them\ntotal = sum(rows)\nprint(total)\n```" in text
    assert text.endswith("\n\n`make test`\n")


def test_a_whole_document_in_typewriter_letters_is_no_code(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "Courier New"
    document.add_paragraph("# of calls fell by half.")
    document.add_paragraph("I wrote it down.")

    assert read(tmp_path, document) == "\\# of calls fell by half.\n\nI wrote it down.\n"


@LANGUAGES
def test_a_quote_is_a_quote(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    document.add_paragraph(said.answer[0], style="Quote")

    assert read(tmp_path, document) == f"> {said.answer[0]}\n"


@LANGUAGES
def test_bold_runs_are_labels_however_word_cut_them(tmp_path: Path, said: Phrases) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in ("Ant", "wort", ":"):
        paragraph.add_run(part).bold = True
    paragraph.add_run(f" {said.answer[0]}")

    assert read(tmp_path, document) == f"**Antwort:** {said.answer[0]}\n"
