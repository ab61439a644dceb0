"""What a posting lists on one line behind what says that it is needed: `You need: a licence, two years.`"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.posting import AskedKind
from knowledge.posting.pieces import Piece, sentences_of
from knowledge.posting.words import folded, pattern
from language.sentences import count_words

_LED = re.compile(r"^(?P<lead>[^:：]{2,40}?)\s*[:：]\s+(?P<rest>\S.*)$", re.DOTALL)
# Not in "1,5 years", and not within brackets.
_BETWEEN = re.compile(r"[,;，；、]\s+(?![^()]*\))")
_LAST = re.compile(r"^(.+\S)\s(?:and|und|et|y|e|en)\s(\S.+)$", re.DOTALL)
_FEWEST = 3
_MOST_WORDS = 9


def each_listed(piece: Piece) -> Iterator[Piece]:
    """A piece for each of several things that are needed, or else `piece` itself."""
    found = _LED.match(piece.text)
    if found is None or not pattern("says_what_is_needed").match(folded(found["lead"])):
        yield piece
        return
    parts = _parts(found["rest"])
    for text in parts or [piece.text]:
        yield replace(piece, text=text, kind=AskedKind.MUST if parts else piece.kind)


def _parts(rest: str) -> list[str]:
    """The things that are listed, three at least, in a few words each; none where a sentence goes on."""
    if len(list(sentences_of(rest))) > 1:
        return []
    *before, last = _BETWEEN.split(rest.rstrip(" ."))
    if joined := _LAST.match(last) if before else None:
        before, last = [*before, joined[1]], joined[2]
    parts = [part.strip() for part in (*before, last)]
    short = all(0 < count_words(part) <= _MOST_WORDS for part in parts)
    return parts if len(parts) >= _FEWEST and short else []
