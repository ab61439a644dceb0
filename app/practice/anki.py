"""Talking points as a deck for Anki."""

from __future__ import annotations

import html
import importlib
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from agents.interviewer.drilling import DrillKind, drillable
from agents.wording import as_question, plain
from app import files
from domain.errors import InterviewError
from domain.guide import TalkingPoint, TalkingPointKind
from domain.shown import shown
from domain.values import Frozen

_DECK = 1_648_203_517
_MODEL = 1_648_203_518
"""Anki knows decks and note types by numbers of their maker's choice; these never change."""
_STYLE = """
.card { font-family: sans-serif; font-size: 18px; text-align: left; }
.place { color: gray; font-size: 12px; }
"""
_KINDS = (DrillKind.QUESTIONS, DrillKind.FACTS, DrillKind.RED_FLAGS)


class Card(Frozen):
    """A card. `guid` is its identity for Anki; `front` and `back` are HTML; `tag` is one word."""

    guid: str
    front: str
    back: str
    tag: str


def cards(points: Sequence[TalkingPoint]) -> tuple[Card, ...]:
    """A card for each question with an answer, each fact and each red flag with a better wording.

    A card's identity is made of its talking point's kind and title (and a number where these are repeated),
    not of its text: an answer that changes is the same card with a new back.
    """
    made: list[Card] = []
    seen: Counter[tuple[str, str]] = Counter()
    for kind in _KINDS:
        for point in drillable(points, kind):
            name = (point.kind.value, " ".join(point.title.casefold().split()))
            digest = blake2b("\x1f".join((*name, str(seen[name]))).encode(), digest_size=8).hexdigest()
            seen[name] += 1
            made.append(Card(guid=digest, front=_front(point), back=_back(point), tag=kind.value))
    return tuple(made)


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
    """`text` as HTML that shows it."""
    return html.escape(shown(text))


def _front(point: TalkingPoint) -> str:
    match point.kind:
        case TalkingPointKind.FACT:
            return f"{escape(plain(point.title))}: the exact figure?"
        case TalkingPointKind.RED_FLAG:
            return f"Say it better: “{escape(plain(point.title))}”"
    return escape(as_question(plain(point.title)))


def _back(point: TalkingPoint) -> str:
    match point.kind:
        case TalkingPointKind.FACT:
            said = escape(point.text.strip() or plain(point.title))
        case TalkingPointKind.RED_FLAG:
            said = escape(point.say_instead)
        case _:
            said = "".join(f"<li>{escape(plain(key_point.text))}</li>" for key_point in point.key_points)
            said = f"<ul>{said}</ul>"
    return f'{said}<div class="place">{escape(str(point.source))}</div>'
