"""What is listed below titles that do not say: known by the items, and by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from domain.posting import AskedKind
from knowledge.posting.evidence import Reading, reading_of
from knowledge.posting.parts import Part
from knowledge.posting.pieces import Piece, asks, sentences_of
from knowledge.posting.words import folded, pattern

_FEWEST = 2
"""Items that tell what a list is; a single one below a title that tells nothing may be anything."""
_LABEL = re.compile(r"^[^:：]{1,20}[:：]\s+")
_GIVES: Literal["gives"] = "gives"
_AS: dict[Reading | None, AskedKind] = {Reading.NEED: AskedKind.MUST, Reading.TASK: AskedKind.DUTY}
_HINTED = {"need": AskedKind.MUST, "nice": AskedKind.MUST, "duty": AskedKind.DUTY}
Listed = tuple[Part | None, list[Piece]]


def settled(parts: Sequence[Listed]) -> list[Listed]:
    """The parts of a posting, in order, each with what is asked for in it, if anything is.

    A title that tells nothing ("The deal") has its kind of its items, else of its place: postings tell
    first what is to be done, then what it takes, then what is welcome, then what they give. After what one
    must have, more of it ("And it would help if") is welcome. Where all that is asked for is welcome, in two
    parts, the first is what is needed: "What we would love to see", and then "Extra points for".
    """
    found: list[Listed] = []
    unsure: list[int] = []
    for part, held in parts:
        if part is None or not part.unknown:
            found.append((part, held))
            continue
        held = held if any(_is_item(each, lines=part.over_lines) for each in held) else _from_text(part, held)
        verdict = _told_by_items(held, _beside(found), part)
        if part.hint == "nice" and verdict is AskedKind.MUST:
            verdict = AskedKind.NICE
        if part.adds and verdict is not AskedKind.DUTY and verdict is not _GIVES and _follows_asked(found):
            verdict = AskedKind.NICE
        if verdict is None:
            unsure.append(len(found))
            found.append((part, held))
        else:
            found.append((part, _as(held, verdict, lines=part.over_lines)))
    for at in unsure:
        part, held = found[at]
        verdict = None if part is None or part.about or part.first else _by_place(found, at)
        found[at] = (part, _as(held, verdict, lines=part is not None and part.over_lines))
    _needed_first(found)
    return found


def _beside(found: Sequence[Listed]) -> AskedKind | None:
    """What the list before was, where its title told nothing, either."""
    part, held = found[-1] if found else (None, [])
    return held[0].kind if part is not None and part.unknown and held else None


def _from_text(part: Part, held: Sequence[Piece]) -> list[Piece]:
    """The sentences of a part without a list that clearly ask or tell of the work: several of them.

    Where its title hints at one kind, a single one of that kind will do.
    """
    marked = [each for each in held if each.kept]
    rest = [each for each in held if not each.kept]
    said = [
        replace(each, text=sentence, labelled=True, kind=_AS[found])
        for each in rest
        for sentence in sentences_of(each.text)
        if (found := reading_of(sentence)) in _AS
    ]
    kind = _HINTED.get(part.hint)
    if kind is not None and any(each.kind is kind for each in said):
        # What the title hints at, and one sentence at least is, is each of them that tells nothing else.
        return marked + [
            replace(each, text=sentence, labelled=True, kind=_AS.get(found, kind))
            for each in rest
            for sentence in sentences_of(each.text)
            if (found := reading_of(sentence)) in _AS or found is None
        ]
    if len(said) > _FEWEST:
        return marked + said
    return [*held]


def _told_by_items(
    held: Sequence[Piece], beside: AskedKind | None, part: Part
) -> AskedKind | Literal["gives"] | None:
    """What most items of a list are, "gives" where they are an employer's; None where they do not tell.

    `beside` is what the list before it was; a single item tells enough where it is the same. What the words
    of the title hint at counts as half of the items do.
    """
    # "Week 1: sit in a kitchen".
    items = [_LABEL.sub("", folded(each.text)) for each in held if _is_item(each, lines=part.over_lines)]
    if len(items) < _FEWEST and (not items or (beside is None and not part.hint)):
        return _GIVES
    more = {part.hint: (len(items) + 1) // 2}
    asked = sum(map(asks, items)) + more.get("need", 0) + more.get("nice", 0)
    done = sum(_is_done(each) for each in items) + more.get("duty", 0)
    given = sum(pattern("offers").search(each) is not None for each in items)
    if _FEWEST * max(asked, done) < len(items):
        # "What gives you energy here": where the items tell of work, a hint is none.
        given += more.get("other", 0)
    # "Own insurance" below "What we need" is none that they give.
    enough = asked if part.hint in ("need", "nice") else max(asked, done) / _FEWEST
    if (given and given >= enough) or _of_the_firm(items):
        return _GIVES
    if asked >= done and _FEWEST * asked >= len(items):
        return AskedKind.MUST
    if asked > done and _FEWEST * (asked + done) > len(items):
        return AskedKind.MUST
    return AskedKind.DUTY if _FEWEST * done >= len(items) else None


def _is_done(item: str) -> bool:
    """Whether an item tells of something that is done: it begins with it, whatever is named behind."""
    done = pattern("does").search(item) is not None or pattern("you_do").match(item) is not None
    return done and (not asks(item) or reading_of(item) is Reading.TASK)


def _of_the_firm(items: Sequence[str]) -> bool:
    """Whether most items tell of who employs: "We have nine shops"."""
    return _FEWEST * sum(pattern("of_the_firm").match(each) is not None for each in items) > len(items)


def _by_place(found: Sequence[Listed], at: int) -> AskedKind | None:
    """What a list is that its items do not tell: tasks above what it takes, where none are told else.

    Below the tasks it is what it takes, where nothing else is.
    """
    others = [held for place, (_, held) in enumerate(found) if place != at]
    kinds = {each.kind for held in others for each in held}
    if AskedKind.DUTY not in kinds:
        after = [each.kind for part, held in found[at + 1 :] for each in held]
        return AskedKind.DUTY if AskedKind.MUST in after else None
    before = next((held[0].kind for _, held in reversed(found[:at]) if held), None)
    return AskedKind.MUST if before is AskedKind.DUTY and AskedKind.MUST not in kinds else None


def _as(held: Sequence[Piece], kind: AskedKind | Literal["gives"] | None, *, lines: bool) -> list[Piece]:
    """The pieces of a list of a kind, and of any list what says itself that it is asked for."""
    asked = None if kind == _GIVES else kind
    stay = [
        each
        for each in held
        if each.kept or each.labelled or (asked is not None and _is_item(each, lines=lines))
    ]
    for each in stay:
        if asked is not None and not each.labelled and not each.kept:
            each.kind = asked
    return stay


def _follows_asked(found: Sequence[Listed]) -> bool:
    """Whether the last list was of what one must have, or would have."""
    last = next((held for _, held in reversed(found) if held), [])
    return any(each.kind is not AskedKind.DUTY for each in last)


def _is_item(piece: Piece, *, lines: bool) -> bool:
    return (piece.item or lines) and not piece.labelled


def _needed_first(parts: Sequence[Listed]) -> None:
    kinds = [each.kind for _, held in parts for each in held]
    welcome = [
        held for part, held in parts if part is not None and any(each.kind is AskedKind.NICE for each in held)
    ]
    if AskedKind.MUST not in kinds and len(welcome) > 1:
        for each in welcome[0]:
            each.kind = AskedKind.MUST
