"""What a file is that came under some name, by how it begins."""

from __future__ import annotations

_BEGINNINGS = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a bitmap image"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an Office file of before 2007"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio file"),
    (b"RIFF", "an audio, video or image file"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
TEXT = "text"
UNKNOWN = "a file that is no text"
# A name within an Office file tells which it is; it stands there as it is.
_WITHIN = (
    (b"word/document", "a Word document (DOCX)"),
    (b"ppt/presentation", "a PowerPoint file"),
    (b"xl/workbook", "an Excel workbook"),
)
_MP4 = b"ftyp"
_ODD = frozenset(range(32)) - {9, 10, 12, 13, 27}


def found_in(data: bytes) -> str:
    """What `data` seems to be, as it is said of it: "a PNG image", "text", "an empty file"."""
    if not data.strip():
        return "an empty file"
    for beginning, told in _BEGINNINGS:
        # Two letters alone may begin a word.
        if data.startswith(beginning) and (len(beginning) > 2 or _is_binary(data)):
            return next((within for name, within in _WITHIN if data[:2] == b"PK" and name in data), told)
    if data[4:8] == _MP4:
        return "a video"
    return UNKNOWN if _is_binary(data) else TEXT


def _is_binary(data: bytes) -> bool:
    head = data[:4096]
    return 0 in head or sum(byte in _ODD for byte in head) * 20 > len(head)
