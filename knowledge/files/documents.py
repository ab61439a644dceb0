"""PDF, DOCX and HTML to Markdown."""

from __future__ import annotations

import io
import logging
import warnings
import zipfile
import zlib

from domain.errors import UnreadableGuide
from domain.guide import Repair

DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm"})
# How the files of a kind begin; the converter would read anything else as plain text.
_BEGINNINGS = {".pdf": b"%PDF", ".docx": b"PK\x03\x04"}
# A book's worth of text is 2 MB of it; 20 MB take 4 s and 400 MB of memory to convert.
_MOST_TEXT = 20_000_000
_MOST_IN_ALL = 100_000_000
_PIECE = 1 << 20
# What they complain about lands on the screen where nobody listens.
_TALKATIVE = ("markitdown", "pdfminer", "pdfplumber", "mammoth", "magika")


def to_markdown(data: bytes, suffix: str, name: str) -> tuple[str, tuple[Repair, ...]]:
    """The document as Markdown, and what had to be guessed for it.

    Raises `UnreadableGuide` where it is damaged, locked or without text.
    """
    kind = suffix[1:].upper()
    if not data:
        return "", ()
    beginning = _BEGINNINGS.get(suffix, b"")
    if beginning not in data[:1024]:
        raise UnreadableGuide(name, f"is no {kind} file; save it again, then try again")
    for library in _TALKATIVE:
        logging.getLogger(library).addHandler(logging.NullHandler())
    if suffix == ".pdf":
        return _from_pdf(data, name)
    return _through_markitdown(data, suffix, name), ()


def _from_pdf(data: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    # The reader of PDF takes 0.2 s to load, for those who have one.
    from knowledge.files.pdf.reader import read_pdf  # noqa: PLC0415

    read = read_pdf(data, name)
    return read.text, read.repairs


def _through_markitdown(data: bytes, suffix: str, name: str) -> str:
    # markitdown pulls in a file-type model: more than a second, for those who need it.
    from markitdown import MarkItDown, MarkItDownException, StreamInfo  # noqa: PLC0415

    kind = suffix[1:].upper()
    if suffix == ".docx":
        _refuse_bomb(data, name)
    info = StreamInfo(extension=suffix, charset="utf-8" if suffix in {".html", ".htm"} else None)
    try:
        with warnings.catch_warnings():
            # "Falling back to plain text", they say then, with a line of our code.
            warnings.simplefilter("ignore")
            converter = MarkItDown(enable_plugins=False)
            text = converter.convert_stream(io.BytesIO(data), stream_info=info).text_content
    except MarkItDownException as error:
        raise UnreadableGuide(
            name, f"is damaged or locked; save it as {kind} again, without a password"
        ) from error
    if not text.strip():
        raise UnreadableGuide(name, "holds no text (a scan?); save it as text, then try again")
    return text


def _refuse_bomb(data: bytes, name: str) -> None:
    """Raise `UnreadableGuide` for an archive that unpacks to more than a document can hold.

    First by what its directory says, then by unpacking it, piece by piece: a directory may lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _limit(sum(part.file_size for part in parts if _is_text(part)), _MOST_TEXT, name)
            _limit(sum(part.file_size for part in parts), _MOST_IN_ALL, name)
            text = others = 0
            for part in parts:
                with archive.open(part) as unpacked:
                    while piece := len(unpacked.read(_PIECE)):
                        text, others = (text + piece, others) if _is_text(part) else (text, others + piece)
                        _limit(text, _MOST_TEXT, name)
                        _limit(text + others, _MOST_IN_ALL, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        # RuntimeError is what an archive with a password is told by.
        raise UnreadableGuide(
            name, "is damaged or locked; save it as DOCX again, without a password"
        ) from error


def _is_text(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _limit(size: int, most: int, name: str) -> None:
    if size > most:
        raise UnreadableGuide(
            name,
            f"unpacks to more than {most // 1_000_000} MB; save it as text, or split it",
        )
