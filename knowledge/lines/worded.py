"""Whether a text has a figure, in digits or in words."""

from __future__ import annotations

from knowledge.inline import folded
from language.words import NUMBERS

_NUMBERS = frozenset(folded(word) for words in NUMBERS.values() for word in words)


def has_figure(text: str) -> bool:
    """Is there a figure, or a word for one ("two", "quarante"), in a text?"""
    return any(map(str.isdigit, text)) or any(word in _NUMBERS for word in folded(text).split())
