"""A page of HTML is read as it is shown: headings, lists, tables, code, and no struck or hidden text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.files.html.reader import read_html
from knowledge.files.markdown import markdown_of
from knowledge.files.read import read_text
from knowledge.parse import understand
from knowledge.values import GuideText
from tests.support.phrases import Phrases, every_language

LANGUAGES = pytest.mark.parametrize("said", every_language(), ids=lambda said: said.language)


def read(folder: Path, body: str, head: str = "") -> GuideText:
    path = folder / "guide.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read_text(path)


def told(text: GuideText) -> list[tuple[str, int]]:
    return [(repair.what, repair.count) for repair in text.repairs[1:]]


@LANGUAGES
@pytest.mark.parametrize(
    "struck", ["<s>%s</s>", "<del>%s</del>", '<span style="text-decoration: line-through">%s</span>']
)
def test_struck_text_is_left_out_and_told(tmp_path: Path, said: Phrases, struck: str) -> None:
    one, two, three = said.answer
    text = read(tmp_path, f"<p>{one} {struck % two} {three}</p>")

    assert text.text == f"{one} {three}\n"
    assert told(text) == [("struck-out passages left out", 1)]


@LANGUAGES
@pytest.mark.parametrize("hidden", ["hidden", 'style="display: none"', "style='visibility:hidden'"])
def test_hidden_text_is_left_out_and_told(tmp_path: Path, said: Phrases, hidden: str) -> None:
    one, two, three = said.answer
    text = read(tmp_path, f"<p>{one}</p><div {hidden}><p>{two}</p></div><p>{three}</p>")

    assert text.text == f"{one}\n\n{three}\n"
    assert told(text) == [("hidden passages left out", 1)]


def test_an_answer_that_waits_for_a_click_is_read(tmp_path: Path) -> None:
    text = read(tmp_path, '<p>Why?</p><div class="panel">So.</div>', "<style>.panel {display: none}</style>")

    assert text.text == "Why?\n\nSo.\n"


def test_what_a_style_sheet_strikes_or_sets_in_bold_is_so(tmp_path: Path) -> None:
    sheet = (
        "<style>@media print{.a{font-weight:700}} .b, span.c {font-weight: 700}"
        " .d{text-decoration:line-through}</style>"
    )
    body = '<span class="a">w </span><span class="b">x</span> y <span class="c">z</span><i class="d">q</i>'

    assert read(tmp_path, body, sheet).text == "w **x** y **z**\n"


@LANGUAGES
def test_what_is_raised_is_no_part_of_the_number_before_it(tmp_path: Path, said: Phrases) -> None:
    text = read(tmp_path, f"<p>{said.answer[0]} 10<sup>6</sup>, m<sup>2</sup>, 20<sup>th</sup></p>").text

    assert text == f"{said.answer[0]} 10⁶, m², 20th\n"


@LANGUAGES
def test_a_footnote_is_no_part_of_an_answer(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    note = '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>'
    text = read(
        tmp_path, f'<p>{one}{note} {two}</p><section class="footnotes"><ol><li>{three}</li></ol></section>'
    )

    assert text.text == f"{one} {two}\n"
    assert told(text) == [("footnotes left out", 1)]


@LANGUAGES
def test_code_is_one_fence_with_its_language(tmp_path: Path, said: Phrases) -> None:
    code = "# a comment\nwith lock(a &lt; b):\n    save()"
    text = read(
        tmp_path, f'<p>{said.answer[0]}</p><pre><code class="language-python">{code}</code></pre>'
    ).text

    assert text == f"{said.answer[0]}\n\n```python\n# a comment\nwith lock(a < b):\n    save()\n```\n"


@LANGUAGES
def test_a_list_of_terms_is_questions_with_answers(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    body = (
        f"<h1>{said.heading}</h1><dl><dt>{said.question}<dd>{one}<dd>{two}<dt>{said.question}<dd>{three}</dl>"
    )

    points = understand(read(tmp_path, body)).talking_points
    assert [" ".join(point.text.split()) for point in points] == [f"{one} {two}", three]


@LANGUAGES
def test_a_toggle_is_a_question_that_ends_with_it(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    summary = f"<summary><b>{said.question}</b></summary>"
    body = f"<h2>X</h2><details>{summary}<p>{one}</p>{two}</details><p>{three}</p>"

    (point,) = understand(read(tmp_path, body)).talking_points
    assert (point.title, " ".join(point.text.split())) == (said.question, f"{one} {two}")


@LANGUAGES
def test_cells_that_reach_over_rows_and_columns_keep_their_place(tmp_path: Path, said: Phrases) -> None:
    body = (
        "<h1>Key numbers</h1><table><tr><th colspan=3>Overview</th></tr><tr><th>What<th>Which<th>Value</tr>"
        f"<tr><td rowspan=2>{said.answer[0]}<td>p95<td>40 ms</tr><tr><td>p99<td>95 ms</tr></table>"
    )

    points = understand(read(tmp_path, body)).talking_points
    assert [point.text for point in points] == ["p95 (40 ms)", "p99 (95 ms)"]
    assert len({point.title for point in points}) == 1


@LANGUAGES
@pytest.mark.parametrize("sign", ["# ", "&gt; ", "+ ", "| ", "3. ", "&amp;lt; "])
def test_a_sentence_that_begins_with_a_sign_of_markdown_is_a_sentence(
    tmp_path: Path, said: Phrases, sign: str
) -> None:
    one, two, three = said.answer
    body = f"<h1>{said.heading}</h1><h2>{said.question}</h2><p>{one}</p><p>{sign}{two}</p><p>{three}</p>"

    (point,) = understand(read(tmp_path, body)).talking_points
    shown = sign.replace("&gt;", ">").replace("&amp;", "&")
    assert " ".join(point.text.split()) == f"{one} {shown}{two} {three}"


@LANGUAGES
def test_lists_keep_their_levels_numbers_and_boxes(tmp_path: Path, said: Phrases) -> None:
    one, two, three = said.answer
    body = (
        f"<ol start=4><li><p>{one}</p><p>{two}</p><ul><li>{three}</ul><li>{two}</ol>"
        f"<ul><li><input type=checkbox> {one}<li><label><input type=checkbox checked>{two}</label></ul>"
    )

    assert read(tmp_path, body).text == (
        f"4. {one}\n\n   {two}\n\n   - {three}\n5. {two}\n- [ ] {one}\n- [x] {two}\n"
    )


def test_a_list_that_word_saved_as_paragraphs_is_a_list(tmp_path: Path) -> None:
    def item(level: int, mark: str, text: str) -> str:
        style = f"margin-left:36.0pt;mso-list:l0 level{level} lfo1"
        ignored = (
            f"<![if !supportLists]><span style='mso-list:Ignore'>{mark}<span>&nbsp; </span></span><![endif]>"
        )
        return f'<p class=MsoListParagraph style="{style}">{ignored}{text}</p>'

    body = item(1, "1.", "First") + item(2, "o", "Below") + item(1, "2.", "Second")
    assert read(tmp_path, body).text == "1. First\n   - Below\n2. Second\n"


def test_menus_scripts_and_what_no_reader_sees_are_not_read(tmp_path: Path) -> None:
    body = "<nav><a>Why us?</a></nav><script>var a = 1;</script><!-- Why? --><p>It holds.</p>"
    text = read(tmp_path, f"{body}<button>Copy</button>", "<title>Why?</title><style>p{}</style>")

    assert text.text == "It holds.\n"
    assert told(text) == [("menus left out", 1)]


@LANGUAGES
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_in_any_encoding_is_read(tmp_path: Path, said: Phrases, encoding: str) -> None:
    path = tmp_path / "guide.htm"
    path.write_bytes(f"<p>{said.answer[0]}</p>".encode(encoding))

    assert read_text(path).text == f"{said.answer[0]}\n"


def test_a_page_of_before_unicode_is_read(tmp_path: Path) -> None:
    path = tmp_path / "guide.htm"
    path.write_bytes("<p>Größe – «café»</p>".encode("cp1252"))

    assert read_text(path).text == "Größe – «café»\n"


_TAGS = [
    *"<ul> <li> <p> <table> <td> <tr> </table> </ul> <pre> </pre> <h2> <dl> <dd> x y? <br> <details>".split(),
    *"<summary> <s> </s> <caption> <blockquote> </p> | #".split(),
    "<th rowspan=9>",
]


@example(["<table>", "<caption>", "x", "<caption>", "y?"])
@example(["<table>", "<tr>", "<th rowspan=9>", "x", "<tr>", "<td>", "x", "<td>", "y?"])
@given(st.lists(st.sampled_from(_TAGS)))
def test_no_order_of_tags_loses_a_word(tags: list[str]) -> None:
    rich = read_html("<body>" + " ".join(tags))
    words = sum(tag in {"x", "y?"} for tag in tags)

    text = markdown_of(rich.blocks)
    assert rich.omitted.struck or text.count("x") + text.count("y?") >= words
