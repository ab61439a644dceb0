"""What a Word paragraph shows is read, what it takes back or hides is not, and its text stays text."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.guide import Guide
from knowledge.files.markdown import markdown_of
from knowledge.files.read import read_text
from knowledge.files.word.body import read_word
from knowledge.parse import understand
from knowledge.values import GuideText
from tests.support.phrases import Phrases, every_language
from tests.support.word import with_body

LANGUAGES = pytest.mark.parametrize("said", every_language(), ids=lambda said: said.language)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, style: str = "Normal", properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def read(folder: Path, body: str) -> GuideText:
    path = folder / "guide.docx"
    path.write_bytes(with_body(body))
    return read_text(path)


def asked(said: Phrases, *answer: str) -> str:
    """A guide with one question, whose answer is the raw paragraphs `answer`."""
    return (
        paragraph(run(said.heading), "Heading1") + paragraph(run(said.question), "Heading2") + "".join(answer)
    )


def answer_in(guide: Guide) -> str:
    (point,) = guide.talking_points
    return " ".join(point.text.split())


@LANGUAGES
@pytest.mark.parametrize("sign", ["# ", "> ", "+ ", "- ", "| ", "3. ", "## ", "```", "* "])
def test_a_sentence_that_begins_with_a_sign_of_markdown_is_a_sentence(
    tmp_path: Path, said: Phrases, sign: str
) -> None:
    one, two, three = said.answer
    body = asked(
        said, paragraph(run(one)), paragraph(run(f"{sign}{two}".replace(">", "&gt;"))), paragraph(run(three))
    )

    assert answer_in(understand(read(tmp_path, body))) == f"{one} {sign}{two} {three}"


@LANGUAGES
@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("<w:vanish/>", "hidden passages left out"),
        ("<w:strike/>", "struck-out passages left out"),
        ("<w:dstrike/>", "struck-out passages left out"),
    ],
)
def test_hidden_and_struck_text_is_no_answer_and_that_is_told(
    tmp_path: Path, said: Phrases, gone: str, told: str
) -> None:
    one, two, three = said.answer
    text = read(tmp_path, asked(said, paragraph(run(f"{one} ") + run(f"{two} ", gone) + run(three))))

    assert answer_in(understand(text)) == f"{one} {three}"
    assert [(repair.what, repair.count) for repair in text.repairs[1:]] == [(told, 1)]


@pytest.mark.parametrize("off", ["0", "false", "off"])
def test_a_property_that_is_switched_off_hides_nothing(tmp_path: Path, off: str) -> None:
    assert "It holds." in read(tmp_path, paragraph(run("It holds.", f'<w:vanish w:val="{off}"/>'))).text


@LANGUAGES
def test_tracked_changes_are_read_as_accepted(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    body = asked(
        said,
        paragraph(f"<w:del><w:r><w:delText>{three}</w:delText></w:r></w:del><w:ins>{run(one)}</w:ins>"),
        paragraph(f"<w:moveFrom>{run(three)}</w:moveFrom>"),
        paragraph(run(two)),
        paragraph(f"<w:moveTo>{run(three)}</w:moveTo>"),
    )

    assert answer_in(understand(read(tmp_path, body))) == f"{one} {two} {three}"


@LANGUAGES
def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path: Path, said: Phrases) -> None:
    one, two, _ = said.answer
    body = paragraph(run(f"{one} "), properties="<w:rPr><w:del/></w:rPr>") + paragraph(run(two))

    assert read(tmp_path, body).text == f"{one} {two}\n"


@LANGUAGES
def test_fields_show_their_result_and_not_what_they_ask_for(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    complex_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run(two)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr="DOCPROPERTY x">{run(three)}</w:fldSimple>'
    body = paragraph(run(f"{one} ") + complex_field + run(" ") + simple)

    assert read(tmp_path, body).text == f"{one} {two} {three}\n"


@LANGUAGES
def test_content_controls_are_read_but_not_their_prompts(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(two)}</w:sdtContent></w:sdt>"
    control = f"<w:sdt><w:sdtContent>{run(one)}</w:sdtContent></w:sdt>"
    whole = f"<w:sdt><w:sdtContent>{paragraph(run(three))}</w:sdtContent></w:sdt>"

    assert read(tmp_path, paragraph(control + prompt) + whole).text == f"{one}\n\n{three}\n"


@LANGUAGES
def test_a_text_box_is_read_once_behind_its_paragraph(tmp_path: Path, said: Phrases) -> None:
    one, two, _ = said.answer
    box = f"<w:txbxContent>{paragraph(run(two))}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert read(tmp_path, paragraph(drawn + run(one))).text == f"{one}\n\n{two}\n"


@LANGUAGES
def test_comments_and_footnotes_are_no_part_of_an_answer(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    marked = (
        '<w:commentRangeStart w:id="1"/>'
        + run(f"{one} ")
        + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        + run(two)
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run(f" {three}")
    )
    text = read(tmp_path, asked(said, paragraph(marked)))

    assert answer_in(understand(text)) == f"{one} {two} {three}"
    assert ("footnotes left out", 1) in [(repair.what, repair.count) for repair in text.repairs]


@pytest.mark.parametrize(
    ("raised", "text"),
    [
        ("6", "10⁶ events"),
        ("-3", "10⁻³ events"),
        ("th", "10th events"),
        ("er", "10er events"),
        ("2n", "10²ⁿ events"),
    ],
)
def test_what_is_raised_is_no_part_of_the_number_before_it(tmp_path: Path, raised: str, text: str) -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    body = paragraph(run("10") + run(raised, up) + run(" events"))

    assert read(tmp_path, body).text == f"{text}\n"


def test_signs_of_symbol_fonts_are_what_they_show(tmp_path: Path) -> None:
    arrow = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    typed = run("à", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    body = paragraph(run("4 hours ") + arrow + run(" 40 minutes ") + typed + run(" 8 minutes"))

    assert read(tmp_path, body).text == "4 hours → 40 minutes → 8 minutes\n"


def test_an_equation_is_read_in_a_line(tmp_path: Path) -> None:
    power = "<m:sSup><m:e><m:r><m:t>n</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    body = paragraph(
        run("It takes ") + f"<m:oMath><m:r><m:t>O(</m:t></m:r>{power}<m:r><m:t>)</m:t></m:r></m:oMath>"
    )

    assert read(tmp_path, body).text == "It takes O(n²)\n"


@LANGUAGES
def test_soft_breaks_are_lines_of_their_own(tmp_path: Path, said: Phrases) -> None:
    one, two, _ = said.answer
    body = paragraph(run(f"Q: {said.question}") + "<w:r><w:br/></w:r>" + run(f"A: {one} {two}"))

    (point,) = understand(read(tmp_path, body)).talking_points
    assert (point.title, " ".join(point.text.split())) == (said.question, f"{one} {two}")


@LANGUAGES
def test_marks_within_a_line_are_text(tmp_path: Path, said: Phrases) -> None:
    one, _, three = said.answer
    odd = r"*args, __init__, a_b_c, 5 * 3, `x`, &lt;p&gt;, &amp;amp;, C:\dir\_x, ~~no~~ and &lt;500ms."
    plain = r"*args, __init__, a_b_c, 5 * 3, `x`, <p>, &amp;, C:\dir\_x, ~~no~~ and <500ms."
    body = asked(said, paragraph(run(one)), paragraph(run(odd)), paragraph(run(three)))

    assert answer_in(understand(read(tmp_path, body))) == f"{one} {plain} {three}"


def test_a_table_of_contents_is_not_read(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    asks = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    contents = paragraph(mark("begin") + asks + mark("separate") + run("Why us? 3")) + paragraph(mark("end"))

    assert read(tmp_path, contents + paragraph(run("Why us?"), "Heading2")).text == "## Why us?\n"


def test_headers_and_footers_are_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Why are you confidential?"
    document.sections[0].footer.paragraphs[0].text = "Page 3"
    document.add_paragraph("It holds.")
    document.save(str(tmp_path / "guide.docx"))

    assert read_text(tmp_path / "guide.docx").text == "It holds.\n"


def test_what_is_drawn_or_embedded_is_told(tmp_path: Path) -> None:
    chart = '<w:r><w:drawing><c:chart xmlns:c="urn:chart"/></w:drawing></w:r>'
    text = read(tmp_path, paragraph(run("It holds.") + chart) + "<w:altChunk/>")

    assert [(repair.what, repair.count) for repair in text.repairs[1:]] == [
        ("charts, diagrams and embedded documents not read", 2)
    ]


_PIECES = (
    run("x"),
    run("x", '<w:rFonts w:ascii="Consolas"/>'),
    run("x", "<w:b/>"),
    "<w:r><w:br/></w:r>",
    f"<w:ins>{run('x')}</w:ins>",
    f"<w:smartTag>{run('x')}</w:smartTag>",
    f'<w:fldSimple w:instr="PAGE">{run("x")}</w:fldSimple>',
    run("# x | 1. x"),
    run("**x** "),
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
)
_PROPERTIES = (
    "",
    '<w:numPr><w:ilvl w:val="12"/><w:numId w:val="1"/></w:numPr>',
    '<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="2"/></w:numPr>',
    '<w:numPr><w:numId w:val="999"/></w:numPr>',
    '<w:outlineLvl w:val="77"/>',
    '<w:ind w:left="x"/>',
    "<w:rPr><w:del/></w:rPr>",
)
_STYLES = ("Normal", "ListBullet", "ListNumber3", "ListContinue2", "Heading1", "Title", "Quote", "Nothing")
paragraphs = st.builds(
    lambda inner, style, properties: paragraph("".join(inner), style, properties),
    st.lists(st.sampled_from(_PIECES), max_size=3),
    st.sampled_from(_STYLES),
    st.sampled_from(_PROPERTIES),
)
cells = st.builds(
    lambda inner, properties: f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner)}</w:tc>",
    st.lists(paragraphs, max_size=2),
    st.sampled_from(("", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="3"/>')),
)
tables = st.lists(st.lists(cells, max_size=3), max_size=4).map(
    lambda rows: "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
)


@given(st.lists(paragraphs | tables | st.sampled_from(("<w:sdt/>", "<w:p/>", "<w:tbl/>")), max_size=8))
@settings(deadline=None)
def test_no_order_of_elements_loses_a_word(body: list[str]) -> None:
    whole = "".join(body)
    rich = read_word(with_body(whole + paragraph("")), "guide.docx")

    assert markdown_of(rich.blocks).count("x") >= whole.count(">x<") + whole.count("# x | 1. x")
