"""How often words deny something."""

from __future__ import annotations

from language.text import Text
from language.words import NEGATIONS


def negations_in(text: Text) -> int:
    """How many words of `text` deny something."""
    return sum(word in NEGATIONS for word in text.words)
