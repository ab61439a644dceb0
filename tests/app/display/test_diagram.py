"""A drawing laid out: what leads to something stands before it, and no circle holds anything up."""

from __future__ import annotations

from app.display.diagram import BOX_WIDTH, laid, layers_of
from app.past.formats.svg import drawing
from domain.work import Drawn

CHAIN = Drawn(components=("App", "API", "Cache", "Database"), arrows=((0, 1), (1, 2), (1, 3)))


def test_each_stands_behind_all_that_lead_to_it() -> None:
    assert layers_of(CHAIN) == [0, 1, 2, 2]
    late = Drawn(components=("A", "B", "C"), arrows=((0, 2), (0, 1), (1, 2)))
    assert layers_of(late) == [0, 1, 2]


def test_a_circle_is_drawn_and_leads_back() -> None:
    circle = Drawn(components=("A", "B"), arrows=((0, 1), (1, 0)))
    found = laid(circle)

    assert layers_of(circle) == [0, 1]
    assert found is not None and len(found.arrows) == 2
    there, back = found.arrows
    assert there.x1 < there.x2 and back.x1 > back.x2


def test_boxes_do_not_cover_each_other() -> None:
    found = laid(CHAIN)

    assert found is not None
    places = [(box.x, box.y) for box in found.boxes]
    assert len(set(places)) == 4
    assert all(box.x + BOX_WIDTH <= found.width for box in found.boxes)


def test_nothing_is_drawn_of_nothing_and_of_far_too_much() -> None:
    assert laid(Drawn()) is None
    assert laid(Drawn(components=tuple(map(str, range(61))))) is None


def test_letters_are_escaped_and_long_names_shortened() -> None:
    told = drawing(Drawn(components=("<b>& a very long name of a service",)), "It's <one>")

    assert "<b>" not in told and "&lt;b&gt;&amp; a very long name of a service" in told
    assert "…" in told and "&lt;one&gt;" in told
