"""PDFs made for tests: pages of text at given places, and guides set in plain type."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

import fpdf

from knowledge.files.pdf.reader import Read, read_pdf

PAGE_HEIGHT = 842.0


class Text(NamedTuple):
    """Words that begin at a place, in points from the page's upper left corner."""

    x: float
    y: float
    words: str
    size: float = 11.0
    style: str = ""
    font: str = "Helvetica"


class Stroke(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


class Dot(NamedTuple):
    """A filled circle in a square with this corner."""

    x: float
    y: float
    across: float


def pages(*drawn: Sequence[Text | Stroke | Dot]) -> bytes:
    """A PDF with these pages (A4); everything is drawn in the order given."""
    pdf = fpdf.FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(auto=False)
    for page in drawn:
        pdf.add_page()
        for item in page:
            if isinstance(item, Stroke):
                pdf.line(*item)
            elif isinstance(item, Dot):
                pdf.ellipse(item.x, item.y, item.across, item.across, style="F")
            else:
                pdf.set_font(item.font, style=item.style, size=item.size)
                pdf.text(item.x, item.y, item.words)
    return bytes(pdf.output())


def flowing(
    lines: Sequence[str | tuple[str, float, str]],
    *,
    room: float = 12,
    leading: float = 14,
    font: str = "Helvetica",
) -> bytes:
    """A PDF of paragraphs; (words, size, style) sets one apart, "" leaves room."""
    pdf = fpdf.FPDF(unit="pt", format="A4")
    pdf.add_page()
    for line in lines:
        words, size, style = (line, 11.0, "") if isinstance(line, str) else line
        if not words:
            pdf.ln(room)
            continue
        pdf.set_font(font, style=style, size=size)
        pdf.multi_cell(0, max(leading, size * 1.25), words, new_x="LMARGIN", new_y="NEXT", markdown=True)
    return bytes(pdf.output())


def width(words: str) -> float:
    """How wide words in Helvetica of 11 points are."""
    pdf = fpdf.FPDF(unit="pt")
    pdf.set_font("Helvetica", size=11)
    return float(pdf.get_string_width(words))


def wrapped(x: float, y: float, words: str, right: float = 555, leading: float = 14) -> list[Text]:
    """Words wrapped where the column ends."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if x + width(longer) > right:
            lines.append(word)
        else:
            lines[-1] = longer
    return [Text(x, y + leading * row, line) for row, line in enumerate(lines)]


def locked(words: str) -> bytes:
    """A PDF that asks for a password."""
    pdf = fpdf.FPDF()
    pdf.set_encryption(owner_password="owner", user_password="reader")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.cell(text=words)
    out = io.BytesIO()
    pdf.output(out)
    return out.getvalue()


def markdown_of(data: bytes) -> str:
    """What the reader makes of it."""
    return read(data).text


def read(data: bytes) -> Read:
    """What the reader makes of it and tells."""
    return read_pdf(data, "guide.pdf")
