"""What every composed follow-up has to be, whatever it aims at: one place where a sentence is held back."""

from __future__ import annotations

from agents.follow_up_prober import cues
from agents.quoting import marks
from language.patterns import regex
from language.sentences import count_words

_MOST_WORDS, _MOST_SIGNS = 48, 120
"""A question that is longer is not followed; in Chinese signs are counted."""
_PLACE = regex(r"[{}]|\bNone\b|\s{2}")
_ENDS = ("?", "？", ".", "。", "!")
_SPOKEN_ENDS = " .,;:!?…。，；：！？"


def can_be_asked(text: str, language: str) -> bool:
    """Whether `text` is whole sentences that ask, not too long, and quotes no piece that was cut."""
    if _PLACE.search(text) or not text.rstrip('”“»"’ ').endswith(_ENDS):
        return False
    if (len(text) > _MOST_SIGNS) if language == "zh" else count_words(text) > _MOST_WORDS:
        return False
    return all(_is_whole(quoted, language) for quoted in _quotations(text, language))


def _quotations(text: str, language: str) -> list[str]:
    own = marks(language)
    parts = text.split(own.opens)[1:]
    return [part.partition(own.closes)[0].strip() for part in parts]


def _is_whole(quoted: str, language: str) -> bool:
    """Whether `quoted` neither begins nor ends with a word that needs another beside it."""
    words = quoted.casefold().split()
    if not words:
        return False
    joining = cues.words(language, "joining")
    last = words[-1].strip(_SPOKEN_ENDS)
    dangles = last in joining | cues.words(language, "before_nouns") | cues.words(language, "indefinite")
    return not dangles and words[0].strip(_SPOKEN_ENDS) not in joining
