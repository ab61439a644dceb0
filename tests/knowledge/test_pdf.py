"""A guide as PDF holds what it holds as Markdown, whoever made the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.guide import Guide, TalkingPointKind
from knowledge.files.pdf.signs import read_sign
from knowledge.files.read import read_text
from knowledge.parse import understand
from tests.support.guides import understood
from tests.support.pdfs import Dot, Stroke, Text, flowing, markdown_of, pages, read, width, wrapped

FILES = Path(__file__).with_name("pdf")


def points(guide: Guide) -> list[tuple[str, str, str]]:
    """Kind, title and text of each, without blanks: where a line is wrapped is the page's business."""
    return [
        (point.kind.value, "".join(point.title.split()), "".join(point.text.split()))
        for point in guide.talking_points
    ]


@pytest.mark.parametrize(
    "name",
    [
        # With tags, and a browser's header and footer.
        "nurse.chromium.pdf",
        # Two columns, running titles, page numbers, nothing but type.
        "nurse.columns.pdf",
        # Two columns without tags; bullets are drawn.
        "baker.columns.pdf",
        # An outline; tables without rules.
        "baker.libreoffice.pdf",
        "baker.weasyprint.pdf",
        # Chinese, in a font that is not in the file.
        "warehouse.reportlab.pdf",
    ],
)
def test_a_pdf_holds_the_same_talking_points_as_its_markdown(name: str) -> None:
    twin = understand(read_text(FILES / f"{name.split('.')[0]}.md"))

    found = understand(read_text(FILES / name))

    assert points(found) == points(twin)


def test_larger_type_is_a_higher_heading() -> None:
    text = markdown_of(
        flowing(
            [
                ("Interview notes", 22, "B"),
                "",
                ("Questions", 16, "B"),
                "",
                ("Why a log?", 13, "B"),
                "",
                "Because a queue forgets a message, and a log keeps it for seven days on three machines.",
            ]
        )
    )

    assert text.startswith("# Interview notes\n\n## Questions\n\n### Why a log?\n\nBecause a queue")


def test_a_bold_line_of_the_bodys_size_stays_bold_and_alone() -> None:
    text = markdown_of(
        flowing([("Notes", 20, "B"), "", "I listen before I speak.", "**They will ask:**", "How long?"])
    )

    assert "\n\n**They will ask:**\n" in text


def test_bold_labels_begin_lines_of_their_own() -> None:
    text = markdown_of(
        flowing([("Story", 18, "B"), "", "**Situation:** Eight orders.", "", "**Task:** Find two."])
    )

    assert "**Situation:** Eight orders.\n\n**Task:** Find two." in text


