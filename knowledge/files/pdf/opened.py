"""A PDF's bytes to what its pages draw, its tags and its outline, within bounds."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass, field, replace

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFNoOutlines, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from domain.errors import UnreadableGuide
from knowledge.files.pdf.drawn import Drawn, Recorder, TooMuch
from knowledge.files.pdf.lines import Line, lines_of
from knowledge.files.pdf.tags import Tag, read_tags

_MOST_PAGES = 1_000
_MOST_UNPACKED = 200_000_000
_MOST_TITLES = 20_000
_STREAM = re.compile(rb"\bstream\r?\n")
# An image is never unpacked, however large it would be.
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_LONGEST_DICTIONARY = 2_000
# What pdfminer lets through where a file is damaged in a way that it does not know.
_DAMAGE = (
    PDFException,
    PSException,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
    AssertionError,
    EOFError,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """The pages in order, and the lines of each; their letters are gone.

    `tags` are by page (0-based) and mark, `outline` is (level, title), `damaged` counts pages read in part.
    """

    pages: list[Drawn]
    lines: list[list[Line]]
    tags: dict[tuple[int, int], Tag] = field(default_factory=dict)
    outline: list[tuple[int, str]] = field(default_factory=list)
    damaged: int = 0


def open_pdf(data: bytes, name: str) -> Opened:
    """Read the file. Raises `UnreadableGuide` where it is damaged, locked or larger than a guide can be."""
    _refuse_bomb(data, name)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages = _pages(document, name)
    except (PDFPasswordIncorrect, PDFEncryptionError, *_DAMAGE) as error:
        raise UnreadableGuide(
            name, "is damaged or locked; save it as PDF again, without a password"
        ) from error
    if not pages:
        raise UnreadableGuide(name, "is damaged or locked; save it as PDF again, without a password")
    numbers: dict[object, int] = {page.pageid: index for index, page in enumerate(pages)}
    opened = Opened([], [], _tags(document, numbers), _outline(document))
    try:
        return _drawn(pages, opened)
    except TooMuch as error:
        raise UnreadableGuide(name, "holds more than 4 million letters or drawings; split it") from error


def _pages(document: PDFDocument, name: str) -> list[PDFPage]:
    pages = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > _MOST_PAGES:
            raise UnreadableGuide(name, f"has more than {_MOST_PAGES:,} pages; split it, then try again")
    return pages


def _drawn(pages: list[PDFPage], opened: Opened) -> Opened:
    """`opened` with what the pages draw."""
    resources = PDFResourceManager()
    recorder = Recorder(resources)
    interpreter = PDFPageInterpreter(resources, recorder)
    damaged = 0
    for number, page in enumerate(pages):
        recorder.page = Drawn()
        try:
            interpreter.process_page(page)
        except _DAMAGE:
            damaged += 1
        opened.lines.append(lines_of(recorder.page, number, opened.tags))
        recorder.page.letters = []
        opened.pages.append(recorder.page)
    return replace(opened, damaged=damaged)


def _tags(document: PDFDocument, numbers: dict[object, int]) -> dict[tuple[int, int], Tag]:
    try:
        return read_tags(document, numbers)
    except _DAMAGE:
        # The letters are there; what they are is then told by what they look like.
        return {}


def _outline(document: PDFDocument) -> list[tuple[int, str]]:
    titles: list[tuple[int, str]] = []
    try:
        for level, title, *_ in document.get_outlines():
            titles.append((level, title if isinstance(title, str) else decode_text(title)))
            if len(titles) >= _MOST_TITLES:
                break
    except (PDFNoOutlines, *_DAMAGE):
        return titles
    return titles


def _refuse_bomb(data: bytes, name: str) -> None:
    """Raise `UnreadableGuide` where what is packed in the file is more than a guide can hold."""
    left = _MOST_UNPACKED
    for found in _STREAM.finditer(data):
        start, end = found.end(), data.find(b"endstream", found.end())
        opening = data.rfind(b"obj", max(start - _LONGEST_DICTIONARY, 0), start)
        if _IMAGE.search(data, max(opening, 0), start):
            continue
        left -= _unpacked(data[start : end if end >= 0 else len(data)], left)
        if left <= 0:
            raise UnreadableGuide(
                name, f"unpacks to more than {_MOST_UNPACKED // 1_000_000} MB; save it as text, or split it"
            )


def _unpacked(packed: bytes, most: int) -> int:
    """How much `packed` unpacks to, at most `most`; what was packed twice is unpacked twice."""
    total = 0
    for _ in range(3):
        try:
            packed = zlib.decompressobj().decompress(packed, most)
        except zlib.error:
            break
        total += len(packed)
        if total >= most:
            return most
    return total
