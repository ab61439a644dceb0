"""Cards as a file that Anki imports, which leaves alone what the candidate changed there."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app import files
from app.practice.cards.deck import Card
from domain.errors import InterviewError

_DECK = 1_648_203_517
_MODEL = 1_648_203_518
_CLOZE = 1_648_203_519
"""Anki knows decks and note types by numbers of their maker's choice; these never change."""
_LOOK_SINCE = 1_764_000_000
"""When templates and style became what they are, in seconds since 1970: raise it where they change. Anki
takes the newer of two, so that what a candidate changed of them since then stays."""
_STYLE = """
.card { font-family: sans-serif; font-size: 18px; text-align: left; }
.cloze { font-weight: bold; }
.place { color: gray; font-size: 12px; }
pre { font-size: 14px; white-space: pre-wrap; }
"""


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

    class Look(genanki.Model):  # type: ignore[misc]  # genanki has no types
        """A note type that is as old as its look."""

        def to_json(self, timestamp: float, deck_id: int) -> Any:
            del timestamp
            return super().to_json(_LOOK_SINCE, deck_id)

    class Note(genanki.Note):  # type: ignore[misc]
        """A note that is as old as what stands on it."""

        at = 0

        def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:
            super().write_to_db(cursor, self.at or timestamp, deck_id, id_gen)

    basic, cloze = _looks(Look, genanki)
    deck = genanki.Deck(_DECK, "Mock interviewer")
    for card in cards:
        look = cloze if card.cloze else basic
        note = Note(model=look, fields=[card.front, card.back], guid=card.guid, tags=[card.tag])
        note.at = card.at
        deck.add_note(note)
    with files.whole(out) as fresh:
        genanki.Package(deck).write_to_file(str(fresh))


def _looks(look: Any, genanki: Any) -> tuple[Any, Any]:
    """The note types: front and back, and a text with something left out."""
    basic = look(
        _MODEL,
        "Mock interviewer",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {"name": "Card", "qfmt": "{{Front}}", "afmt": '{{FrontSide}}<hr id="answer">{{Back}}'},
        ],
        css=_STYLE,
    )
    cloze = look(
        _CLOZE,
        "Mock interviewer: figures",
        fields=[{"name": "Text"}, {"name": "Place"}],
        templates=[{"name": "Figure", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Place}}"}],
        css=_STYLE,
        model_type=genanki.Model.CLOZE,
    )
    return basic, cloze
