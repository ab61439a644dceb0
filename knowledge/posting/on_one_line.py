"""What a posting lists on one line behind what says how it is asked for: `You need: a licence, two years.`"""

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
# "a licence, which we check": the sentence goes on.
_GOES_ON = re.compile(
    r"(?:which|who|whose|that|since|because|so|but|if|as|where|when|die|der|das|dem|den|weil|wenn|da|damit|aber"
    r"|que|porque|pero|si|mas|se|qui|dont|car|mais|che|cui|perch[eé]|ma|want|omdat|maar|als)\b",
    re.IGNORECASE,
)
_FEWEST = 3
_MOST_WORDS = 9


def each_listed(piece: Piece) -> Iterator[Piece]:
    """A piece for each of several things that are asked for, or else `piece` itself."""
    kind = piece.kind
    if piece.listed:
        parts = _parts(piece.text)
    else:
        found = _LED.match(piece.text)
        led = found is not None and pattern("says_what_is_needed").match(folded(found["lead"]))
        parts = _parts(found["rest"]) if found is not None and led else []
        kind = AskedKind.MUST
    if not parts:
        yield piece
    for text in parts:
        yield replace(piece, text=text, kind=kind)


def _parts(rest: str) -> list[str]:
    """The things that are listed, three at least, in a few words each; none where a sentence goes on."""
    if len(list(sentences_of(rest))) > 1:
        return []
    *before, last = _BETWEEN.split(rest.rstrip(" ."))
    if joined := _LAST.match(last) if before else None:
        before, last = [*before, joined[1]], joined[2]
    parts = [part.strip() for part in (*before, last)]
    short = all(0 < count_words(part) <= _MOST_WORDS for part in parts)
    goes_on = any(_GOES_ON.match(part) for part in parts)
    return parts if len(parts) >= _FEWEST and short and not goes_on else []
