"""Bytes in any encoding to text."""

from __future__ import annotations

from domain.errors import UnreadableGuide
from domain.guide import Repair
from knowledge.files.sniffing import TEXT, UNKNOWN, found_in

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decoded(data: bytes, name: str, repairs: list[Repair]) -> str:
    """The text of `data` in whatever encoding it has; what had to be guessed is added to `repairs`.

    Raises `UnreadableGuide` where it is no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if encoding != "utf-8":
                repairs.append(Repair(what=f"read as {encoding.upper()}"))
            return data[len(mark) :].decode(encoding, errors="replace")
    wide = _utf16_without_mark(data)
    if wide:
        repairs.append(Repair(what=f"read as {wide.upper()}"))
        return data.decode(wide, errors="replace")
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, repairs)


def _decode_legacy(data: bytes, repairs: list[Repair]) -> str:
    """Text of before UTF-8: Chinese where that makes sense of the bytes, else the Western code page."""
    damaged = data.decode("utf-8", errors="replace")
    wrong = damaged.count("\ufffd")
    if wrong * 200 < sum(not sign.isascii() for sign in damaged):
        repairs.append(Repair(what="signs that are no UTF-8 were left out", count=wrong))
        return damaged.replace("\ufffd", "")
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        chinese = ""
    wide = sum("\u4e00" <= sign <= "\u9fff" or "\u3000" <= sign <= "\u303f" for sign in chinese)
    if wide * 2 > sum(not sign.isascii() for sign in chinese) and wide > 4:
        repairs.append(Repair(what="read as GB18030"))
        return chinese
    repairs.append(Repair(what="read as Windows-1252"))
    return data.decode("sloppy-windows-1252")


def _utf16_without_mark(data: bytes) -> str:
    """The byte order of UTF-16 that comes without its mark: Western text has a zero in every other byte."""
    head = data[:4096]
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    if head[1::2].count(0) > pairs * 0.7 and head[0::2].count(0) < pairs * 0.1:
        return "utf-16-le"
    if head[0::2].count(0) > pairs * 0.7 and head[1::2].count(0) < pairs * 0.1:
        return "utf-16-be"
    return ""


def _refuse_binary(data: bytes, name: str) -> None:
    head = data[:65536]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if b"\x00" in head or odd * 20 > len(head):
        found = found_in(data)
        named = f" (it is {found})" if found not in (TEXT, UNKNOWN) else ""
        raise UnreadableGuide(name, f"is not text{named}; save it as Markdown, text, HTML, PDF or DOCX")
