"""Titles told by their words alone, for documents where nothing is set as a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.files.pdf.blocks import Block, BlockKind
from knowledge.files.pdf.lines import Line
from knowledge.inline import clean
from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic

_LEVEL = 2
_MOST_WORDS = 8
_LONGEST = 60
_SENTENCE = re.compile(r"[.!?,;。！？，；…\"”»]$")
_MARKED = re.compile(r"^#{1,6}\s|^\s*```")
_ABOUT_ME = re.compile(r"^(?:i|i'm|i've|ich|yo|je|j'|eu|io|ik|we|wir|我)(?:\b|(?<=我))", re.IGNORECASE)
# The lines below such a title are its list, also where their marks are lost.
_LISTS = frozenset(
    {
        Topic.RED_FLAGS,
        Topic.TO_ASK,
        Topic.NOT_TO_ASK,
        Topic.COMPANY_SIGNS,
        Topic.CHECKLIST,
        Topic.STRENGTHS,
        Topic.WEAK_AREAS,
    }
)


def with_titles(blocks: Sequence[Block]) -> tuple[list[Block], int]:
    """The blocks with lines that title a section as headings, and how many there are.

    A line does so whose words name a section; and so do a few words on a line of their own, lest what stands
    below becomes the end of the answer above. A document with the marks of Markdown in it is left as it is.
    """
    if any(_MARKED.match(block.text) for block in blocks):
        return list(blocks), 0
    texts = [block for block in blocks if block.kind is BlockKind.TEXT]
    # Without room between paragraphs a title may stand anywhere.
    tight = sum(len(block.lines) for block in texts) > 5 * len(texts)
    out: list[Block] = []
    titles = 0
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.TEXT or block.depth:
            out.append(block)
            continue
        parts = _parted(block, last=index + 1 == len(blocks), tight=tight)
        titles += sum(part.kind is BlockKind.HEADING for part in parts)
        out += parts
    return out, titles


def _parted(block: Block, *, last: bool, tight: bool) -> list[Block]:
    """A paragraph as what stands before, in and after the titles in it."""
    parts: list[Block] = []
    topic: Topic | None = None
    for index, line in enumerate(block.lines):
        first = index == 0 and block.alone
        over = len(block.lines) > 1 or not last
        text = clean(" ".join(part.text.strip() for part in line))
        # What is bold is marked already.
        may = (first or tight) and not line[0].all_bold and _could_title(line, text)
        named = Phrase(text).topic if may else None
        if named is not None or (first and over and _stands_alone(line, text)):
            parts.append(Block(BlockKind.HEADING, level=_LEVEL, lines=[line]))
            topic = named
        elif topic in _LISTS:
            parts.append(Block(BlockKind.ITEM, depth=1, marker="-", lines=[line]))
        elif parts and parts[-1].kind is BlockKind.TEXT:
            parts[-1].lines.append(line)
        else:
            parts.append(Block(BlockKind.TEXT, lines=[line], alone=block.alone or index > 0))
    return parts


def _could_title(line: Sequence[Line], text: str) -> bool:
    if len(line) > 1 or not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    return not _SENTENCE.search(text) and not _ABOUT_ME.match(text) and not re.search(r"[:：]\s*\S", text)


def _stands_alone(line: Sequence[Line], text: str) -> bool:
    """Do words that name no known section title one all the same?"""
    begins = text[:1].isupper() or "\u4e00" <= text[:1] <= "\u9fff"
    return begins and _could_title(line, text) and text[-1] not in ":：" and not line[0].all_bold
