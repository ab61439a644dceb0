"""A drawing as it was read, drawn again."""

from __future__ import annotations

from app.display.diagram import BOX_HEIGHT, BOX_WIDTH, Arrow, Box, laid
from domain.work import Drawn
from web.parts.elements import tag


def diagram(drawn: Drawn, told: str) -> None:
    """Boxes and arrows; nothing where there are none. `told` says in words what it is."""
    found = laid(drawn)
    if found is None:
        return
    with tag("svg", "", "diagram", role="img", aria_label=told) as drawing:
        drawing.props["viewBox"] = f"0 0 {found.width} {found.height}"
        drawing.style(f"max-width: {found.width}px")
        for arrow in found.arrows:
            _arrow(arrow)
        for box in found.boxes:
            _box(box)


def _box(box: Box) -> None:
    with tag("g"):
        tag("title", box.name)
        tag("rect", "", x=box.x, y=box.y, width=BOX_WIDTH, height=BOX_HEIGHT, rx=6)
        middle = {"x": box.x + BOX_WIDTH // 2, "y": box.y + BOX_HEIGHT // 2 + 4}
        tag("text", box.short, text_anchor="middle", **middle)


def _arrow(arrow: Arrow) -> None:
    tag("line", "", "arrow", x1=arrow.x1, y1=arrow.y1, x2=arrow.x2, y2=arrow.y2)
    tag("path", "", "head", d=arrow.head)
