"""Talking points as a deck for Anki."""

from __future__ import annotations

import html
import importlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.interviewer.drilling import DrillKind, drillable, of_kind
from app import files
from app.practice.identity import identities
from domain.errors import InterviewError
from domain.guide import TalkingPoint, TalkingPointKind
from domain.shown import shown
from language.wording import as_question, plain
from memory.cards import Kept, Owner

_DECK = 1_648_203_517
_MODEL = 1_648_203_518
"""Anki knows decks and note types by numbers of their maker's choice; these never change."""
_STYLE = """
.card { font-family: sans-serif; font-size: 18px; text-align: left; }
.place { color: gray; font-size: 12px; }
pre { font-size: 14px; white-space: pre-wrap; }
"""
_KINDS = (DrillKind.QUESTIONS, DrillKind.FACTS, DrillKind.RED_FLAGS)
_MISSING = {
    DrillKind.QUESTIONS: "without an answer",
    DrillKind.FACTS: "without a figure",
    DrillKind.RED_FLAGS: "without a better wording",
}
_REPEATED = "word for word as another"
_CODE = "    "
"""What a line of code begins with in a talking point's text."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card. `guid` is its identity for Anki; `front` and `back` are HTML; `tag` is one word."""

    guid: str
    front: str
    back: str
    tag: str


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards, and what has none: counts by what is missing, in words."""

    cards: tuple[Card, ...]
    left_out: Mapping[str, int]


def deck(points: Sequence[TalkingPoint], known: Mapping[Owner, Kept]) -> tuple[Deck, dict[Owner, Kept]]:
    """A card for each question with an answer, each fact and each red flag with a better wording.

    `known` are the cards that were handed out before; those of this deck come back beside it, to be kept.
    """
    chosen = [(kind, point) for kind in _KINDS for point in drillable(points, kind)]
    kept = identities([point for _, point in chosen], known)
    titles = Counter(_title(point) for _, point in chosen)
    cards = tuple(
        Card(
            guid=card.guid,
            front=_front(point, which=titles[_title(point)] > 1),
            back=_back(point),
            tag=kind.value,
        )
        for (kind, point), card in zip(chosen, kept.values(), strict=True)
    )
    left_out = {
        missing: len(of_kind(points, kind)) - len(drillable(points, kind))
        for kind, missing in _MISSING.items()
    }
    left_out[_REPEATED] = _repeated(points, {point.id for _, point in chosen})
    return Deck(cards=cards, left_out={why: count for why, count in left_out.items() if count}), kept


def _repeated(points: Sequence[TalkingPoint], with_cards: set[str]) -> int:
    """How many talking points say word for word what a card has from another place."""
    return sum(
        count - 1 for point_id, count in Counter(p.id for p in points).items() if point_id in with_cards
    )


def _title(point: TalkingPoint) -> tuple[str, str]:
    return point.kind.value, " ".join(point.title.casefold().split())


def genanki() -> Any:
    """The package that writes decks. Raises `InterviewError` where it is not installed."""
    try:
        return importlib.import_module("genanki")
    except ImportError as error:
        raise InterviewError(
            "Anki decks are written by the package genanki, which is not installed: `pip install genanki`."
        ) from error


def write(cards: Sequence[Card], out: Path, genanki: Any) -> None:
    """Write `cards` as a deck to `out`. Raises `InterviewError` where that cannot be written."""
    if not cards:
        raise InterviewError(
            "Your guides hold nothing to make cards of: no answered question, fact or red flag."
        )
    model = genanki.Model(
        _MODEL,
        "Mock interviewer",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {"name": "Card", "qfmt": "{{Front}}", "afmt": '{{FrontSide}}<hr id="answer">{{Back}}'},
        ],
        css=_STYLE,
    )
    deck = genanki.Deck(_DECK, "Mock interviewer")
    for card in cards:
        deck.add_note(
            genanki.Note(model=model, fields=[card.front, card.back], guid=card.guid, tags=[card.tag])
        )
    with files.whole(out) as fresh:
        genanki.Package(deck).write_to_file(str(fresh))


def escape(text: str) -> str:
    """`text` as HTML that shows it; Anki obeys brackets, as in [sound:…] and [latex]."""
    return html.escape(shown(text)).replace("[", "&#91;")


def _front(point: TalkingPoint, *, which: bool) -> str:
    """The front; `which` is whether to say which guide's answer is asked for."""
    match point.kind:
        case TalkingPointKind.FACT:
            asked = f"{escape(plain(point.title))}: the exact figure?"
        case TalkingPointKind.RED_FLAG:
            asked = f"Say it better: “{escape(plain(point.title))}”"
        case _:
            asked = escape(as_question(plain(point.title)))
    return f'{asked}<div class="place">{escape(point.source.guide)}</div>' if which else asked


def _back(point: TalkingPoint) -> str:
    match point.kind:
        case TalkingPointKind.FACT:
            said = escape(point.text.strip() or plain(point.title))
        case TalkingPointKind.RED_FLAG:
            said = escape(point.say_instead)
        case _:
            said = "".join(f"<li>{escape(plain(key_point.text))}</li>" for key_point in point.key_points)
            said = f"<ul>{said}</ul>" + "".join(f"<pre>{escape(code)}</pre>" for code in _code_of(point.text))
    return f'{said}<div class="place">{escape(str(point.source))}</div>'


def _code_of(text: str) -> list[str]:
    """The code in a talking point's text, block by block."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.startswith(_CODE):
            blocks[-1].append(line.removeprefix(_CODE))
        elif line.strip():
            blocks.append([])
        elif blocks[-1]:
            blocks[-1].append("")
    return ["\n".join(block).strip("\n") for block in blocks if block]
