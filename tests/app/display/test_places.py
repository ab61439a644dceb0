"""How places in guides are told in few signs."""

from __future__ import annotations

import pytest

from app.display.places import in_short
from domain.guide import Source


def at(first: int, last: int | None = None, guide: str = "platform.md") -> Source:
    return Source(guide=guide, first_line=first, last_line=last or first)


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ([], ""),
        ([at(41)], "platform.md:41"),
        ([at(228), at(228, 229)], "platform.md:228–229"),
        ([at(114), at(112), at(116), at(113)], "platform.md:112–114, 116"),
        ([at(37, 38), at(5, guide="retrieval.md"), at(51)], "platform.md:37–38, 51, retrieval.md:5"),
        ([at(9), at(1), at(3), at(7)], "platform.md:1, 3, 7, …"),
        ([at(9), at(1), at(3)], "platform.md:1, 3, 9"),
        ([at(3, guide="notes/about-the-long-summer.md")], "about-the-long-su…:3"),
    ],
)
def test_no_place_is_left_out_unsaid(sources: list[Source], told: str) -> None:
    assert in_short(sources) == told
