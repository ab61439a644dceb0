"""What a document with styles holds, whatever its format: headings, paragraphs, lists, code, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text set in one way; a line feed in `text` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, an empty one where it has no spans; `depth` counts the lists it stands in."""

    spans: Spans
    depth: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `depth` is 0 in an outermost list, `marker` is "-", "3." or "- [ ]"."""

    spans: Spans
    depth: int = 0
    marker: str = "-"


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of code; `language` is "" where the document does not say that it is code of some language.

    `by_font` says that nothing but the typeface makes it code.
    """

    lines: tuple[str, ...]
    language: str = ""
    depth: int = 0
    by_font: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell; `across` and `down` count the columns and rows it reaches over."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is drawn: each row has the cells that begin in it.

    `heads` counts the rows at the top that the document itself calls header rows.
    """

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    caption: Spans = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


Block = Heading | Paragraph | Item | Code | Table | Rule


@dataclass(frozen=True, slots=True)
class Omitted:
    """What was left out, counted: the document takes it back or sets it apart, or it is no text."""

    struck: int = 0
    hidden: int = 0
    footnotes: int = 0
    menus: int = 0
    drawings: int = 0


@dataclass(frozen=True, slots=True)
class Rich:
    """A document's content in order, and what was left out."""

    blocks: tuple[Block, ...]
    omitted: Omitted = Omitted()


def text_of(spans: Sequence[Span]) -> str:
    """The text of `spans`, unmarked."""
    return "".join(span.text for span in spans)


def is_empty(spans: Sequence[Span]) -> bool:
    """Does `spans` hold nothing but blanks?"""
    return not any(span.text.strip() for span in spans)


_RAISED = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")


def raised(text: str) -> str:
    """Superscript `text` as plain signs: 10⁶; letters alone stay as they are ("20th", "1er")."""
    if not any(map(str.isdigit, text)):
        return text if text.strip() != "n" else text.translate(_RAISED)
    signs = text.translate(_RAISED)
    return f"^{text.strip()}" if any(sign.isascii() and not sign.isspace() for sign in signs) else signs
