"""What the head of an interview says of guides that were not wholly understood."""

from __future__ import annotations

from app.display.head import not_understood
from domain.guide import Guide
from knowledge.library import Library
from tests.support.guides import understood

FEW = (
    "## Questions\n\n### How do you plan?\nI begin with the orders.\n"
    + "\n" * 40
    + "## Weather\nA stray remark\n"
)


def library(*guides: Guide) -> Library:
    return Library(guides=guides, unreadable=())


def notes(lines: int, name: str) -> Guide:
    return understood("\n".join(f"A remark of mine, number {at}" for at in range(lines)), name)


def test_many_lines_are_told_with_the_way_to_see_them() -> None:
    assert not_understood(library(notes(28, "guide.md"))) == (
        "28 lines of guide.md were not understood: interview talking-points --unparsed shows them"
    )


def test_several_guides_cost_one_line() -> None:
    told = not_understood(library(notes(12, "a.md"), notes(16, "b.md"), understood(FEW)))

    assert told.startswith("28 lines of 2 guides were not understood")


def test_a_tenth_of_a_short_guide_is_many() -> None:
    assert not_understood(library(notes(1, "a.md"))).startswith("1 line of a.md was not understood")


def test_a_stray_line_is_not_told() -> None:
    assert understood(FEW).unparsed
    assert not_understood(library(understood(FEW))) == ""
