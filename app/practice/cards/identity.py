"""The identity of cards: what makes a card of a newer deck the one that is in Anki already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from domain.guide import TalkingPoint, TalkingPointKind
from memory.cards import Kept, Owner

_NUMBERED = frozenset({TalkingPointKind.FACT, TalkingPointKind.RED_FLAG})
"""Kinds whose repeats had cards of their own from the first version on, told apart by a number."""


def identities(points: Sequence[TalkingPoint], known: Mapping[Owner, Kept]) -> dict[Owner, Kept]:
    """The card of each of `points`, in their order; `known` are those that were handed out.

    A card belongs to a kind, a title and a guide, and not to the answer, which may change. It goes to another
    guide only with the answer that it had, as when the guide was renamed: what is learned of one answer is
    never put on another. The first of a title has the identity that it would have alone.
    """
    owners = _owners(points)
    guids = {kept.guid for kept in known.values()}
    moved = {
        (owner.kind, owner.title, kept.talking_point_id): kept.guid
        for owner, kept in known.items()
        if owner not in owners
    }
    cards: dict[Owner, Kept] = {}
    for owner, point in zip(owners, points, strict=True):
        if owner in known:
            guid = known[owner].guid
        else:
            guid = moved.pop((owner.kind, owner.title, point.id), "") or _new(owner, point, guids)
        guids.add(guid)
        cards[owner] = Kept(guid=guid, talking_point_id=point.id)
    return cards


def _owners(points: Sequence[TalkingPoint]) -> list[Owner]:
    seen: Counter[tuple[str, str, str]] = Counter()
    owners: list[Owner] = []
    for point in points:
        name = (point.kind.value, " ".join(point.title.casefold().split()), point.source.guide)
        owners.append(Owner(*name, seen[name]))
        seen[name] += 1
    return owners


def _new(owner: Owner, point: TalkingPoint, taken: set[str]) -> str:
    number = 0
    while True:
        parts = [owner.kind, owner.title, str(number)]
        if number and point.kind not in _NUMBERED:
            parts = [owner.kind, owner.title, owner.guide, str(number)]
        guid = blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
        if guid not in taken:
            return guid
        number += 1
