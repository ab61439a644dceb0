"""An answer that names what was planned and says nothing of it: "Log, key", "the part about the log"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.evaluator.by_meaning.conveyed import Told
from domain.guide import TalkingPoint
from language.patterns import regex
from language.text import Text, read

_BETWEEN = regex(r"[,;:.!?\n/|()→]|\s[-–—]\s|\b(?:and|or)\b")
# So many items, most of them one word of the guide's: of the hand-written honest answers one fragment in
# eighty and one answer in few words in two hundred are so, of all others hardly one in a thousand.
_FEWEST, _MOSTLY = 6, 0.7
# A key point that is such a list itself is told by its words.
_LIST, _A_LIST = 3, 0.6
# Of twenty thousand hand-written answers one speaks of so many parts: it claims to know them all.
_A_PART = regex(
    r"\b(?:the|that) (?:\w+ ){0,2}?(?:one|part|item|bit|point|section|piece|bullet|heading)s?"
    r" (?:about|with|on|for|where|of)\b",
    re.IGNORECASE,
)
_MANY_PARTS = 3


def named_only(heard: Text, point: TalkingPoint, told: Sequence[Told]) -> list[Told]:
    """`told`; what is named, and of which nothing is said, is as good as unheard, and is asked about."""
    planned = [read(each.text) for each in point.key_points]
    words = frozenset(read(point.title).stems).union(*(each.stems for each in planned))
    items, bare = _items(heard.said, words)
    in_a_row = items >= _FEWEST and bare >= _MOSTLY * items
    if not in_a_row and len(_A_PART.findall(heard.said)) < _MANY_PARTS:
        return list(told)
    return [
        each if _is_a_list(key_point) else each.as_merely_named()
        for each, key_point in zip(told, planned, strict=True)
    ]


def _is_a_list(key_point: Text) -> bool:
    items, bare = _items(key_point.raw, key_point.stems)
    return items >= _LIST and bare >= _A_LIST * items


def _items(text: str, words: frozenset[str]) -> tuple[int, int]:
    """The pieces of `text` that have a word of content, and those that have one alone, of `words`."""
    pieces = [content for piece in _BETWEEN.split(text) if (content := read(piece).content)]
    return len(pieces), sum(len(content) == 1 and content[0].stem in words for content in pieces)
