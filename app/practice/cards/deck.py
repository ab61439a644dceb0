"""Talking points as a deck of cards, and what a newer deck changes of an older one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from agents.interviewer.drilling import DrillKind, drillable, of_kind
from app.practice.cards.faces import Face, faces
from app.practice.cards.identity import identities
from domain.guide import TalkingPoint
from language.wording import counted, listed, shorten
from memory.cards import Kept, Owner, Written

_KINDS = (DrillKind.QUESTIONS, DrillKind.FACTS, DrillKind.RED_FLAGS)
_MISSING = {
    DrillKind.QUESTIONS: "without an answer",
    DrillKind.FACTS: "without a figure",
    DrillKind.RED_FLAGS: "without a better wording",
}
_REPEATED = "word for word as another"
_LONGEST = 50
_MOST = 8
"""Titles of cards that are named in a line, and how long each."""


@dataclass(frozen=True, slots=True)
class Card:
    """A note for Anki. `guid` is its identity there; `front` and `back` are HTML; `tag` is one word.

    `cloze` says that `front` is the whole text, with what is left out. `at` is when it became what it is, in
    seconds since 1970: what the candidate changed in Anki since then is newer, and stays.
    """

    guid: str
    front: str
    back: str
    tag: str
    cloze: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Surplus:
    """How many cards of earlier decks, of what was called `title`, this one has no more. Anki keeps them."""

    title: str
    cards: int


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards, and what has none: counts by what is missing, in words.

    `changed` is how many were handed out before and say something else now, `surplus` what was handed out
    before of these guides and is no longer there.
    """

    cards: tuple[Card, ...]
    left_out: Mapping[str, int]
    changed: int = 0
    surplus: tuple[Surplus, ...] = ()


def deck(
    points: Sequence[TalkingPoint], known: Mapping[Owner, Kept], *, at: int = 0, tells: bool = True
) -> tuple[Deck, dict[Owner, Kept]]:
    """The cards for each question with an answer, each fact and each red flag with a better wording.

    `known` are the cards that were handed out before; those of this deck come back beside it, to be kept,
    with those that it has no more, so that these are told once, if whoever asks `tells` them. `at` is the
    moment, in seconds since 1970.
    """
    chosen = [(kind, point) for kind in _KINDS for point in drillable(points, kind)]
    kept = identities([point for _, point in chosen], known)
    titles = Counter(_title(point) for _, point in chosen)
    cards: list[Card] = []
    surplus: list[Surplus] = []
    changed = 0
    for (kind, point), (owner, own) in zip(chosen, list(kept.items()), strict=True):
        before = _written_before(own.guid, known)
        made = _unique(faces(point, which=titles[_title(point)] > 1))
        of_this = [_card(face, own.guid, kind.value, before, at) for face in made]
        changed += sum(card.guid in before and before[card.guid].content != _digest(card) for card in of_this)
        written = {card.guid: Written(content=_digest(card), at=card.at) for card in of_this}
        surplus += _surplus(point.title, before, written)
        kept[owner] = own.model_copy(update={"written": {**_gone(before, written, tells), **written}})
        cards += of_this
    for owner, own in _no_more(kept, known):
        surplus += _surplus(owner.title, own.written, {})
        kept[owner] = own.model_copy(update={"written": _gone(own.written, {}, tells)})
    left_out = _left_out(points, {point.id for _, point in chosen})
    return Deck(tuple(cards), left_out, changed, tuple(surplus)), kept


def surplus_told(found: Sequence[Surplus]) -> str:
    """How many `found` (one at least) are, whose they were, and what to do about them in Anki."""
    titles = [f"“{shorten(each.title, _LONGEST)}” ({each.cards})" for each in found[:_MOST]]
    if len(found) > _MOST:
        titles.append(f"{len(found) - _MOST} more")
    count = sum(each.cards for each in found)
    are, them = ("is", "it") if count == 1 else ("are", "them")
    return (
        f"{counted(count, 'card')} of earlier decks {are} no longer in your guides: {listed(titles)}. "
        f"Importing leaves {them} in Anki: look for these words in its browser, and suspend or delete {them}."
    )


def _no_more(kept: Mapping[Owner, Kept], known: Mapping[Owner, Kept]) -> list[tuple[Owner, Kept]]:
    """What was handed out of the guides of this deck, and has no card in it. Of others nothing is known."""
    guides = {owner.guide for owner in kept}
    used = {own.guid for own in kept.values()}
    return [(owner, own) for owner, own in known.items() if owner.guide in guides and own.guid not in used]


def _surplus(title: str, before: Mapping[str, Written], now: Mapping[str, Written]) -> list[Surplus]:
    count = sum(bool(held.content) and not held.gone for guid, held in before.items() if guid not in now)
    return [Surplus(title, count)] if count else []


def _gone(before: Mapping[str, Written], now: Mapping[str, Written], told: bool) -> dict[str, Written]:
    """What was handed out `before` and is not there `now`; what was `told` is not told again."""
    return {
        guid: held.model_copy(update={"gone": held.gone or told})
        for guid, held in before.items()
        if guid not in now and held.content
    }


def _written_before(guid: str, known: Mapping[Owner, Kept]) -> dict[str, Written]:
    """What was handed out under this identity, by each card's own; of old decks only that it was."""
    for each in known.values():
        if each.guid == guid:
            return {guid: Written(content="", at=0), **each.written}
    return {}


def _unique(made: Sequence[Face]) -> list[Face]:
    return list({face.name: face for face in made}.values())


def _card(face: Face, guid: str, tag: str, before: Mapping[str, Written], at: int) -> Card:
    own = guid if not face.name else blake2b(f"{guid}\x1f{face.name}".encode(), digest_size=8).hexdigest()
    card = Card(own, face.front, face.back, tag, face.cloze, at)
    known = before.get(own)
    same = known is not None and known.content == _digest(card)
    return Card(own, face.front, face.back, tag, face.cloze, known.at) if known is not None and same else card


def _digest(card: Card) -> str:
    return blake2b(f"{card.front}\x1f{card.back}".encode(), digest_size=8).hexdigest()


def _left_out(points: Sequence[TalkingPoint], with_cards: set[str]) -> dict[str, int]:
    left_out = {
        missing: len(of_kind(points, kind)) - len(drillable(points, kind))
        for kind, missing in _MISSING.items()
    }
    left_out[_REPEATED] = _repeated(points, with_cards)
    return {why: count for why, count in left_out.items() if count}


def _repeated(points: Sequence[TalkingPoint], with_cards: set[str]) -> int:
    """How many talking points say word for word what a card has from another place."""
    return sum(
        count - 1 for point_id, count in Counter(p.id for p in points).items() if point_id in with_cards
    )


def _title(point: TalkingPoint) -> tuple[str, str]:
    return point.kind.value, " ".join(point.title.casefold().split())
