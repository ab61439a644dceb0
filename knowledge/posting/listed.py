"""What is listed below titles that do not say: known by the items, and by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.posting import AskedKind
from knowledge.posting.parts import Part
from knowledge.posting.pieces import Piece, asks
from knowledge.posting.words import folded, pattern

_FEWEST = 2
"""Items that tell what a list is; a single one below a title that tells nothing may be anything."""
_LABEL = re.compile(r"^[^:：]{1,20}[:：]\s+")
Listed = tuple[Part | None, list[Piece]]


def settled(parts: Sequence[Listed]) -> list[Listed]:
    """The parts of a posting, in order, each with what is asked for in it, if anything is.

    A title that tells nothing ("The deal") has its kind of its items. After what one must have, more of
    it ("And it would help if") is welcome. Where all that is asked for is welcome, in two parts, the first is
    what is needed: "What we would love to see", and then "Extra points for".
    """
    found: list[Listed] = []
    for part, held in parts:
        if part is None or not part.unknown:
            found.append((part, held))
            continue
        before = found[-1] if found else (None, [])
        beside = before[1][0].kind if before[0] is not None and before[0].unknown and before[1] else None
        kind = _kind_of(held, beside, lines=part.over_lines)
        if (
            kind is AskedKind.MUST
            and part.adds
            and any(each.kind is kind for _, all_ in found for each in all_)
        ):
            kind = AskedKind.NICE
        found.append((part, [each for each in held if _stays(each, kind, lines=part.over_lines)]))
        for each in found[-1][1]:
            if kind is not None and not each.labelled and not each.kept:
                each.kind = kind
    _needed_first(found)
    return found


def _kind_of(held: Sequence[Piece], beside: AskedKind | None, *, lines: bool) -> AskedKind | None:
    """What most items of a list are; None where they are what an employer gives, or tell nothing.

    `beside` is what the list before it was; a single item tells enough where it is the same.
    """
    # "Week 1: sit in a kitchen".
    items = [_LABEL.sub("", folded(each.text)) for each in held if _is_item(each, lines=lines)]
    if len(items) < _FEWEST and (not items or beside is None):
        return None
    asked = sum(map(asks, items))
    done = sum(pattern("does").search(each) is not None and not asks(each) for each in items)
    given = sum(pattern("offers").search(each) is not None for each in items)
    if given and given >= max(asked, done) / _FEWEST:
        return None
    if _FEWEST * asked > len(items) or (asked > done and _FEWEST * (asked + done) > len(items)):
        return AskedKind.MUST
    return AskedKind.DUTY if _FEWEST * done >= len(items) else None


def _follows_need(found: Sequence[Listed]) -> bool:
    """Whether the last list was of what one must have."""
    last = next((held for _, held in reversed(found) if held), [])
    return any(each.kind is AskedKind.MUST for each in last)


def _offers(held: Sequence[Piece]) -> bool:
    return any(pattern("offers").search(folded(each.text)) is not None for each in held)


def _is_item(piece: Piece, *, lines: bool) -> bool:
    return (piece.item or lines) and not piece.labelled


def _stays(piece: Piece, kind: AskedKind | None, *, lines: bool) -> bool:
    return piece.kept or piece.labelled or (kind is not None and _is_item(piece, lines=lines))


def _needed_first(parts: Sequence[Listed]) -> None:
    kinds = [each.kind for _, held in parts for each in held]
    welcome = [
        held for part, held in parts if part is not None and any(each.kind is AskedKind.NICE for each in held)
    ]
    if AskedKind.MUST not in kinds and len(welcome) > 1:
        for each in welcome[0]:
            each.kind = AskedKind.MUST
