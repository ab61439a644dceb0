"""PDF, DOCX and HTML to Markdown."""

from __future__ import annotations

import io

from domain.errors import UnreadableGuide

DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm"})
# How the files of a kind begin; the converter would read anything else as plain text.
_BEGINNINGS = {".pdf": b"%PDF", ".docx": b"PK\x03\x04"}


def to_markdown(data: bytes, suffix: str, name: str) -> str:
    """The document as Markdown. Raises `UnreadableGuide` where it is damaged, locked or without text."""
    # markitdown pulls in a PDF reader and a file-type model: more than a second, for those who need it.
    from markitdown import MarkItDown, MarkItDownException, StreamInfo  # noqa: PLC0415

    kind = suffix[1:].upper()
    if not data:
        return ""
    beginning = _BEGINNINGS.get(suffix, b"")
    if beginning not in data[:1024]:
        raise UnreadableGuide(name, f"is no {kind} file; save it again, then try again")
    info = StreamInfo(extension=suffix, charset="utf-8" if suffix in {".html", ".htm"} else None)
    try:
        text = (
            MarkItDown(enable_plugins=False).convert_stream(io.BytesIO(data), stream_info=info).text_content
        )
    except MarkItDownException as error:
        raise UnreadableGuide(
            name, f"is damaged or locked; save it as {kind} again, without a password"
        ) from error
    if not text.strip():
        raise UnreadableGuide(name, "holds no text (a scan?); save it as text, then try again")
    return text
