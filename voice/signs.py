"""Signs and figures put into words that any voice says: a limit that is not heard makes another question."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from language.tables import read_yaml

# No-break spaces and apostrophes part thousands everywhere; a plain space does where no comma would.
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2009\u202f’']\d{3})+(?![\d])")
_BY_SPACES = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])")
_WITH_COMMAS = frozenset({"en", "zh"})
_PARTING = re.compile(r"\D")
_FIGURE = r"[$€£¥]?\s?\d"
# A minus stands before a figure and behind none: "3-5" is from three to five.
_MINUS = re.compile(r"(?<![^\s(\[“\"„«])[-−](?=" + _FIGURE + ")")
_BEFORE = re.compile(r"\s*([<>≤≥≈~])=?\s*(?=" + _FIGURE + ")")
_BETWEEN = re.compile(r"(?<=[\w%])\s*(?:→|->|⇒|=>)\s*(?=[-−]?" + _FIGURE + ")")
_AT_MOST, _AT_LEAST = "≤", "≥"
_ALIKE = {"<=": _AT_MOST, ">=": _AT_LEAST, "~": "≈"}


def sayable(text: str, language: str) -> str:
    """`text` with words for the signs at its figures, and thousands in one piece; unchanged in a language
    that is not in data/signs.yaml."""
    words = _words().get(language)
    if words is None:
        return text

    def before(sign: re.Match[str]) -> str:
        found = sign[0].strip()
        return f" {words[_ALIKE.get(found, found)]} "

    text = _THOUSANDS.sub(_in_one, text)
    if language not in _WITH_COMMAS:
        text = _BY_SPACES.sub(_in_one, text)
    text = _BETWEEN.sub(f" {words['→']} ", text)
    text = _BEFORE.sub(before, text)
    return _MINUS.sub(f"{words['-']} ", text).strip()


def _in_one(number: re.Match[str]) -> str:
    return _PARTING.sub("", number[0])


@cache
def _words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read_yaml(Path(__file__).parent / "data" / "signs.yaml")
    return found
