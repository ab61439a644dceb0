"""Text that was struck out, and what stands below it."""

from __future__ import annotations

import re

from knowledge.lines.annotated import Phrase
from knowledge.markup.page import Page, bare, veiled, without

_STRIKE = re.compile(r"(?<![\\~])~~(?!~)")
_TAGS = re.compile(
    r"<(?:del|s|strike)(?:\s[^<>]*)?>\s*(?P<said>[^<>]*?)\s*</(?:del|s|strike)>", re.IGNORECASE
)
_HEADING = re.compile(r"^ {0,3}(?:>\s?)*(#{1,6})\s")
_ITEM = re.compile(r"^(\s*)(?:[-*+•]|\d{1,3}[.)])\s")
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
# What was open above a struck question ends with it, as at a rule.
_ENDED = "* * *"


def without_struck(page: Page) -> None:
    """Take `~~…~~` and `<del>…</del>` out of `page`.

    Of what was struck out as a whole, a heading or an item, the words below are left out, too.
    """
    for index, line in page.said("</"):
        page.lines[index] = _TAGS.sub(r"~~\g<said>~~", line)
    cuts = _cuts(page)
    below = _Below(page)
    for index, cut in cuts.items():
        line = page.lines[index]
        rest = without(line, cut)
        if bare(_REMARK.sub("", rest)) or index in below.out:
            page.keep(index, rest)
        else:
            below.strike(index, line, rest)
    for index in below.out:
        page.leave_out(index)


def _cuts(page: Page) -> dict[int, list[tuple[int, int]]]:
    """What is struck out, by line, as offsets; it may go on over the lines of a paragraph."""
    cuts: dict[int, list[tuple[int, int]]] = {}
    opened: tuple[int, int] | None = None
    for index, line in page.said():
        if not line.strip() or index in page.hidden:
            opened = None
            continue
        for found in _STRIKE.finditer(veiled(line)) if "~~" in line else ():
            if opened is not None and line[: found.start()].strip() and not line[found.start() - 1].isspace():
                _strike(page, cuts, opened, (index, found.end()))
                opened = None
            elif opened is None and line[found.end() : found.end() + 1].strip():
                opened = (index, found.start())
    return cuts


def _strike(
    page: Page, cuts: dict[int, list[tuple[int, int]]], begin: tuple[int, int], end: tuple[int, int]
) -> None:
    for index in range(begin[0], end[0] + 1):
        start = begin[1] if index == begin[0] else 0
        stop = end[1] if index == end[0] else len(page.lines[index])
        cuts.setdefault(index, []).append((start, stop))


class _Below:
    """What stands below headings and items that were struck out as a whole."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.out: set[int] = set()

    def strike(self, index: int, line: str, rest: str) -> None:
        """The line at `index` was struck out, but for its marks."""
        page = self._page
        heading, item = _HEADING.match(line), _ITEM.match(line)
        said = Phrase(bare(line).replace("~~", ""))
        told = bare(rest) != ""
        if heading or said.question is not None or (said.ends_as_question and not item):
            page.lines[index] = _ENDED
        else:
            page.hide(index)
        if told:
            page.left_out.add(index)
        if heading:
            self._leave_section(index, len(heading[1]))
        elif item:
            self._leave_nested(index, _columns(line))

    def _leave_section(self, index: int, level: int) -> None:
        for later in range(index + 1, len(self._page.lines)):
            heading = _HEADING.match(self._page.lines[later]) if not self._page.code[later] else None
            if heading and len(heading[1]) <= level:
                return
            self.out.add(later)

    def _leave_nested(self, index: int, indent: int) -> None:
        for later in range(index + 1, len(self._page.lines)):
            line = self._page.lines[later]
            if line.strip() and _columns(line) <= indent:
                return
            self.out.add(later)


def _columns(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
