"""A drawing as it was read, drawn again: boxes in layers, from left to right, and arrows between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from domain.shown import shown_in_a_line
from domain.work import Drawn

BOX_WIDTH, BOX_HEIGHT = 150, 40
_GAP_ACROSS, _GAP_DOWN, _EDGE = 60, 22, 8
_LETTERS, _HEAD = 20, 8
_MOST = 60
"""Boxes that are drawn; more can be read as text alone."""


@dataclass(frozen=True, slots=True)
class Box:
    """A component: the upper left corner of its box, its name, and as much of it as the box has room for."""

    x: int
    y: int
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow, from one place to another."""

    x1: int
    y1: int
    x2: int
    y2: int

    @property
    def head(self) -> str:
        """Its head as an SVG path: a triangle with its tip at the end."""
        far = hypot(self.x2 - self.x1, self.y2 - self.y1) or 1.0
        across, down = (self.x2 - self.x1) / far, (self.y2 - self.y1) / far
        back_x, back_y = self.x2 - _HEAD * across, self.y2 - _HEAD * down
        half = _HEAD / 2
        one = f"{back_x - half * down:.1f} {back_y + half * across:.1f}"
        other = f"{back_x + half * down:.1f} {back_y - half * across:.1f}"
        return f"M{self.x2} {self.y2} L{one} L{other}Z"


@dataclass(frozen=True, slots=True)
class Laid:
    """A drawing laid out, in pixels of its own."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def laid(drawn: Drawn) -> Laid | None:
    """`drawn` laid out; None where there is nothing to draw, or too much of it."""
    if not drawn.components or len(drawn.components) > _MOST:
        return None
    places = _places(layers_of(drawn))
    return Laid(
        width=max(x for x, _ in places.values()) + BOX_WIDTH + _EDGE,
        height=max(y for _, y in places.values()) + BOX_HEIGHT + _EDGE,
        boxes=tuple(_box(places[at], name) for at, name in enumerate(drawn.components)),
        arrows=tuple(_arrow(places[one], places[other]) for one, other in drawn.arrows if one != other),
    )


def layers_of(drawn: Drawn) -> list[int]:
    """In which layer, from 0, each component stands: behind all that lead to it, but for circles."""
    ahead: dict[int, list[int]] = defaultdict(list)
    for one, other in _without_circles(drawn):
        ahead[other].append(one)
    layers: dict[int, int] = {}

    def layer(at: int) -> int:
        if at not in layers:
            layers[at] = max((layer(before) + 1 for before in ahead[at]), default=0)
        return layers[at]

    return [layer(at) for at in range(len(drawn.components))]


def _without_circles(drawn: Drawn) -> list[tuple[int, int]]:
    """The arrows in their order, without those that lead back."""
    after: dict[int, list[int]] = defaultdict(list)
    kept = []
    for one, other in drawn.arrows:
        if not _leads(other, one, after):
            after[one].append(other)
            kept.append((one, other))
    return kept


def _leads(start: int, end: int, after: dict[int, list[int]]) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        new = [each for each in after.get(at, ()) if each not in seen]
        seen.update(new)
        waiting += new
    return False


def _places(layers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The upper left corner of each box."""
    filled: dict[int, int] = defaultdict(int)
    places = {}
    for at, layer in enumerate(layers):
        places[at] = (
            _EDGE + layer * (BOX_WIDTH + _GAP_ACROSS),
            _EDGE + filled[layer] * (BOX_HEIGHT + _GAP_DOWN),
        )
        filled[layer] += 1
    return places


def _box(place: tuple[int, int], name: str) -> Box:
    told = shown_in_a_line(name)
    short = told if len(told) <= _LETTERS else f"{told[: _LETTERS - 1]}…"
    return Box(*place, told, short)


def _arrow(one: tuple[int, int], other: tuple[int, int]) -> Arrow:
    """From side to side where the boxes stand in different layers, else from below to above, or back."""
    (x1, y1), (x2, y2) = one, other
    middle, half = BOX_HEIGHT // 2, BOX_WIDTH // 2
    if x2 > x1:
        return Arrow(x1 + BOX_WIDTH, y1 + middle, x2, y2 + middle)
    if x2 < x1:
        return Arrow(x1, y1 + middle, x2 + BOX_WIDTH, y2 + middle)
    down = y2 > y1
    return Arrow(x1 + half, y1 + BOX_HEIGHT * down, x2 + half, y2 + BOX_HEIGHT * (not down))
