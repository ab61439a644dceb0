"""Blocks of a document as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from knowledge.files.pdf.blocks import Block, BlockKind
from knowledge.files.pdf.lines import WIDE, Line, Run
from knowledge.files.pdf.style import Style
from knowledge.files.pdf.tables import Table

_STEP = "    "
# What a line of text may begin with that would make something else of it.
_FORGED = re.compile(r"^(#{1,6}\s|>|\+\s|\|)")
_WORD_AT_END = re.compile(r"(\w+)[-\u2010\u00ad]$")
_WORD_AT_START = re.compile(r"^[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OFTEN_HYPHENATED = 0.03


class Writer:
    """Writes blocks; knows which words the document has, to tell a hyphen from a broken word."""

    def __init__(self, style: Style, blocks: Sequence[Block]) -> None:
        self._style = style
        self._escapes = any(block.kind is BlockKind.HEADING for block in blocks)
        lines = [part.text for block in blocks for line in block.lines for part in line]
        self._words = Counter(word.casefold() for text in lines for word in _WORDS.findall(text))
        broken = sum(bool(_WORD_AT_END.search(text)) for text in lines)
        self._hyphenated = broken >= 2 and broken > _OFTEN_HYPHENATED * len(lines)

    def markdown(self, blocks: Sequence[Block]) -> str:
        """The blocks with a blank line between, but for the items of a list."""
        out: list[str] = []
        before: Block | None = None
        for block in blocks:
            listed = before is not None and before.kind is block.kind is BlockKind.ITEM
            if before is not None and not listed and not self._goes_on(before, block):
                out.append("")
            out += self._written(block)
            before = block
        return "\n".join(out) + "\n"

    def _goes_on(self, before: Block, block: Block) -> bool:
        return (
            before.kind in {BlockKind.TEXT, BlockKind.ITEM}
            and block.kind in {BlockKind.TEXT, BlockKind.ITEM}
            and not block.alone
        )

    def _written(self, block: Block) -> list[str]:
        if block.kind is BlockKind.TABLE and block.table is not None:
            return self._table(block.table)
        if block.kind is BlockKind.CODE:
            return _code(block)
        if block.kind is BlockKind.HEADING:
            text = " ".join(self._text(line, plain=True) for line in block.lines)
            return [f"{'#' * block.level} {text}"]
        lines = [
            self._text(line, skip=block.skip if index == 0 else 0) for index, line in enumerate(block.lines)
        ]
        if block.kind is BlockKind.ITEM:
            indent = _STEP * (block.depth - 1)
            return [f"{indent}{block.marker} {lines[0]}", *(f"{indent}{_STEP}{line}" for line in lines[1:])]
        return [f"{_STEP * block.depth}{self._escaped(line)}" for line in lines]

    def _escaped(self, text: str) -> str:
        return f"\\{text}" if self._escapes and _FORGED.match(text) else text

    def _text(self, parts: Sequence[Line], *, plain: bool = False, skip: int = 0) -> str:
        """The pieces of one line as one, with its bold words, code and struck words marked."""
        runs: list[Run] = []
        for part in parts:
            following = [Run(run.text, run.bold, run.mono, run.struck) for run in part.runs]
            if skip:
                following, skip = _without(following, skip), 0
            if runs and following:
                self._join(runs, following)
            runs += following
        return _marked(runs, plain=plain or self._style.bold, code=not self._style.mono and not plain)

    def _join(self, runs: list[Run], following: list[Run]) -> None:
        above, below = runs[-1].text.rstrip(), following[0].text.lstrip()
        runs[-1].text, following[0].text = above, below
        if not above or not below:
            return
        broken = _WORD_AT_END.search(above)
        word = _WORD_AT_START.match(below)
        if broken and word and word[0][0].islower():
            if above.endswith("\u00ad") or self._is_broken(broken[1], word[0]):
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

    def _table(self, table: Table) -> list[str]:
        rows = [[self._cell(cell) for cell in row] for row in table.rows]
        out: list[str] = []
        while len(rows) > 2 and sum(bool(cell) for cell in rows[0]) == 1 and len(rows[0]) > 1 and rows[0][0]:
            # A title over the whole table.
            out += [f"**{rows.pop(0)[0].strip('*')}**", ""]
        rows = [[cell.strip("*") if index == 0 else cell for cell in row] for index, row in enumerate(rows)]
        rule = "|" + " --- |" * len(rows[0])
        written = [f"| {' | '.join(row)} |" for row in rows]
        return [*out, written[0], rule, *written[1:]]

    def _cell(self, lines: list[Line]) -> str:
        ordered = sorted(lines, key=lambda line: (line.page, round(line.baseline), line.x0))
        return self._text(ordered).replace("|", "\\|").replace("\n", " ").strip() if ordered else ""


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


def _marked(runs: Sequence[Run], *, plain: bool, code: bool) -> str:
    out: list[str] = []
    for text, bold, mono, struck in _grouped(runs):
        inner = text.strip()
        if not inner:
            out.append(text)
            continue
        if mono and code and "`" not in inner:
            inner = f"`{inner}`"
        if bold and not plain and any(sign.isalnum() for sign in inner):
            inner = f"**{inner}**"
        if struck:
            inner = f"~~{inner}~~"
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        out.append(f"{lead}{inner}{tail}")
    return "".join(out).strip()


def _grouped(runs: Sequence[Run]) -> list[tuple[str, bool, bool, bool]]:
    """Neighbours that are set alike as one; blanks and signs alone are set like what stands before."""
    out: list[tuple[str, bool, bool, bool]] = []
    for run in runs:
        style = (run.bold, run.mono, run.struck)
        if out and (out[-1][1:] == style or not run.text.strip()):
            out[-1] = (out[-1][0] + run.text, *out[-1][1:])
        elif run.text:
            out.append((run.text, *style))
    return out


def _code(block: Block) -> list[str]:
    lines = [line[0] for line in block.lines]
    indent = _STEP * block.depth
    return [f"{indent}```", *(f"{indent}{line}" for line in as_typed(lines)), f"{indent}```"]


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
