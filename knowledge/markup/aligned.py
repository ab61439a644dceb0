"""Columns that blanks alone set, as in a form: `Gap            What I say` over lines that keep to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.markup.page import Page

_GAP = re.compile(r"^(?P<before>\s*)(?P<left>\S(?:.*?\S)?)(?P<gap> {3,})(?P<right>\S.*)$")
_FEWEST = 3
_MOST_WORDS_OF_A_NAME = 6
_NOT_OURS = re.compile(r"^\s*(?:[|#>`+=*•-]|\.\. )|.*[\u2500-\u259f]")
"""Marks of lists, tables and the like, and boxes that are drawn beside each other."""


def with_aligned(page: Page) -> None:
    """Write blocks of lines in two such columns as rows of a table, or as named lines where no head is."""
    block: list[tuple[int, re.Match[str], int]] = []
    for index, line in enumerate([*page.lines, ""]):
        inside = index < len(page.lines) and not page.code[index]
        may_be = inside and "   " in line.strip() and "\t" not in line and not _NOT_OURS.match(line)
        found = _GAP.match(line) if may_be else None
        if found is not None and (not block or found.start("right") == block[0][2]):
            block.append((index, found, found.start("right")))
            continue
        _write(page, block)
        block = [(index, found, found.start("right"))] if found is not None else []


def _write(page: Page, block: Sequence[tuple[int, re.Match[str], int]]) -> None:
    if len(block) < _FEWEST:
        return
    head = block[0][1]
    headed = _is_a_head(head, [found for _, found, _ in block[1:]])
    for place, (index, found, _) in enumerate(block):
        left, right = found["left"], found["right"].strip()
        if headed:
            rule = "\n|---|---|" if not place else ""
            page.lines[index] = f"| {left} | {right} |{rule}"
        else:
            page.lines[index] = f"{found['before']}{left.rstrip(':')}: {right}"


def _is_a_head(first: re.Match[str], others: Sequence[re.Match[str]]) -> bool:
    """Does the first row name what is below it: in few words, and no figure where the others have some?"""
    cells = (first["left"], first["right"])
    if any(len(cell.split()) > _MOST_WORDS_OF_A_NAME or any(map(str.isdigit, cell)) for cell in cells):
        return False
    figures = sum(any(map(str.isdigit, found[0])) for found in others) * 2 >= len(others)
    longer = sum(len(found[0].split()) > len(first[0].split()) for found in others) * 2 >= len(others)
    return figures or longer
