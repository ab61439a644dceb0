"""Quotation marks as each language sets them, also within each other."""

from __future__ import annotations

from typing import NamedTuple

from agents.sayings import spoken
from language.patterns import regex


class Marks(NamedTuple):
    """The marks around words that were said, and around such within them."""

    opens: str
    closes: str
    inner_opens: str
    inner_closes: str


_MARKS = {
    "en": Marks("“", "”", "‘", "’"),
    "de": Marks("„", "“", "‚", "‘"),
    "es": Marks("«", "»", "“", "”"),
    "fr": Marks("« ", " »", "“", "”"),
    "it": Marks("«", "»", "“", "”"),
    "pt": Marks("“", "”", "‘", "’"),
    "nl": Marks("„", "”", "‚", "’"),
    "zh": Marks("“", "”", "‘", "’"),
}
# What is quoted in a text, in whatever marks; none of them is an apostrophe.
_QUOTED = regex(r"[“„«「\"]\s?([^“”„«»「」\"]*?)\s?[”“»」\"]")


def marks(language: str) -> Marks:
    """The marks of `language`, those of English where nobody speaks it."""
    return _MARKS[spoken(language)]


def quoted(text: str, language: str) -> str:
    """`text` in quotation marks, and what it quotes itself in the inner ones."""
    own = marks(language)
    return f"{own.opens}{within(text, language)}{own.closes}"


def within(text: str, language: str) -> str:
    """`text` as it stands in quotation marks: what it quotes itself gets the inner ones."""
    own = marks(language)
    return _QUOTED.sub(lambda found: f"{own.inner_opens}{found[1]}{own.inner_closes}", text)
