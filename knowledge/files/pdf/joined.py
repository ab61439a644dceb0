"""Blocks told from pages as those of any document: lines joined, broken words made whole, styles kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from knowledge.files import rich
from knowledge.files.pdf.blocks import Block, BlockKind
from knowledge.files.pdf.lines import WIDE, Line, Run
from knowledge.files.pdf.style import Style
from knowledge.files.pdf.tables import Table

_HYPHENS = ("-", "\u2010", "\u00ad")
_WORD_AT_START = re.compile(r"^[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OFTEN_HYPHENATED = 0.03


def rich_of(blocks: Sequence[Block], style: Style) -> rich.Rich:
    """The document's content, and how many passages are struck out in it, which are left out."""
    writer = _Writer(style, blocks)
    written = tuple(writer.block(block) for block in blocks)
    return rich.Rich(written, rich.Omitted(struck=writer.struck))


class _Writer:
    """Joins lines; knows which words the document has, to tell a hyphen from a broken word."""

    def __init__(self, style: Style, blocks: Sequence[Block]) -> None:
        self.struck = 0
        self._style = style
        lines = [part.text for block in blocks for line in block.lines for part in line]
        self._words = Counter(word.casefold() for text in lines for word in _WORDS.findall(text))
        broken = sum(bool(_broken_off(text)) for text in lines)
        self._hyphenated = broken >= 2 and broken > _OFTEN_HYPHENATED * len(lines)

    def block(self, block: Block) -> rich.Block:
        if block.kind is BlockKind.TABLE and block.table is not None:
            return self._table(block.table)
        if block.kind is BlockKind.CODE:
            lines = as_typed([line[0] for line in block.lines])
            # One line may be a word that is set so; several are code, or text that somebody fenced.
            return rich.Code(tuple(lines), depth=block.depth, by_font=len(lines) < 2)
        if block.kind is BlockKind.HEADING:
            return rich.Heading(block.level, self._spans([[part for line in block.lines for part in line]]))
        spans = self._spans(block.lines, block.skip)
        if block.kind is BlockKind.ITEM:
            return rich.Item(spans, block.depth - 1, block.marker)
        return rich.Paragraph(spans, block.depth)

    def _spans(self, lines: Sequence[Sequence[Line]], skip: int = 0) -> rich.Spans:
        """Lines with the pieces that wrap, as spans; the first `skip` signs are a marker."""
        spans: list[rich.Span] = []
        for number, parts in enumerate(lines):
            if number:
                spans.append(rich.Span("\n"))
            spans += self._line(parts, skip if number == 0 else 0)
        return tuple(spans)

    def _line(self, parts: Sequence[Line], skip: int) -> list[rich.Span]:
        runs: list[Run] = []
        for part in parts:
            following = [Run(run.text, run.bold, run.mono, run.struck) for run in part.runs]
            if skip:
                following, skip = _without(following, skip), 0
            if runs and following:
                self._join(runs, following)
            runs += following
        self.struck += sum(run.struck for run in runs)
        return [
            rich.Span(
                run.text, bold=run.bold and not self._style.bold, code=run.mono and not self._style.mono
            )
            for run in runs
            if not run.struck
        ]

    def _join(self, runs: list[Run], following: list[Run]) -> None:
        above, below = runs[-1].text.rstrip(), following[0].text.lstrip()
        runs[-1].text, following[0].text = above, below
        if not above or not below:
            return
        first = _broken_off(above)
        word = _WORD_AT_START.match(below)
        if first and word and word[0][0].islower():
            if above.endswith("\u00ad") or self._is_broken(first, word[0]):
                runs[-1].text = above[:-1]
            return
        if above.endswith(("-", "/")) and len(above) > 1 and above[-2].isalnum() and below[0].isalnum():
            return
        if not (WIDE.match(above[-1]) and WIDE.match(below[0])):
            runs[-1].text = above + " "

    def _is_broken(self, first: str, second: str) -> bool:
        """Is `first-second` one word that was broken at a line's end?"""
        if self._words[(first + second).casefold()]:
            return True
        return not self._words[f"{first}-{second}".casefold()] and self._hyphenated

    def _table(self, table: Table) -> rich.Table:
        rows: list[tuple[rich.Cell, ...]] = []
        for number, row in enumerate(table.rows):
            filled = [cell for cell in row if cell]
            if number == 0 and len(filled) == 1 and row[0] and len(row) > 1 and len(table.rows) > 2:
                # A title over the whole table.
                rows.append((rich.Cell((self._cell(row[0]),), across=len(row)),))
                continue
            rows.append(tuple(rich.Cell((self._cell(cell, plain=_is_bold(row)),)) for cell in row))
        return rich.Table(tuple(rows), heads=int(_is_bold(table.rows[0]) and len(table.rows) > 1))

    def _cell(self, lines: list[Line], *, plain: bool = False) -> rich.Paragraph:
        ordered = sorted(lines, key=lambda line: (line.page, round(line.baseline), line.x0))
        spans = self._spans([ordered])
        if plain:
            spans = tuple(rich.Span(span.text, code=span.code) for span in spans)
        return rich.Paragraph(spans)


def _is_bold(row: list[list[Line]]) -> bool:
    return all(line.all_bold for cell in row for line in cell)


def _broken_off(text: str) -> str:
    """The word before the hyphen that a line ends with; empty where there is none."""
    if not text.endswith(_HYPHENS):
        return ""
    start = len(text) - 1
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start:-1]


def _without(runs: list[Run], skip: int) -> list[Run]:
    """The runs without their first `skip` signs."""
    kept = []
    for run in runs:
        if skip >= len(run.text):
            skip -= len(run.text)
            continue
        kept.append(Run(run.text[skip:], run.bold, run.mono, run.struck))
        skip = 0
    return kept


def as_typed(lines: Sequence[Line]) -> list[str]:
    """Lines in letters of one width with the blanks before them and the blank lines between."""
    left = min(line.x0 for line in lines)
    steps = sorted(
        below.baseline - above.baseline
        for above, below in pairwise(lines)
        if above.page == below.page and below.baseline > above.baseline
    )
    usual = steps[len(steps) // 4] if steps else 0.0
    out: list[str] = []
    above: Line | None = None
    for line in lines:
        if above is not None and above.page == line.page and usual:
            out += [""] * min(max(round((line.baseline - above.baseline) / usual) - 1, 0), 3)
        width = line.letter_width or 0.6 * line.size
        out.append(" " * min(max(round((line.x0 - left) / width), 0), 60) + line.text.rstrip())
        above = line
    return out
