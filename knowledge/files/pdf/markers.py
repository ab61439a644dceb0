"""What a list's item begins with: bullets, boxes, numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

# Nobody begins a wrapped line with one of these unless it is an item.
_SURE = "•◦▪‣●○■□▫➢➤►▸⁃∙\u25cb\uf0b7"
_BULLET = re.compile(rf"^([{_SURE}–—\-*·o§]|[\u2714\u2713])\s+(?=\S)")
_ALONE = re.compile(
    rf"^(?:[{_SURE}–—\-*·o§☐☑☒\u2714\u2713]|\d{{1,3}}[.)、]?|\(\d{{1,3}}\)|[a-zA-Z][.)]|[ivx]{{1,5}}[.)]|[①-⑳])$"
)
_NUMBER = re.compile(
    r"^(\(?\d{1,3}[.)]|[①-⑳]|\d{1,3}、|[a-h][.)]|[ivx]{1,5}[.)])(?:(?<=[、①-⑳])\s*|\s+)(?=\S)"
)
_BOX = re.compile(r"^([☐☑☒□]|\[[ xX]?\])\s*(?=\S)")


class Marker(NamedTuple):
    """`length` is how much of the text it takes, blank included; `written` is it in Markdown.

    `sure` says that nothing but an item begins so.
    """

    length: int
    written: str
    sure: bool


def marker_of(text: str) -> Marker | None:
    """The marker that `text` begins with, boxes included."""
    bullet = _BULLET.match(text)
    number = None if bullet else _NUMBER.match(text)
    found = bullet or number
    start = found.end() if found else 0
    box = _BOX.match(text[start:])
    if found is None and box is None:
        return None
    written = as_markdown(found[1]) if found else "-"
    sure = bool(box) or (bullet is not None and bullet[1] in _SURE)
    if box:
        return Marker(
            start + box.end(), f"- [{'x' if box[1] in '☑☒[x][X]' and box[1] != '[]' else ' '}]", sure
        )
    return Marker(start, written, sure)


def is_marker(text: str) -> bool:
    """Is `text` nothing but a marker, its item's words standing apart?"""
    return bool(_ALONE.match(text.strip()))


def as_markdown(marker: str) -> str:
    """The marker as the reader of Markdown knows it."""
    marker = marker.strip()
    if re.fullmatch(r"\(?\d{1,3}[.)]?|[①-⑳]|\d{1,3}、", marker):
        digits = marker.strip("().")
        return marker if marker[-1] in "、" or not digits.isdigit() else f"{digits}."
    if re.fullmatch(r"[a-h][.)]", marker):
        return f"{marker[0]})"
    return "-"
