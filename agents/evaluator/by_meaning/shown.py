"""The words of an answer that are shown for each key point."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator.by_words.alignment import Alignment
from knowledge.entailment.model import Reading
from language.text import Text

# With this share of a key point's words somewhere, words tell where it is told; with fewer the encoder does.
_ALIGNED = 0.3
# A passage of more words than this is cut to the clause that is nearest.
_LONG_PASSAGE = 24
# A sentence with fewer words of content says nothing that could be shown.
_FEWEST_SHOWN = 2


def passage(heard: Text, reading: Reading, at: int, alignment: Alignment) -> Text | None:
    """The sentence or, where that is long, the clause that tells of key point `at`."""
    if not heard.tokens or not len(reading.spans):
        return None
    if alignment.passage is not None and alignment.credit >= _ALIGNED:
        return alignment.passage
    sentence = nearest(heard.sentences, reading, at)
    return nearest(sentence.clauses, reading, at) if len(sentence.tokens) > _LONG_PASSAGE else sentence


def nearest(pieces: Sequence[Text], reading: Reading, at: int) -> Text:
    """The one of `pieces` of an answer that is nearest to key point `at` in what the encoder made of both."""
    telling = [piece for piece in pieces if len(piece.content) >= _FEWEST_SHOWN]
    return max(telling or pieces, key=lambda piece: reading.near(at, *piece.span))
