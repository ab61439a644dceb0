"""What the page has of a guide: its talking points by kind with their places, addresses of lines."""

from __future__ import annotations

from tests.support.guides import understood
from web.parts.guide_text import groups
from web.parts.guides_head import guide_address, line_of

GUIDE = """
    # Prep

    ## Why us?

    Because of the harbour, which I know from ten years at sea.

    ## Questions to ask them

    - How is the tide?
    - Who is on call?
"""


def test_points_are_grouped_by_kind_with_their_lines() -> None:
    found = {group["kind"]: group for group in groups(understood(GUIDE))}

    assert list(found) == ["question with an answer", "question to ask them"]
    asked = found["question to ask them"]
    assert asked["title"] == "2 questions to ask them"
    assert [(point["text"], point["first"], point["where"]) for point in asked["points"]] == [
        ("How is the tide?", 9, "9"),
        ("Who is on call?", 10, "10"),
    ]
    answered = found["question with an answer"]["points"][0]
    assert (answered["first"], answered["last"], answered["where"]) == (3, 5, "3–5")
    assert [part["first"] for part in answered["parts"]] == [5]


def test_signs_that_steer_are_shown() -> None:
    found = groups(understood("## Why \x1b[31mus?\n\nBecause of the harbour.\n"))

    assert "\x1b" not in str(found)


def test_addresses_are_encoded_and_lines_are_numbers() -> None:
    assert guide_address('a&b="<x>.md', 3) == "/guide?name=a%26b%3D%22%3Cx%3E.md&line=3"
    assert [line_of(given) for given in ("7", "", "-1", "x", "1e9", "９", "9" * 30)] == [7, 0, 0, 0, 0, 0, 0]
