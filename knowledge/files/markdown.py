"""A document's content written as Markdown, its text escaped so that it stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from knowledge.files import escapes
from knowledge.files.grids import Labelled, Titled, parts_of
from knowledge.files.rich import (
    Block,
    Cell,
    Code,
    Heading,
    Item,
    Paragraph,
    Rule,
    Span,
    Spans,
    Table,
    is_empty,
    text_of,
)
from knowledge.files.typed import Typed, how_typed
from knowledge.inline import without_marks
from knowledge.markup.fences import looks_like_code

_MOST_LEVELS = 6
_MOST_DEPTH = 8
_FENCE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_SENTENCE_ENDS = re.compile(r"[.!?:;,。！？：；，、…]['\"”’»)*]*$")
_COMMENT = re.compile(r"^\s*(?:#|//|--)")
# A heading of pasted Markdown; "# of incidents fell" is a sentence.
_COUNT = re.compile(r"^\s*#\s+[a-zà-ÿ]")
# Of a code block that names no language: how many of ten lines must look like code.
_CODE_OF_TEN = 4


def markdown_of(blocks: Sequence[Block]) -> str:
    """`blocks` as Markdown, each separated from the next by an empty line, but for items of a list."""
    writer = _Writer()
    meant = how_typed(blocks)
    while blocks and isinstance(blocks[0], Rule):
        # At the top it would open a header of settings.
        blocks, meant = blocks[1:], meant[1:]
    for block, typed in zip(blocks, meant, strict=True):
        writer.add(block, typed)
    return writer.text()


class _Writer:
    def __init__(self) -> None:
        self._written: list[str] = []
        self._tight = False
        # How far the text of an item is set in, for each list around.
        self._indents: list[int] = []
        self._raw: list[str] = []

    def text(self) -> str:
        self._close_raw()
        return "\n".join(self._written).strip("\n") + "\n"

    def add(self, block: Block, typed: Typed = Typed.TEXT) -> None:
        if typed is Typed.MARKDOWN and isinstance(block, Paragraph):
            self._raw.append(text_of(block.spans))
            return
        self._close_raw()
        if isinstance(block, Heading):
            title = inline(block.spans, plain=True).replace("\n", " ").strip()
            self._put(
                [f"{'#' * min(block.level, _MOST_LEVELS)} {escapes.without_tags(title)}"] if title else []
            )
        elif isinstance(block, Paragraph):
            self._paragraph(block, typed)
        elif isinstance(block, Item):
            self._item(block)
        elif isinstance(block, Code):
            self._code(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._put(["---"])

    def _put(self, lines: Sequence[str], tight: bool = False, depth: int = 0) -> None:
        if not lines:
            return
        del self._indents[depth:]
        if self._written and not (tight and self._tight):
            self._written.append("")
        self._written.extend(lines)
        self._tight = tight

    def _close_raw(self) -> None:
        """Pasted Markdown, line for line; where its empty lines were lost, between paragraphs again."""
        raw, self._raw = "\n".join(self._raw).strip("\n").split("\n"), []
        if not any(raw):
            return
        lost = all(line.strip() for line in raw)
        lines: list[str] = []
        fenced = False
        for line in raw:
            if lost and lines and not fenced and not _goes_together(lines[-1], line):
                lines.append("")
            lines.append(escapes.at_start(line) if _COUNT.match(line) else line)
            fenced ^= line.lstrip().startswith("```")
        self._put(lines)

    def _paragraph(self, block: Paragraph, typed: Typed) -> None:
        if is_empty(block.spans):
            return
        lines = _lines(block.spans, typed is Typed.ITEM)
        depth = min(block.depth, len(self._indents))
        indent = " " * (self._indents[depth - 1] if depth else 0)
        mark = "> " if block.quoted else ""
        if depth:
            self._put([f"{indent}{mark}{line}" for line in lines], depth=depth)
        else:
            self._put([f"{mark}{line}" for line in lines], tight=typed is Typed.ITEM)

    def _item(self, block: Item) -> None:
        if is_empty(block.spans):
            return
        depth = min(block.depth, len(self._indents), _MOST_DEPTH)
        indent = self._indents[depth - 1] if depth else 0
        # The box is part of the text: what stands below it is set in by two.
        inner = indent + (2 if block.marker.startswith("-") else len(block.marker) + 1)
        first, *rest = _lines(block.spans, typed_item=block.marker.startswith("- ["))
        lines = [f"{' ' * indent}{block.marker} {first}", *(f"{' ' * inner}{line}" for line in rest)]
        self._put(lines, tight=True, depth=depth)
        self._indents.append(inner)

    def _code(self, block: Code) -> None:
        lines = [line.rstrip() for line in block.lines]
        while lines and not lines[0]:
            del lines[0]
        while lines and not lines[-1]:
            del lines[-1]
        if not lines:
            return
        code = sum(looks_like_code(line) for line in lines)
        if block.by_font and (len(lines) < 2 or not code):
            self._put(
                [escapes.as_code(line) for line in lines if line], depth=min(block.depth, len(self._indents))
            )
            return
        told = [line for line in lines if line.strip() and not _COMMENT.match(line)]
        language = block.language or ("code" if code * 10 >= len(told) * _CODE_OF_TEN and code else "")
        longest = max((len(found) for found in _FENCE.findall("\n".join(lines))), default=2)
        fence = "`" * (longest + 1)
        depth = min(block.depth, len(self._indents))
        indent = " " * (self._indents[depth - 1] if depth else 0)
        self._put([f"{indent}{line}" for line in (f"{fence}{language}", *lines, fence)], depth=depth)

    def _table(self, table: Table) -> None:
        if not is_empty(table.caption):
            self._put([inline((Span(text_of(table.caption), bold=True),))])
        for part in parts_of(table, cell_text):
            if isinstance(part, Titled):
                self._parts(part.blocks)
                continue
            if isinstance(part, Labelled):
                self._parts(_labelled(part))
                continue
            rows = [part.header, ("---",) * len(part.header), *part.rows]
            self._put([f"| {' | '.join(row)} |" for row in rows])

    def _parts(self, blocks: Sequence[Block]) -> None:
        for block, typed in zip(blocks, how_typed(blocks), strict=True):
            self.add(block, typed)
        self._close_raw()


def _labelled(row: Labelled) -> list[Block]:
    """A form's row as text: the label stands before the first paragraph, or above what is none."""
    label = Span(f"{without_marks(row.label)}:", bold=True)
    filled = [block for block in row.blocks if not (isinstance(block, Paragraph) and is_empty(block.spans))]
    first = filled[0] if filled else None
    if isinstance(first, Paragraph):
        return [replace(first, spans=(label, Span(" "), *first.spans)), *filled[1:]]
    return [Paragraph((label,)), *filled]


