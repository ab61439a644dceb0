"""Small charts as SVG, for a page that loads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from app.display.diagram import BOX_HEIGHT, BOX_WIDTH, laid
from domain.work import Drawn

_WIDTH = 720
_ROW = 26
_LABEL = 286
_RIGHT = 60
_PLOT = _WIDTH - _LABEL - _RIGHT
_LETTERS = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: `value` from 0 to 1 with the interval it is good for, or why there is none.

    `css` names the class that colours it; `beside` is a second, earlier or later value to mark.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    css: str = ""
    beside: float | None = None


def bars(rows: Sequence[Bar], title: str) -> str:
    """A horizontal bar chart from 0 to 100 with a line for each interval; "" without rows."""
    if not rows:
        return ""
    height = len(rows) * _ROW + 24
    parts = [
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        *(_grid_line(share, height) for share in (0, 0.25, 0.5, 0.75, 1)),
        *(line for at, row in enumerate(rows) for line in _bar(row, at * _ROW)),
        "</svg>",
    ]
    return "\n".join(parts)


def drawing(drawn: Drawn, title: str) -> str:
    """A design's drawing, drawn again; "" where there is none."""
    found = laid(drawn)
    if found is None:
        return ""
    lines = [
        f'<svg class="chart" viewBox="0 0 {found.width} {found.height}" style="max-width:{found.width}px" '
        f'role="img" aria-label="{escape(title)}">'
    ]
    for arrow in found.arrows:
        lines.append(f'<path class="arrow" d="M{arrow.x1} {arrow.y1} L{arrow.x2} {arrow.y2}"/>')
        lines.append(f'<path class="head" d="{arrow.head}"/>')
    for box in found.boxes:
        lines.append(
            f'<g><title>{escape(box.name)}</title><rect class="box" x="{box.x}" y="{box.y}" '
            f'width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/><text class="axis" '
            f'x="{box.x + BOX_WIDTH // 2}" y="{box.y + BOX_HEIGHT // 2 + 4}" text-anchor="middle">'
            f"{escape(box.short)}</text></g>"
        )
    return "\n".join([*lines, "</svg>"])


def shares(parts: Sequence[tuple[str, int, str]], title: str) -> str:
    """One bar made of labelled parts (label, count, CSS class); "" where nothing was counted."""
    total = sum(count for _, count, _ in parts)
    if not total:
        return ""
    lines = [
        f'<svg class="chart" viewBox="0 0 {_WIDTH} 52" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
    ]
    x = 0.0
    for number, (label, count, css) in enumerate(parts):
        width = _WIDTH * count / total
        lines.append(f'<rect class="{css}" x="{x:.1f}" y="0" width="{width:.1f}" height="18"/>')
        x += width
        at = number * _WIDTH / len(parts)
        lines.append(f'<rect class="{css}" x="{at:.1f}" y="32" width="10" height="10" rx="2"/>')
        lines.append(f'<text x="{at + 16:.1f}" y="41">{escape(label)} {count}</text>')
    return "\n".join([*lines, "</svg>"])


def _grid_line(share: float, height: int) -> str:
    x = _LABEL + share * _PLOT
    return (
        f'<line class="grid" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height - 20}"/>'
        f'<text class="axis" x="{x:.1f}" y="{height - 6}" text-anchor="middle">{100 * share:.0f}</text>'
    )


def _bar(row: Bar, top: int) -> list[str]:
    middle = top + 16
    label = row.label if len(row.label) <= _LETTERS else row.label[: _LETTERS - 1].rstrip() + "…"
    lines = [f'<text x="0" y="{middle}">{escape(label)}<title>{escape(row.label)}</title></text>']
    if row.value is None:
        lines.append(f'<text class="axis" x="{_LABEL + 6}" y="{middle}">{escape(row.note)}</text>')
        return lines
    lines.append(
        f'<rect class="bar {row.css}" x="{_LABEL}" y="{top + 5}" '
        f'width="{row.value * _PLOT:.1f}" height="14" rx="2"/>'
    )
    if row.low is not None and row.high is not None:
        low, high = _LABEL + row.low * _PLOT, _LABEL + row.high * _PLOT
        lines.append(
            f'<path class="interval" d="M{low:.1f} {top + 8}v8M{low:.1f} {top + 12}H{high:.1f}'
            f'M{high:.1f} {top + 8}v8"/>'
        )
    if row.beside is not None:
        x = _LABEL + row.beside * _PLOT
        lines.append(f'<path class="beside" d="M{x:.1f} {top + 2}v20"/>')
    lines.append(f'<text x="{_WIDTH}" y="{middle}" text-anchor="end">{escape(row.note)}</text>')
    return lines
