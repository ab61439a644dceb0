"""An answer with the figures that the candidate puts right himself in their place, and back to his words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.verdict import Evidence
from language.figures.put_right import PutRight, put_right
from language.taken_back import put_round
from language.text import Text, read


@dataclass(frozen=True, slots=True)
class Corrected:
    """What counts of an answer, put right (`heard`), and how it was said."""

    heard: Text
    answer: str
    right: PutRight

    def as_said(self, found: Evidence) -> Evidence:
        """`found`, a quote of what was put right, as a quote of the answer."""
        start, end = self.right.span(found.start, found.end)
        return Evidence(quote=self.answer[start:end], start=start, end=end)


def corrected(heard: Text) -> Corrected | None:
    """`heard` put right, so that a figure withdrawn is neither right nor wrong; None where nothing is."""
    counts = _what_counts(heard)
    right = _put_round(counts) or put_right(counts)
    return Corrected(read(right.text), heard.raw, right) if right is not None else None


def _put_round(counts: str) -> PutRight | None:
    """`counts` with the statements changed over that were said the wrong way round, and put right since."""
    places = put_round(counts)
    if places is None:
        return None
    return PutRight("".join(counts[at] for at in places), tuple(places), tuple(places))


def _what_counts(heard: Text) -> str:
    """The answer up to its last word, sign for sign where it stood, without the words that do not count."""
    signs = list(heard.through)
    counted = {token.start for token in heard.tokens}
    for token in read(heard.through).tokens:
        if token.start not in counted:
            signs[token.start : token.end] = re.sub(r"\S", " ", heard.raw[token.start : token.end])
    return "".join(signs)
