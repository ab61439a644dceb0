"""PDF, DOCX and HTML to Markdown."""

from __future__ import annotations

import io
import logging
import warnings

from domain.errors import UnreadableGuide
from domain.guide import Repair
from knowledge.files.decode import decoded
from knowledge.files.html.reader import read_html
from knowledge.files.markdown import markdown_of
from knowledge.files.rich import Omitted
from knowledge.files.word.body import read_word

DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm"})
# How the files of a kind begin; the converter would read anything else as plain text.
_BEGINNINGS = {".pdf": b"%PDF", ".docx": b"PK\x03\x04"}
# What they complain about lands on the screen where nobody listens.
_TALKATIVE = ("markitdown", "pdfminer", "pdfplumber", "magika")


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
    repairs: list[Repair] = []
    if suffix == ".pdf":
        text = _through_markitdown(data, suffix, name)
    else:
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


def _through_markitdown(data: bytes, suffix: str, name: str) -> str:
    # markitdown pulls in a PDF reader and a file-type model: more than a second, for those who need it.
    from markitdown import MarkItDown, MarkItDownException, StreamInfo  # noqa: PLC0415

    for library in _TALKATIVE:
        logging.getLogger(library).addHandler(logging.NullHandler())
    try:
        with warnings.catch_warnings():
            # "Falling back to plain text", they say then, with a line of our code.
            warnings.simplefilter("ignore")
            converter = MarkItDown(enable_plugins=False)
            info = StreamInfo(extension=suffix)
            text: str = converter.convert_stream(io.BytesIO(data), stream_info=info).text_content
    except MarkItDownException as error:
        raise UnreadableGuide(
            name, f"is damaged or locked; save it as {suffix[1:].upper()} again, without a password"
        ) from error
    return text
