"""The body of a Word file, paragraph by paragraph and table by table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from knowledge.files.code import joined
from knowledge.files.rich import (
    Block,
    Code,
    Heading,
    Item,
    Omitted,
    Paragraph,
    Rich,
    Rule,
    Span,
    Spans,
    is_empty,
    text_of,
)
from knowledge.files.word.numbering import Numbering
from knowledge.files.word.package import open_package
from knowledge.files.word.styles import Role, Style, Styles
from knowledge.files.word.tables import table_of
from knowledge.files.word.text import TextReader
from knowledge.files.word.xml import all_text, below, mc, number, value, w

_LEFT_OUT = frozenset(
    map(w, ("del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr"))
)
_MOST_DEPTH = 60
# Where more than a third of a document is set in a typeface for code, the typeface says nothing.
_MOST_MONOSPACED = 3


def read_word(data: bytes, name: str) -> Rich:
    """What the Word file `data` holds. Raises `UnreadableGuide` where it is damaged, locked or a bomb."""
    package = open_package(data, name)
    styles = Styles(package.styles)
    body = _Body(styles, Numbering(package.numbering, styles))
    blocks = body.content(below(package.document, "body"), 0)
    shown = body.text.shown
    omitted = Omitted(shown.struck, shown.hidden, shown.footnotes, drawings=shown.drawings)
    return Rich(tuple(_under_the_title(blocks, body.titles)), omitted)


class _Body:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.text = TextReader(styles)
        self.titles = 0
        # Text of a paragraph whose end was deleted with tracked changes: the next one goes on with it.
        self._carried: list[Span] = []

    def content(self, parent: Element | None, depth: int) -> list[Block]:
        """All that the body or a cell holds; code that follows code is one piece."""
        blocks = list(self.blocks(parent, depth))
        if self._carried:
            blocks.append(Paragraph(tuple(self._carried)))
            self._carried = []
        return _with_code(blocks)

    def blocks(self, parent: Element | None, depth: int) -> Iterator[Block]:
        """What `parent` holds, in order."""
        if parent is None:
            return
        if depth > _MOST_DEPTH:
            # Nobody nests so deep on purpose; what is there is read without its form.
            yield Paragraph((Span(all_text(parent)),))
            return
        for child in parent:
            if child.tag == w("p"):
                yield from self._paragraph(child, depth)
            elif child.tag == w("tbl"):
                self._numbering.interrupted()
                yield table_of(child, lambda cell: self.content(cell, depth + 1))
                self._numbering.interrupted()
            elif child.tag == w("sdt") and _is_contents(child):
                continue
            elif child.tag == w("altChunk"):
                self.text.shown.drawings += 1
            elif child.tag == mc("AlternateContent"):
                yield from self.blocks(next(iter(child), None), depth + 1)
            elif child.tag not in _LEFT_OUT and len(child):
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Block]:
        properties = below(paragraph, "pPr")
        style = self._styles.paragraph(value(properties, "pStyle"))
        shown = self.text.shown
        lines = shown.lines
        self._carried.extend(self.text.spans(paragraph, style))
        if below(properties, "rPr/del") is not None or below(properties, "rPr/moveFrom") is not None:
            return
        spans, self._carried = self._carried, []
        boxes, shown.boxes = shown.boxes, []
        if style.role is not Role.CONTENTS:
            block = self._block(properties, style, tuple(spans))
            yield (
                replace(block, language="code")
                if isinstance(block, Code) and _is_coloured(paragraph)
                else block
            )
        if shown.lines > lines:
            yield Rule()
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def _block(self, properties: Element | None, style: Style, spans: Spans) -> Block:
        if is_empty(spans):
            if style.role is Role.RULE or below(properties, "pBdr/bottom") is not None:
                return Rule()
            return Code(("",)) if style.role is Role.CODE else Paragraph(())
        outline = number(properties, "outlineLvl")
        level = style.outline if outline is None else outline + 1 if outline < 9 else None
        title = style.role is Role.TITLE
        if title or level is not None:
            self.titles += title
            self._numbering.interrupted()
            listed = self._numbering.listed(properties, style) if level is not None else None
            self._numbering.interrupted()
            label = (Span(listed.label),) if listed and listed.label else ()
            return Heading(0 if title else level or 1, (*label, *spans))
        if style.role is Role.CODE:
            return _code(spans)
        return self._listed(properties, style, spans)

    def _listed(self, properties: Element | None, style: Style, spans: Spans) -> Block:
        listed = self._numbering.listed(properties, style)
        if listed is not None:
            if listed.label:
                spans = (Span(listed.label), *spans)
            if listed.marker:
                return Item(spans, listed.depth, listed.marker)
            return Paragraph(spans, listed.depth)
        if style.role in {Role.BULLET, Role.NUMBER}:
            # A style of that name in a file that lost its lists.
            return Item(spans, style.depth, "-" if style.role is Role.BULLET else "1.")
        depth = self._numbering.goes_on(properties, style)
        if style.role is Role.CONTINUED:
            depth = depth or style.depth + 1
        if not depth:
            self._numbering.interrupted()
        if style.role is Role.TERM:
            spans = tuple(replace(span, bold=True) for span in spans)
        elif all(span.code for span in spans if span.text.strip()):
            return _code(spans, by_font=True, depth=depth)
        return Paragraph(spans, depth, quoted=style.role is Role.QUOTE)


def _is_contents(control: Element) -> bool:
    gallery = value(control, "sdtPr/docPartObj/docPartGallery")
    return gallery == "Table of Contents"


def _code(spans: Spans, by_font: bool = False, depth: int = 0) -> Code:
    return Code(tuple(text_of(spans).split("\n")), "", depth, by_font)


def _is_coloured(paragraph: Element) -> bool:
    """Did pandoc colour the words, as it does where the code's language was named?"""
    return any((style.get(w("val")) or "").endswith("Tok") for style in paragraph.iter(w("rStyle")))


def _with_code(blocks: list[Block]) -> list[Block]:
    """`blocks` with paragraphs of code that follow each other as one."""
    signs = sum(
        len(text_of(block.spans)) for block in blocks if isinstance(block, Paragraph | Item | Heading)
    )
    code = sum(len("".join(block.lines)) for block in blocks if isinstance(block, Code) and block.by_font)
    if code * _MOST_MONOSPACED > signs + code:
        blocks = [_as_text(block) for block in blocks]
    return joined(blocks, also_between_languages=True)


def _as_text(block: Block) -> Block:
    if isinstance(block, Code) and block.by_font:
        return Paragraph((Span("\n".join(block.lines)),), block.depth)
    return block


def _under_the_title(blocks: list[Block], titles: int) -> Iterator[Block]:
    """A document's title is its heading of the first level, and what has that level stands under it."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    first = bool(headings) and headings[0].level == 0 and titles == 1
    down = first and any(block.level == 1 for block in headings)
    for block in blocks:
        if isinstance(block, Heading):
            yield Heading(max(1, block.level + down) if block.level else 1, block.spans)
        else:
            yield block
