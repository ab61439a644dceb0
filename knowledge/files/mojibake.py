"""Text that was decoded with the wrong code page, put right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

import ftfy.bad_codecs  # noqa: F401 -- registers the "sloppy" code pages, which know all 256 bytes

_PAGES = {
    "mac_roman": "Mac Roman",
    "sloppy-windows-1252": "Windows-1252",
    "sloppy-windows-1254": "Windows-1254",
}
# Programs that refuse the five bytes Windows-1252 does not define simply drop them.
_DROPPED_BYTES = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
# Signs that guides are full of and whose UTF-8 holds one of the five; others that lost a byte are left out.
_KNOWN_SIGNS = frozenset("❌”┐═╝╜Íà🏆🏁🏃🏠🏢🏗🏭🐍📝🔍🚀🌍🤝⚠✍❓")
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Mended:
    """`text` after the repair; how many signs were put right and how many were lost for good."""

    text: str
    page: str = ""
    mended: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Page:
    """How UTF-8 looks when it is read with one code page."""

    codec: str
    whole: re.Pattern[str]
    cut_short: re.Pattern[str]


def mend(text: str) -> Mended:
    """Undo UTF-8 that was read as Mac Roman, Windows-1252 or Windows-1254, even twice over."""
    name, mended, lost = "", 0, 0
    for _ in range(_ROUNDS):
        page = _most_likely(text)
        if page is None:
            break
        text, put_right = page.whole.subn(partial(_put_right, page.codec), text)
        text, counts = _restore_cut_signs(text, page)
        name = _PAGES[page.codec]
        mended += put_right + counts[0]
        lost += counts[1]
    return Mended(text, name, mended, lost)


def _most_likely(text: str) -> _Page | None:
    """The code page under which most runs of `text` become UTF-8; None where the text is sound."""
    if text.isascii():
        return None
    weighed = []
    for codec in _PAGES:
        page = _page(codec)
        runs = [run for run in page.whole.findall(text) if _decoded(run, codec) != run]
        weighed.append((sum(_weight(run, codec) for run in runs), page))
    weight, page = max(weighed, key=lambda pair: pair[0])
    return page if weight >= 2 else None


def _weight(run: str, codec: str) -> float:
    """How telling a run is: arrows, dashes, accents and emoji come from UTF-8; `é…”` may be plain French."""
    first = run[0].encode(codec)[0]
    return len(run) - 1 if first in (0xC2, 0xC3, 0xE2, 0xF0) else 0.2


def _put_right(codec: str, found: re.Match[str]) -> str:
    return _decoded(found[0], codec)


def _decoded(run: str, codec: str) -> str:
    try:
        return run.encode(codec).decode("utf-8")
    except UnicodeError:
        return run


def _restore_cut_signs(text: str, page: _Page) -> tuple[str, tuple[int, int]]:
    """Restore signs that lost one byte where only one well-known sign fits; drop the others."""
    counts = [0, 0]

    def restored(found: re.Match[str]) -> str:
        sign = _sign_with_a_byte_missing(found[0].encode(page.codec))
        counts[0 if sign else 1] += 1
        return sign

    return page.cut_short.sub(restored, text), (counts[0], counts[1])


def _sign_with_a_byte_missing(rest: bytes) -> str:
    fitting = set()
    for place in range(1, len(rest) + 1):
        for byte in _DROPPED_BYTES:
            try:
                sign = (rest[:place] + bytes([byte]) + rest[place:]).decode("utf-8")
            except UnicodeDecodeError:
                continue
            fitting.add(sign)
    known = fitting & _KNOWN_SIGNS
    return known.pop() if len(known) == 1 else ""


@cache
def _page(codec: str) -> _Page:
    def signs(first: int, last: int) -> str:
        return "[" + "".join(re.escape(bytes([b]).decode(codec)) for b in range(first, last + 1)) + "]"

    more = signs(0x80, 0xBF)
    two, three, four = signs(0xC2, 0xC5), signs(0xE0, 0xEF), signs(0xF0, 0xF4)
    if codec != "mac_roman":
        # Greek and Cyrillic; in Mac Roman these bytes are dashes, which stand before capitals in good French.
        two = f"{two[:-1]}{signs(0xCE, 0xD1)[1:]}"
    return _Page(
        codec,
        whole=re.compile(f"{four}{more}{{3}}|{three}{more}{{2}}|{two}{more}"),
        # A letter of its own before a dash or a quote is ordinary French, so at least one byte must follow.
        cut_short=re.compile(f"{four}{more}{{1,2}}(?!{more})|{three}{more}(?!{more})"),
    )
