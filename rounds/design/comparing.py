"""A candidate's components and arrows beside the guide's: by name, by kind, by what stands below them."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from domain.values import Frozen
from domain.work import Drawn
from language.text import read
from rounds.design.lexicon import component_kinds

_HALF = 0.5
_FARTHEST = 3
"""Arrows between two components that one arrow of the guide may be told in: designs differ in detail."""


class Wanted(Frozen):
    """A component of the guide: its name, what it is made of there, and its line in the guide."""

    name: str
    parts: tuple[str, ...] = ()
    line: int = 1


class Placing(Frozen):
    """Where the candidate has a component of the guide: its place in the drawing, else the line that says it.

    Both are None where it is nowhere.
    """

    wanted: Wanted
    at: int | None = None
    said_in: int | None = None
    named: str = ""


def placings(wanted: Sequence[Wanted], drawn: Drawn, words: Sequence[tuple[int, str]]) -> tuple[Placing, ...]:
    """Find each component of `wanted` in what was drawn, else in the `words` (line, text) that were said."""
    likeness = [[_likeness(each, name) for name in drawn.components] for each in wanted]
    taken = _best_pairs(likeness)
    found = []
    for number, each in enumerate(wanted):
        at = taken.get(number)
        if at is not None:
            found.append(Placing(wanted=each, at=at, named=drawn.components[at]))
            continue
        line = next((line for line, text in words if _says(each, text)), None)
        found.append(Placing(wanted=each, said_in=line))
    return tuple(found)


def arrows_told(
    arrows: Sequence[tuple[int, int]], found: Sequence[Placing], drawn: Drawn
) -> tuple[tuple[int, int, bool | None], ...]:
    """The guide's arrows (from, to) and whether the candidate's lead the same way.

    None where an end of it is not drawn: that is the component's own lack.
    """
    after: dict[int, list[int]] = {}
    for one, other in drawn.arrows:
        after.setdefault(one, []).append(other)
    told = []
    for one, other in arrows:
        start, end = found[one].at, found[other].at
        drawn_both = start is not None and end is not None
        leads = drawn_both and (start == end or _leads(after, start or 0, end or 0))
        told.append((one, other, leads if drawn_both else None))
    return tuple(told)


def loose(drawn: Drawn) -> tuple[str, ...]:
    """The components that no arrow reaches or leaves, where there are arrows at all."""
    if not drawn.arrows:
        return ()
    reached = {place for arrow in drawn.arrows for place in arrow}
    return tuple(name for place, name in enumerate(drawn.components) if place not in reached)


def _leads(after: Mapping[int, Sequence[int]], start: int, end: int) -> bool:
    waiting, seen = deque([(start, 0)]), {start}
    while waiting:
        at, far = waiting.popleft()
        if far >= _FARTHEST:
            continue
        for place in after.get(at, ()):
            if place == end:
                return True
            if place not in seen:
                seen.add(place)
                waiting.append((place, far + 1))
    return False


def _best_pairs(likeness: Sequence[Sequence[float]]) -> dict[int, int]:
    """Each row with the column it is likest to, the likest pairs first; two rows may share a column."""
    pairs = sorted(
        (
            (each, row, column)
            for row, line in enumerate(likeness)
            for column, each in enumerate(line)
            if each
        ),
        key=lambda pair: -pair[0],
    )
    rows: dict[int, int] = {}
    used: set[int] = set()
    for exact in (True, False):
        for each, row, column in pairs:
            if row not in rows and (column not in used if exact else each >= 1.0):
                rows[row] = column
                used.add(column)
    return rows


def _likeness(wanted: Wanted, name: str) -> float:
    """How surely a drawn name is a component of the guide: by its words, its kind, or a part of it."""
    own, theirs = read(wanted.name).stems, read(name).stems
    shared = len(own & theirs) / max(1, min(len(own), len(theirs)))
    if shared >= _HALF and own & theirs:
        return 1.0 + shared
    if any(part.casefold() in name.casefold() or name.casefold() in part.casefold() for part in wanted.parts):
        return 0.9
    kinds, named = set(component_kinds(wanted.name)), set(component_kinds(name))
    return len(kinds & named) / len(kinds | named) if kinds & named else 0.0


def _says(wanted: Wanted, text: str) -> bool:
    own = read(wanted.name).stems
    if own and own <= read(text).stems:
        return True
    folded = text.casefold()
    if any(part.casefold() in folded for part in wanted.parts if len(part) > 2):
        return True
    kinds = set(component_kinds(wanted.name))
    return bool(kinds) and kinds <= set(component_kinds(text))
