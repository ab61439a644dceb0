"""Titles told by their words alone, for documents where nothing is set as a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.files.pdf.blocks import Block, BlockKind
from knowledge.files.pdf.lines import Line
from knowledge.inline import clean
from knowledge.lines.annotated import Phrase

_LEVEL = 2
_MOST_WORDS = 8
_LONGEST = 60
_SENTENCE = re.compile(r"[.!?,;。！？，；…\"”»]$")
_MARKED = re.compile(r"^#{1,6}\s|^\s*```")


def with_titles(blocks: Sequence[Block]) -> tuple[list[Block], int]:
    """The blocks with lines that title a section as headings, and how many there are.

    A line does so whose words name a section; and so does a few words that stand alone, lest what stands
    below becomes the end of the answer above. A document with the marks of Markdown in it is left as it is.
    """
    if any(_MARKED.match(block.text) for block in blocks):
        return list(blocks), 0
    out: list[Block] = []
    titles = 0
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.TEXT or block.depth:
            out.append(block)
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        for part in _parted(block, following):
            titles += part.kind is BlockKind.HEADING
            out.append(part)
    return out, titles


def _parted(block: Block, following: Block | None) -> list[Block]:
    """A paragraph as what stands before, in and after the titles in it."""
    parts: list[Block] = []
    for index, line in enumerate(block.lines):
        alone = len(block.lines) == 1 and block.alone and following is not None
        if _is_title(line, alone=alone):
            parts.append(Block(BlockKind.HEADING, level=_LEVEL, lines=[line]))
        elif parts and parts[-1].kind is BlockKind.TEXT:
            parts[-1].lines.append(line)
        else:
            parts.append(Block(BlockKind.TEXT, lines=[line], alone=block.alone or index > 0))
    return parts


def _is_title(line: Sequence[Line], *, alone: bool) -> bool:
    text = clean(" ".join(part.text.strip() for part in line))
    if len(line) > 1 or not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if _SENTENCE.search(text):
        return False
    if Phrase(text).topic is not None and not re.search(r"[:：]\s*\S", text):
        return True
    return (
        alone
        and text[0].isupper() | ("\u4e00" <= text[0] <= "\u9fff")
        and ":" not in text
        and "：" not in text
        and not line[0].all_bold
    )
