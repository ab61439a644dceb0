"""Plots as SVG in the page itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from statistics import median

_WIDTH, _ROW, _LABEL, _RIGHT = 720, 22, 170, 60
_PLOT = _WIDTH - _LABEL - _RIGHT
_SIDE, _EDGE = 300, 40


def dots(groups: Mapping[str, Sequence[float]], title: str, *, most: float | None = 1.0) -> str:
    """A row of dots a group with its median; `most` is the axis' right end, None for the largest value."""
    rows = {name: values for name, values in groups.items() if values}
    if not rows:
        return ""
    end = most if most is not None else max(max(values) for values in rows.values()) or 1.0
    height = len(rows) * _ROW + 26
    parts = [_opened(_WIDTH, height, title)]
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = _LABEL + share * _PLOT
        parts.append(
            f'<line class="grid" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height - 22}"/>'
            f'<text class="axis" x="{x:.1f}" y="{height - 8}" text-anchor="middle">{share * end:.3g}</text>'
        )
    for at, (name, values) in enumerate(rows.items()):
        y = at * _ROW + 12
        parts.append(f'<text x="0" y="{y + 4}">{escape(name)}</text>')
        parts += [
            f'<circle class="dot" cx="{_LABEL + min(value / end, 1) * _PLOT:.1f}" cy="{y}" r="3.5"/>'
            for value in values
        ]
        x = _LABEL + min(median(values) / end, 1) * _PLOT
        parts.append(f'<path class="median" d="M{x:.1f} {y - 8}v16"/>')
        parts.append(f'<text x="{_WIDTH}" y="{y + 4}" text-anchor="end">{median(values):.3g}</text>')
    return "\n".join([*parts, "</svg></figure>"])


def scatter(points: Sequence[tuple[float, float]], title: str) -> str:
    """Points of the unit square with its diagonal."""
    if not points:
        return ""
    size = _SIDE + 2 * _EDGE
    parts = [_opened(size, size, title)]
    parts.append(
        f'<rect class="frame" x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}"/>'
        f'<path class="grid" d="M{_EDGE} {_EDGE + _SIDE}L{_EDGE + _SIDE} {_EDGE}"/>'
        f'<text class="axis" x="{_EDGE}" y="{size - 20}">said 0</text>'
        f'<text class="axis" x="{_EDGE + _SIDE}" y="{size - 20}" text-anchor="end">said 1</text>'
        f'<text class="axis" x="{_EDGE - 6}" y="{_EDGE + 8}" text-anchor="end">1</text>'
    )
    parts += [
        f'<circle class="dot" cx="{_EDGE + x * _SIDE:.1f}" cy="{_EDGE + (1 - y) * _SIDE:.1f}" r="3"/>'
        for x, y in points
    ]
    return "\n".join([*parts, "</svg></figure>"])


def _opened(width: int, height: int, title: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {width} {height}" '
        f'style="max-width:{width}px" role="img" aria-label="{escape(title)}">'
    )
