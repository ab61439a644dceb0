"""PDF, DOCX and HTML to Markdown."""

from __future__ import annotations

import logging

from domain.errors import UnreadableGuide
from domain.guide import Repair
from knowledge.files.decode import decoded
from knowledge.files.html.reader import read_html
from knowledge.files.markdown import markdown_of
from knowledge.files.rich import Omitted
from knowledge.files.word.body import read_word

DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm"})
# How the files of a kind begin; anything else is another file with such a name.
_BEGINNINGS = {".pdf": b"%PDF", ".docx": b"PK\x03\x04"}


def to_markdown(data: bytes, suffix: str, name: str) -> tuple[str, tuple[Repair, ...]]:
    """The document as Markdown, and what was left out or had to be guessed for it.

    Raises `UnreadableGuide` where it is damaged, locked or without text.
    """
    kind = suffix[1:].upper()
    if not data:
        return "", ()
    beginning = _BEGINNINGS.get(suffix, b"")
    if beginning not in data[:1024]:
        raise UnreadableGuide(name, f"is no {kind} file; save it again, then try again")
    if suffix == ".pdf":
        return _from_pdf(data, name)
    repairs: list[Repair] = []
    rich = read_word(data, name) if suffix == ".docx" else read_html(decoded(data, name, repairs))
    repairs += _told(rich.omitted)
    text = markdown_of(rich.blocks)
    if not text.strip():
        raise UnreadableGuide(name, "holds no text (a scan?); save it as text, then try again")
    return text, tuple(repairs)


def _told(omitted: Omitted) -> list[Repair]:
    counted = {
        "struck-out passages left out": omitted.struck,
        "hidden passages left out": omitted.hidden,
        "footnotes left out": omitted.footnotes,
        "menus left out": omitted.menus,
        "charts, diagrams and embedded documents not read": omitted.drawings,
    }
    return [Repair(what=what, count=count) for what, count in counted.items() if count]


def _from_pdf(data: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    # pdfminer takes a fifth of a second to load, for those who have a PDF.
    from knowledge.files.pdf.reader import read_pdf  # noqa: PLC0415

    # What it complains about lands on the screen where nobody listens.
    logging.getLogger("pdfminer").addHandler(logging.NullHandler())
    read = read_pdf(data, name)
    return read.text, read.repairs
