"""What a judge is given of an answer, and where the words that it quotes stand in it."""

from __future__ import annotations

import unicodedata

from domain.verdict import Evidence
from language.text import Text, read

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def heard_only(heard: Text) -> str:
    """The words that count, as they were written; what speaks to the grader is cut out."""
    pieces: list[str] = []
    start = previous = -1
    known = {token.start for token in heard.tokens}
    for token in read(heard.raw, len(heard.tokens) * 4 + 1000).tokens:
        if token.start in known:
            start = token.start if start < 0 else start
            previous = token.end
        elif start >= 0:
            pieces.append(heard.raw[start:previous])
            start = -1
    if start >= 0:
        pieces.append(heard.raw[start:previous])
    return " … ".join(pieces)


def locate(quote: str, answer: str) -> Evidence | None:
    """Where `quote` stands in `answer`, but for case, quotation marks and white space; None if nowhere."""
    wanted = "".join(sign for sign, _ in _folded(quote)).strip(" .…\"'")
    signs = _folded(answer)
    folded = "".join(sign for sign, _ in signs)
    at = folded.find(wanted) if wanted else -1
    if at < 0:
        return None
    start, end = signs[at][1], signs[at + len(wanted) - 1][1] + 1
    return Evidence(quote=answer[start:end], start=start, end=end)


def _folded(text: str) -> list[tuple[str, int]]:
    """The signs of `text` normalised, each with its place; runs of white space become one space."""
    signs: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        for folded in unicodedata.normalize("NFKC", sign.translate(_QUOTES)).casefold().translate(_QUOTES):
            if not folded.isspace():
                signs.append((folded, place))
            elif not signs or signs[-1][0] != " ":
                signs.append((" ", place))
    return signs