def _goes_together(before: str, line: str) -> bool:
    """Do two lines of pasted Markdown stand in one table, list or quote?"""
    if before.lstrip().startswith("|") and line.lstrip().startswith("|"):
        return True
    signs = ("-", "*", "+", ">", *"0123456789")
    return before.lstrip().startswith(signs) and line.lstrip().startswith(signs)


def _lines(spans: Spans, typed_item: bool = False) -> list[str]:
    """The lines of a paragraph, none of them empty, each escaped at its start unless `typed_item`."""
    lines = [line.strip() for line in inline(spans).split("\n")]
    written = [escapes.without_tags(line) for line in lines if line]
    return written if typed_item else [escapes.at_start(line) for line in written]


def cell_text(cell: Cell) -> str:
    """A cell as one line: paragraphs and items that end no sentence are set apart by a semicolon."""
    texts: list[str] = []
    for block in cell.blocks:
        if isinstance(block, Code):
            texts.append(escapes.as_code(" ".join(line.strip() for line in block.lines if line.strip())))
        elif isinstance(block, Table):
            texts.extend(cell_text(inner) for row in block.rows for inner in row)
        elif not isinstance(block, Rule):
            texts.append(" ".join(inline(block.spans).split()))
    line = ""
    for text in filter(None, texts):
        line += (" " if _SENTENCE_ENDS.search(line) else "; ") + text if line else text
    return escapes.in_cell(line)


def inline(spans: Sequence[Span], plain: bool = False) -> str:
    """`spans` with marks around what is bold, italic or code; `plain` leaves the first two out."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for number, text in enumerate(span.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(replace(span, text=text))
    return "\n".join(_inline_line(line, plain) for line in lines)


def _inline_line(spans: Sequence[Span], plain: bool) -> str:
    written = ""
    runs = [
        (marks, "".join(span.text for span in run))
        for marks, run in groupby(_without_gaps(spans), lambda span: (span.bold, span.italic, span.code))
    ]
    for number, ((bold, italic, code), text) in enumerate(runs):
        marked = escapes.as_code(text) if code else escapes.escaped(text)
        after = runs[number + 1][1] if number + 1 < len(runs) else ""
        if not plain and text.strip():
            italic = italic and not (written[-1:].isalnum() or after[:1].isalnum())
            marked = _set_in(marked, "***" if bold and italic else "**" if bold else "*" if italic else "")
        written += marked
    return written


def _without_gaps(spans: Sequence[Span]) -> list[Span]:
    """Blanks between two runs of one kind belong to them."""
    kept = [span for span in spans if span.text]
    for before, number, after in zip(kept, range(1, len(kept)), kept[2:], strict=False):
        if not kept[number].text.strip() and (before.bold, before.italic, before.code) == (
            after.bold,
            after.italic,
            after.code,
        ):
            kept[number] = replace(before, text=kept[number].text)
    return kept


def _set_in(text: str, marks: str) -> str:
    inner = text.strip()
    if not marks or not any(map(str.isalnum, inner)):
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{marks}{inner}{marks}{tail}"
