"""Text becomes sections and lines, whatever its author did to Markdown."""

from __future__ import annotations

from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from knowledge.markup.blocks import read_lines
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import outline


def lines(text: str) -> list[Line]:
    return read_lines(dedent(text).strip("\n"))


def headings(text: str) -> list[str]:
    return [section.title for section in outline(dedent(text).strip("\n")).walk() if section.heading]


def kinds(text: str) -> str:
    return " ".join(line.kind.value for line in lines(text))


def test_comments_in_code_are_no_headings() -> None:
    text = """
        # Guide
        ```python
        # load model
        ## second step
        x = 1
        ```
        ## Next
        """

    assert headings(text) == ["Guide", "Next"]


def test_headings_in_a_fence_without_language_are_kept() -> None:
    text = """
        ```
        ## Questions
        Q: Why?
        ### More
        ```
        """

    assert headings(text) == ["Questions", "More"]


def test_code_in_a_fence_without_language_is_code() -> None:
    text = """
        ```
        # connect
        conn = connect("db")
        rows = conn.execute(query)
        ```
        """

    assert kinds(text) == "mark code code code mark"


def test_a_fence_with_code_after_prose_keeps_both() -> None:
    text = """
        ```
        Issues I would name first of all:
        - No types at all

        # AFTER
        class Reader:
            def read(self):
                return self.rows
        ```
        """

    found = lines(text)

    assert [line.kind for line in found if line.number in (2, 3)] == [Kind.TEXT, Kind.ITEM]
    assert all(line.kind is Kind.CODE for line in found if line.number in (5, 6, 7, 8))


def test_a_fence_nested_in_a_plain_one_ends_where_its_code_ends() -> None:
    text = """
        ```
        "It failed at night.
        ```python
        # before
        rows = read()
        ```
        I fixed it."
        ```

        ## After
        """

    found = lines(text)

    assert [line.kind for line in found if line.number in (4, 5)] == [Kind.CODE, Kind.CODE]
    assert next(line for line in found if line.number == 7).kind is Kind.TEXT
    assert headings(text) == ["After"]


def test_a_code_fence_that_nobody_closed_ends_at_the_next_heading() -> None:
    text = """
        ```python
        x = compute(1)

        ## Questions to ask

        1. Who is on call?
        """

    assert headings(text) == ["Questions to ask"]


def test_a_stray_fence_does_not_swallow_the_rest() -> None:
    text = """
        ## One
        ````
        ## Two
        - a
        ```
        ## Three
        """

    assert headings(text) == ["One", "Two", "Three"]


def test_a_line_of_html_may_hold_several_lines() -> None:
    found = lines("<details><summary><b>Why us?</b></summary><li><b>Situation: </b></li>a slow job")

    assert [(line.kind, line.text) for line in found] == [
        (Kind.HEADING, "**Why us?**"),
        (Kind.ITEM, "**Situation: **"),
        (Kind.TEXT, "a slow job"),
    ]
    assert {line.number for line in found} == {1}


def test_values_that_look_like_tags_stay() -> None:
    assert lines("p95 <500ms and <b>fast</b>, List<String> &lt;1%")[0].text == (
        "p95 <500ms and **fast**, List<String> <1%"
    )


def test_quotes_lose_their_marks_and_keep_their_lists() -> None:
    found = lines("> - **a**\n>\n> text")

    assert [(line.kind, line.text) for line in found] == [
        (Kind.ITEM, "**a**"),
        (Kind.BLANK, ""),
        (Kind.TEXT, "text"),
    ]


def test_boxes_of_every_kind_are_boxes() -> None:
    text = "- [ ] a\n- [x] b\n□ c\n☐ d\n[ ] e\n- [link](x)"

    assert [line.marker for line in lines(text)] == ["☐", "☐", "☐", "☐", "☐", "-"]


def test_a_heading_behind_a_list_number_is_a_heading() -> None:
    assert headings("4. ### Why us?\ntext") == ["Why us?"]


def test_underlined_titles_are_headings_and_rules_are_not() -> None:
    text = """
        Questions
        =========

        Short
        -----

        The end of a paragraph.
        ---
        """

    assert headings(text) == ["Questions", "Short"]


def test_drawings_are_told_from_text() -> None:
    text = """
        ┌────────┐
        │ Client │
        └───┬────┘
            ↓
        Kafka → Postgres
        """

    assert kinds(text) == "drawing drawing drawing drawing text"


def test_tables_without_outer_bars_are_tables() -> None:
    assert kinds("a | b\n--- | ---\n1 | 2\n\nx | y") == "row row row blank text"


def test_front_matter_and_comments_hold_no_text() -> None:
    text = "---\ntitle: x\n---\n<!-- note\nmore -->\ntext"

    assert [line.kind for line in lines(text)][-1] is Kind.TEXT
    assert {line.kind for line in lines(text)[:-1]} == {Kind.MARK}


def test_a_comment_that_nobody_closed_is_text() -> None:
    assert lines("<!-- open\ntext")[1].kind is Kind.TEXT


@given(st.text(alphabet="#`~->|*[] \n<bé:1.", max_size=300))
def test_every_line_has_its_number_and_none_is_lost(text: str) -> None:
    numbers = [line.number for line in read_lines(text)]

    assert sorted(set(numbers)) == list(range(1, text.count("\n") + 2))
    assert numbers == sorted(numbers)


def test_a_title_in_a_quote_is_underlined_in_that_quote() -> None:
    inside = read_lines("> How we work\n> ===========\n")
    outside = read_lines("> How we work\n===========\n")

    assert [line.kind for line in inside[:2]] == [Kind.HEADING, Kind.MARK]
    assert outside[0].kind is Kind.TEXT
