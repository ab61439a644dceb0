"""PDF, DOCX and HTML to Markdown."""

from __future__ import annotations

import io

from domain.errors import UnreadableGuide

DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm"})


def to_markdown(data: bytes, suffix: str, name: str) -> str:
    """The document as Markdown. Raises `UnreadableGuide` where it is damaged, locked or without text."""
    # markitdown pulls in a PDF reader and a file-type model: most of a second, for those who need it.
    from markitdown import MarkItDown, StreamInfo  # noqa: PLC0415
    from markitdown._exceptions import MarkItDownException  # noqa: PLC0415

    converter = MarkItDown(enable_plugins=False)
    info = StreamInfo(extension=suffix, charset="utf-8" if suffix in {".html", ".htm"} else None)
    try:
        text = converter.convert_stream(io.BytesIO(data), stream_info=info).text_content
    except MarkItDownException as error:
        raise UnreadableGuide(name, f"is damaged, or no {suffix[1:].upper()} at all") from error
    if data and not text.strip():
        raise UnreadableGuide(name, "holds no text (a scan?); save it as text, then try again")
    return text
