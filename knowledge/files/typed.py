"""Marks that somebody typed into plain paragraphs: Markdown pasted into Word, lists made by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from knowledge.files.rich import Block, Heading, Paragraph, Table, text_of


class Typed(Enum):
    """How the text of a paragraph is meant."""

    TEXT = auto()
    # The sign or number it begins with makes it an item of a list.
    ITEM = auto()
    MARKDOWN = auto()


# Nobody writes two of these by accident; a single "# of incidents" or "> 90 %" is text.
_SURE = re.compile(
    r"^ {0,3}#{2,6}\s+\S|(?<![\w*])\*\*(?=[^\s*])[^*\n]*(?<=[^\s*])\*\*(?![\w*])|^\s*(?:```|~~~)"
    r"|^\s*\|?\s*:?-{3,}:?\s*\|[-:|\s]*$|^\s*[-*+]\s\[[ xX]\]\s|^\s*</?(?:details|summary)>",
    re.MULTILINE,
)
_FEWEST_SURE = 2
_NUMBERED = re.compile(r"\(?(\d{1,3})[.)]\s+(\S.*)", re.DOTALL)
_BULLET = re.compile(r"([-+*])\s+\S")
_ASKED = re.compile(r"[?？]\s*[\"”»“]?\s*$", re.MULTILINE)


def how_typed(blocks: Sequence[Block]) -> list[Typed]:
    """How the text of each block is meant; blocks that are no plain paragraphs are `TEXT`.

    Where a document holds sure signs of Markdown, every part of it (from one heading or table of the
    document's own to the next) with such a sign is Markdown; elsewhere a sign at a line's start is text,
    but for lists: two neighbours with the same sign, numbers that count up.
    """
    texts = [
        text_of(block.spans) if isinstance(block, Paragraph) and not block.quoted else "" for block in blocks
    ]
    meant = _lists(texts)
    sure = [bool(text and _SURE.search(text)) for text in texts]
    if sum(sure) < _FEWEST_SURE:
        return meant
    start = 0
    for end in range(len(blocks) + 1):
        if end < len(blocks) and not isinstance(blocks[end], Heading | Table):
            continue
        if any(sure[start:end]):
            plain = (n for n in range(start, end) if isinstance(blocks[n], Paragraph))
            for number in plain:
                meant[number] = Typed.MARKDOWN
        start = end + 1
    return meant


def _lists(texts: Sequence[str]) -> list[Typed]:
    meant = [Typed.TEXT] * len(texts)
    filled = [number for number, text in enumerate(texts) if text.strip()]
    for before, number in pairwise(filled):
        signs = [_BULLET.match(texts[place].lstrip()) for place in (before, number)]
        if signs[0] and signs[1] and signs[0][1] == signs[1][1]:
            meant[before] = meant[number] = Typed.ITEM
    last: tuple[int, int] | None = None
    for number in filled:
        counted = _NUMBERED.match(texts[number].lstrip())
        if not counted:
            continue
        if _ASKED.search(counted[2]):
            meant[number] = Typed.ITEM
        if last is not None and int(counted[1]) == last[1] + 1:
            meant[last[0]] = meant[number] = Typed.ITEM
        last = number, int(counted[1])
    return meant
