"""Word files for tests: made of Markdown as a careful writer would make them, or of raw XML."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_of(markdown: str) -> bytes:
    """`markdown` as a Word file with real headings, lists, tables, quotes and code paragraphs."""
    document = docx.Document()
    code = document.styles.add_style("Source Code", WD_STYLE_TYPE.PARAGRAPH)
    code.font.name = "Consolas"
    _Writer(document).write(MarkdownIt("commonmark").enable("table").parse(markdown))
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of `document`."""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def with_body(inner: str) -> bytes:
    """A Word file with python-docx's styles and numbering, whose body is the raw XML `inner`."""
    plain = zipfile.ZipFile(io.BytesIO(_empty()))
    held = io.BytesIO()
    with plain, zipfile.ZipFile(held, "w") as archive:
        for info in plain.infolist():
            data = plain.read(info)
            if info.filename == "word/document.xml":
                names = (
                    f'xmlns:w="{_W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
                    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
                    ' xmlns:v="urn:schemas-microsoft-com:vml"'
                    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
                )
                data = f"<w:document {names}><w:body>{inner}</w:body></w:document>".encode()
            archive.writestr(info.filename, data)
    return held.getvalue()


@cache
def _empty() -> bytes:
    return saved(docx.Document())


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._lists: list[str] = []
        self._fresh = False
        self._quoted = False

    def write(self, tokens: list[Token]) -> None:
        waiting = iter(tokens)
        for token in waiting:
            if token.type in {"bullet_list_open", "ordered_list_open"}:
                self._lists.append("List Bullet" if token.type.startswith("bullet") else "List Number")
            elif token.type in {"bullet_list_close", "ordered_list_close"}:
                self._lists.pop()
            elif token.type == "list_item_open":
                self._fresh = True
            elif token.type in {"blockquote_open", "blockquote_close"}:
                self._quoted = token.type.endswith("open")
            elif token.type == "heading_open":
                _fill(self._document.add_heading(level=int(token.tag[1])), next(waiting))
            elif token.type == "inline":
                _fill(self._document.add_paragraph(style=self._style()), token)
                self._fresh = False
            elif token.type == "fence":
                for line in token.content.rstrip("\n").split("\n"):
                    self._document.add_paragraph(line, style="Source Code")
            elif token.type == "table_open":
                self._table(waiting)

    def _style(self) -> str:
        if self._lists:
            depth = f" {len(self._lists)}" if len(self._lists) > 1 else ""
            kind = self._lists[-1] if self._fresh else "List Continue"
            return f"{kind}{depth}"
        return "Quote" if self._quoted else "Normal"

    def _table(self, waiting: object) -> None:
        rows: list[list[Token]] = []
        for token in waiting:  # type: ignore[attr-defined]
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        table = self._document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, token in zip(cells.cells, row, strict=False):
                _fill(cell.paragraphs[0], token)


def _fill(paragraph: Paragraph, inline: Token) -> None:
    bold = italic = False
    for part in inline.children or ():
        if part.type.startswith(("strong", "em")):
            opened = part.type.endswith("open")
            bold, italic = (opened, italic) if part.type.startswith("strong") else (bold, opened)
        elif part.type in {"softbreak", "hardbreak"}:
            paragraph.add_run("\n")
        elif part.content:
            text = part.content
            if text.startswith("[ ] "):
                text = f"☐ {text[4:]}"
            run = paragraph.add_run(text)
            run.bold, run.italic = bold or None, italic or None
            if part.type == "code_inline":
                run.font.name = "Consolas"
