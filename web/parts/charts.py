"""Plots made of SVG elements, each with its figures as a table beside it.

Places are shares of the plot's width and height, so that it is as wide as the page is, and its letters stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nicegui.element import Element

from web.parts.elements import tag

_TOP, _BOTTOM = 6.0, 90.0
"""Where 100 and 0 are, in per cent of a plot's height; below are the names of its points."""
_LEFT, _RIGHT = 7.0, 96.0
_GRID = (0, 50, 100)


@dataclass(frozen=True, slots=True)
class Point:
    """A value from 0 to 1 with its name; `low` and `high` are its interval, None where it has none."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole: how many, and the class that colours it."""

    count: int
    kind: str


def line(points: Sequence[Point], told: str, top: int = 100) -> Element:
    """Values from 0 to 1 in their order, with a whisker for each interval; `told` says it in words.

    `top` is what stands beside 1.
    """
    with tag("svg", "", "plot line", role="img", aria_label=told) as plot:
        for share in _GRID:
            height = _height(share / 100)
            _line("grid", _LEFT, height, _RIGHT, height)
            tag("text", f"{share * top / 100:.0f}", "axis", x="0", y=f"{height:.1f}%", dy="4")
        places = [(_across(at, len(points)), point) for at, point in enumerate(points)]
        for (x, one), (next_x, other) in pairwise(places):
            _line("between", x, _height(one.value), next_x, _height(other.value))
        for x, point in places:
            if point.low is not None and point.high is not None:
                _line("whisker", x, _height(point.low), x, _height(point.high))
            tag("circle", "", "dot", cx=f"{x:.2f}%", cy=f"{_height(point.value):.2f}%", r="4")
        for (x, point), anchor in _ends(places):
            tag("text", point.name, "axis", x=f"{x:.2f}%", y="100%", dy="-2", text_anchor=anchor)
    return plot


def columns(counts: Sequence[tuple[str, int]], told: str) -> Element:
    """A column for each count, its figure above and its name below."""
    most = max([count for _, count in counts], default=0) or 1
    width = 100 / max(1, len(counts))
    with tag("svg", "", "plot columns", role="img", aria_label=told) as plot:
        for at, (name, count) in enumerate(counts):
            x, top = (at + 0.5) * width, 82 - 66 * count / most
            tag(
                "rect",
                "",
                "column",
                x=f"{x - width * 0.3:.2f}%",
                y=f"{top:.2f}%",
                width=f"{width * 0.6:.2f}%",
                height=f"{82 - top:.2f}%",
            )
            tag("text", str(count), "axis", x=f"{x:.2f}%", y=f"{top:.2f}%", dy="-4", text_anchor="middle")
            tag("text", name, "axis", x=f"{x:.2f}%", y="100%", dy="-4", text_anchor="middle")
    return plot


def stack(parts: Sequence[Part]) -> Element:
    """A whole as one bar, a stretch for each part; what it shows stands in words beside it."""
    whole = sum(part.count for part in parts) or 1
    start = 0.0
    with tag("svg", "", "plot stack", aria_hidden="true") as plot:
        for part in parts:
            if part.count:
                width = 100 * part.count / whole
                tag("rect", "", part.kind, x=f"{start:.2f}%", y="0", width=f"{width:.2f}%", height="100%")
                start += width
    return plot


def against(planned: float, used: float, most: float) -> Element:
    """What was used of what was planned, both of `most`; what it shows stands in words beside it."""
    with tag("svg", "", "plot against", aria_hidden="true") as plot:
        kind = "used over" if used > planned else "used"
        tag("rect", "", "planned", x="0", y="0", width=f"{100 * planned / most:.2f}%", height="100%")
        tag("rect", "", kind, x="0", y="30%", width=f"{100 * used / most:.2f}%", height="40%")
    return plot


def figures(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The figures of a plot as a table, folded away; the first cell of a row names it."""
    with tag("details", "", "figures"):
        tag("summary", title)
        table(head, rows, title)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    """A table of text called `title`, whose columns but the first hold figures."""
    with tag("div", "", "scrolls", tabindex="0", role="region", aria_label=title), tag("table"):
        with tag("thead"), tag("tr"):
            for name in head:
                tag("th", name, scope="col")
        with tag("tbody"):
            for name, *cells in rows:
                with tag("tr"):
                    tag("th", name, scope="row")
                    for cell in cells:
                        tag("td", cell, "number")


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> None:
    tag("line", "", kind, x1=f"{x1:.2f}%", y1=f"{y1:.2f}%", x2=f"{x2:.2f}%", y2=f"{y2:.2f}%")


def _height(value: float) -> float:
    return _BOTTOM - min(1.0, max(0.0, value)) * (_BOTTOM - _TOP)


def _across(at: int, count: int) -> float:
    return (_LEFT + _RIGHT) / 2 if count == 1 else _LEFT + 2 + at * (_RIGHT - _LEFT - 4) / (count - 1)


def _ends(places: Sequence[tuple[float, Point]]) -> list[tuple[tuple[float, Point], str]]:
    if len(places) == 1:
        return [(places[0], "middle")]
    return [(places[0], "start"), (places[-1], "end")] if places else []