def test_wrapped_lines_are_one_and_broken_lines_are_not() -> None:
    long = "A sentence that is much too long for one line of a page and is therefore wrapped by its maker"
    text = markdown_of(flowing([("Notes", 18, "B"), "", f"{long}, {long}.", "Q: Short?", "A: Yes."]))

    assert f"{long}, {long}.\nQ: Short?\nA: Yes." in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # The document has the word itself, so the hyphen is none of it.
        ("the hand- over in the morning. A handover takes", "the handover in the morning"),
        # It has the word with its hyphen.
        ("all twenty- two beds. Twenty-two beds are full", "all twenty-two beds"),
        ("die Teig- führung auf drei Stufen. Jede Teigführung", "die Teigführung auf drei"),
        ("el re- fuerzo de la tarde. El refuerzo ayuda", "el refuerzo de la tarde"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_made_whole(words: str, expected: str) -> None:
    first, second = words.split("- ")
    # The line is as full as it can be.
    full = f"{'x' * 200} {first}-"
    while width(full) > 515:
        full = full[1:]
    drawn = [Text(40, 60, "Notes", 20, "B"), Text(40, 120, full), Text(40, 134, second)]

    assert expected in markdown_of(pages(drawn))


def test_bullets_numbers_and_what_is_set_in_below_them_are_lists() -> None:
    long = (
        "Walk for half an hour, and say the introduction to the trees on the way, all of it, aloud, twice "
        * 2
    )
    drawn = [
        Text(40, 60, "Notes", 20, "B"),
        Text(50, 110, "1."),
        Text(68, 110, "Sleep"),
        Text(50, 124, "2."),
        *wrapped(68, 124, long.strip()),
        Text(78, 166, "-"),
        Text(92, 166, "in any weather"),
        Text(50, 180, "3."),
        Text(68, 180, "Eat"),
    ]

    text = markdown_of(pages(drawn))

    assert f"1. Sleep\n2. {long.strip()}\n   - in any weather\n3. Eat\n" in text


def test_cells_between_rules_are_a_table() -> None:
    rows = [("What", "Value"), ("Beds | places", "22"), ("Handover", "12 minutes")]
    drawn: list[Text | Stroke] = [Text(40, 60, "Numbers", 20, "B")]
    for row, (left, right) in enumerate(rows):
        drawn += [Text(45, 115 + 20 * row, left), Text(205, 115 + 20 * row, right)]
    drawn += [Stroke(40, 100 + 20 * row, 360, 100 + 20 * row) for row in range(4)]
    drawn += [Stroke(x, 100, x, 160) for x in (40, 200, 360)]

    assert (
        "| What | Value |\n| --- | --- |\n| Beds \\| places | 22 |\n| Handover | 12 minutes |\n"
    ) in markdown_of(pages(drawn))


def test_words_below_each_other_are_a_table_and_wrapped_cells_stay_whole() -> None:
    drawn = [
        Text(40, 60, "Numbers", 20, "B"),
        Text(40, 100, "What", style="B"),
        Text(200, 100, "Value", style="B"),
        Text(40, 124, "Handover"),
        Text(200, 124, "12 minutes, by the"),
        Text(200, 137, "audit's report"),
        Text(40, 161, "Beds"),
        Text(200, 161, "22"),
        Text(40, 185, "Orders"),
        Text(200, 185, "3"),
    ]

    assert (
        "| What | Value |\n| --- | --- |\n| Handover | 12 minutes, by the audit's report |\n"
        "| Beds | 22 |\n| Orders | 3 |\n"
    ) in markdown_of(pages(drawn))


def two_columns(*, row_by_row: bool) -> list[Text]:
    left = [f"The left column's line {row} is about handovers" for row in range(12)]
    right = [f"The right column's line {row} is about doses too" for row in range(12)]
    first = [Text(40, 120 + 14 * row, words) for row, words in enumerate(left)]
    second = [Text(310, 120 + 14 * row, words) for row, words in enumerate(right)]
    head = [Text(40, 60, "A title that reaches over both of the columns of the page", 20, "B")]
    if row_by_row:
        return [*head, *[part for pair in zip(first, second, strict=True) for part in pair]]
    return [*head, *first, *second]


@pytest.mark.parametrize("row_by_row", [False, True])
def test_columns_are_read_one_after_the_other(row_by_row: bool) -> None:
    text = markdown_of(pages(two_columns(row_by_row=row_by_row)))

    assert text.index("left column's line 11") < text.index("right column's line 0")
    assert "|" not in text


def test_what_pages_repeat_at_their_edges_is_left_out() -> None:
    def page(number: int, words: str) -> list[Text]:
        return [
            Text(40, 30, "Prep notes, draft", 8),
            Text(40, 120, f"Chapter {number}", 18, "B"),
            Text(40, 150, words),
            Text(280, 820, f"Page {number} of 3", 8),
        ]

    text = markdown_of(pages(page(1, "I listen."), page(2, "I measure."), page(3, "I ask.")))

    assert "draft" not in text
    assert "Page" not in text
    assert "## " not in text
    assert [line for line in text.split("\n") if line] == [
        "# Chapter 1",
        "I listen.",
        "# Chapter 2",
        "I measure.",
        "# Chapter 3",
        "I ask.",
    ]


def test_the_number_of_an_item_at_the_end_of_a_page_is_no_page_number() -> None:
    drawn = [Text(40, 60, "Ask", 18, "B"), Text(50, 800, "3."), Text(68, 800, "Who trains new staff?")]

    assert "3. Who trains new staff?" in markdown_of(pages(drawn))


def test_code_letters_are_a_fence_with_its_indentation_and_no_headings() -> None:
    drawn = [
        Text(40, 60, "Challenge", 18, "B"),
        Text(
            40,
            90,
            "It is linear in the number of seats, and I say so before they ask me about anything else.",
        ),
        Text(40, 110, "def free(rows):", 10, font="Courier"),
        Text(64, 122, "# a row is a text", 10, font="Courier"),
        Text(64, 134, "return rows", 10, font="Courier"),
        Text(40, 158, "print(free([]))", 10, font="Courier"),
        Text(40, 180, "Then I would test it."),
    ]

    assert (
        "```code\ndef free(rows):\n    # a row is a text\n    return rows\n\nprint(free([]))\n```\n\n"
        "Then I would test it."
    ) in markdown_of(pages(drawn))


def test_text_that_looks_like_marks_is_text_where_headings_are_set() -> None:
    text = markdown_of(
        flowing(
            [("Q1: What came of it?", 18, "B"), "", "It got better.", "", "# of incidents fell to 3 a month."]
        )
    )

    assert "\\# of incidents fell" in text


def test_struck_words_are_left_out_and_told_and_powers_are_raised() -> None:
    drawn = [
        Text(40, 60, "Numbers", 18, "B"),
        Text(40, 100, "It takes 45 12 minutes for 10"),
        Text(40 + width("It takes 45 12 minutes for 10"), 95, "6", 7),
        Stroke(40 + width("It takes "), 96, 40 + width("It takes 45"), 96),
    ]

    found = read(pages(drawn))

    assert "It takes 12 minutes for 10⁶" in found.text
    assert "struck-out passages left out" in [repair.what for repair in found.repairs]


@pytest.mark.parametrize(
    ("title", "red_flag", "language"),
    [
        ("What not to say", "My last boss was awful", "en"),
        ("Was ich nicht sagen darf", "Mein alter Chef war furchtbar", "de"),
        ("Lo que no debo decir", "Mi antiguo jefe era horrible", "es"),
    ],
)
@pytest.mark.parametrize("size", [11, 16])
def test_what_not_to_say_never_ends_an_answer(title: str, red_flag: str, language: str, size: int) -> None:
    asked = {"en": "How do you listen?", "de": "Wie hören Sie zu?", "es": "¿Cómo escucha?"}[language]
    data = flowing(
        [
            ("Notes", 22, "B") if size > 11 else "Notes",
            "",
            (asked, size - 2 if size > 11 else 11, "B" if size > 11 else ""),
            "I sit down, say nothing for a minute and then repeat what I have heard in one sentence.",
            "",
            (title, size, "B" if size > 11 else ""),
            red_flag,
            "",
        ]
    )
    text = markdown_of(data)

    guide = understood(text)

    answers = [point for point in guide.talking_points if point.kind is TalkingPointKind.QUESTION_ANSWER]
    assert [point.title for point in answers] == [asked]
    assert red_flag not in answers[0].text
    assert title not in answers[0].text


def test_a_pdf_without_headings_tells_so() -> None:
    told = read(flowing(["Notes", "", "Why a log?", "It keeps 7 days."])).repairs

    assert any("without headings" in repair.what or "no headings" in repair.what for repair in told)
    assert read(flowing([("One", 18, "B"), "", "Text.", "", ("Two", 18, "B"), "", "Text."])).repairs == ()


def test_words_alone_on_their_line_end_an_answer_where_nothing_is_a_heading() -> None:
    text = markdown_of(
        flowing(
            [
                "How do you listen?",
                "I sit down, say nothing for a minute and then repeat what I have heard in one sentence.",
                "",
                "Sentences that cost me the last job",
                "My last boss was awful",
                "",
                "Thank you",
            ]
        )
    )

    (answered,) = understood(text).talking_points
    assert "boss" not in answered.text


@pytest.mark.parametrize(
    ("drawn", "typed"),
    [
        ("⾃我介绍", "自我介绍"),
        ("⻔店", "门店"),
        ("con\ufb01rm", "confirm"),
        ("\uf0b7", "•"),
        ("Größe", "Größe"),
    ],
)
def test_signs_that_only_look_like_letters_are_read_as_letters(drawn: str, typed: str) -> None:
    assert read_sign(drawn, raised=False) == typed


def test_bullets_that_are_drawn_make_items() -> None:
    drawn: list[Text | Stroke | Dot] = [
        Text(40, 60, "Before", 18, "B"),
        Dot(52, 97, 4),
        Text(64, 100, "Sleep"),
        Dot(52, 111, 4),
        Text(64, 114, "Eat"),
    ]

    assert "- Sleep\n- Eat\n" in markdown_of(pages(drawn))


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    long = (
        "I read the weight, compute the dose again and have a second nurse compute it without my number " * 4
    )
    lines = wrapped(40, 700, long.strip())
    first = [Text(40, 60, "Doses", 18, "B"), *lines[:2]]
    second = [line._replace(y=60 + 14 * row) for row, line in enumerate(lines[2:])]

    assert long.strip() in markdown_of(pages(first, second))


def test_dashes_and_numbers_within_a_sentence_make_no_items() -> None:
    full = "We had two wards and a house beside them, which was built in"
    while width(f"{full} 12.") < 515:
        full = f"x{full}"
    drawn = [Text(40, 60, "Wards", 18, "B"), Text(40, 100, full), Text(40, 114, "12. it was only one.")]

    text = markdown_of(pages(drawn))

    assert "\n12." not in text


def test_a_table_that_a_page_ends_does_not_take_the_text_below_it() -> None:
    rows = [
        Text(x, 120 + 20 * row, words) for row in range(4) for x, words in ((40, f"Row {row}"), (200, "22"))
    ]
    drawn = [Text(40, 60, "Numbers", 18, "B"), *rows, Text(40, 230, "That is all there is to be remembered.")]

    text = markdown_of(pages(drawn))

    assert "| Row 3 | 22 |\n\nThat is all" in text


def test_typed_text_keeps_its_lines_blanks_and_marks() -> None:
    typed = ["## Questions", "", "Q: Why a log?", "A: It keeps", "   7 days.", "- and more"]
    drawn = [Text(40, 60 + 12 * row, line, 10, font="Courier") for row, line in enumerate(typed) if line]

    assert markdown_of(pages(drawn)) == "\n".join(typed) + "\n"
