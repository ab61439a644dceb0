"""What pages repeat at their edges: running titles, page numbers, a browser's date and address."""

from __future__ import annotations

import re
from collections import defaultdict

from knowledge.files.pdf.drawn import Drawn
from knowledge.files.pdf.lines import Line

# The share of the page's height that a header or footer stands in.
_EDGE = 0.11
_LINES_AT_AN_EDGE = 3
_DIGITS = re.compile(r"\d+")
_WORD = r"(?:page|pagina|página|pág\.?|seite|s\.|p\.|第)"
_PAGE_NUMBER = re.compile(
    rf"^\W*(?:{_WORD}\s*)?\d{{1,4}}(?:\s*(?:/|of|von|de|sur|di|van|\|)\s*\d{{1,4}})?\s*(?:页|頁)?\W*$", re.I
)
_ROMAN = re.compile(r"^[ivx]{1,6}$")
# What a browser prints there unless it is told not to.
_BROWSERS = re.compile(
    r"(?:file|https?)://\S+|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}|^\s*about:blank"
)


def without_furniture(pages: list[Drawn], lines: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page without those that stand at its edges and belong to every page."""
    edges = [_at_the_edges(page, held) for page, held in zip(pages, lines, strict=True)]
    seen: dict[tuple[str, int, bool], int] = defaultdict(int)
    for page, held in zip(pages, edges, strict=True):
        for key in {_key(line, page) for line in held}:
            seen[key] += 1
    kept = []
    for page, held, at_edge in zip(pages, lines, edges, strict=True):
        out = {id(line) for line in at_edge if _is_furniture(line, seen[_key(line, page)], len(pages))}
        kept.append([line for line in held if id(line) not in out])
    return kept


def _at_the_edges(page: Drawn, lines: list[Line]) -> list[Line]:
    """The first and last lines of the page, as far as they stand near its edges."""
    high = [line for line in lines if line.baseline < page.height * _EDGE]
    low = [line for line in lines if line.baseline > page.height * (1 - _EDGE)]
    tops = sorted({round(line.baseline) for line in high})[:_LINES_AT_AN_EDGE]
    bottoms = sorted({round(line.baseline) for line in low})[-_LINES_AT_AN_EDGE:]
    places = {*tops, *bottoms}
    return [line for line in (*high, *low) if round(line.baseline) in places]


def _key(line: Line, page: Drawn) -> tuple[str, int, bool]:
    """What is alike where a line is repeated: its words without figures, its place, the page's half."""
    return _DIGITS.sub("0", line.text.strip()), round(line.baseline / 4), line.baseline > page.height / 2


def _is_furniture(line: Line, repeated: int, pages: int) -> bool:
    text = line.text.strip()
    if line.tag is not None and line.tag.item:
        return False
    if re.fullmatch(r"\(?\d{1,3}[.)]", text):
        # The number of an item.
        return False
    if _PAGE_NUMBER.match(text) or _ROMAN.match(text) or _BROWSERS.search(text):
        return True
    return repeated >= 2 and repeated * 4 >= pages
