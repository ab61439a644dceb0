"""Outlines that only blanks or tabs set off, as mind maps are exported: `questions` over `Why us?`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import STAR
from knowledge.markup.page import Page
from language.sentences import count_words

_INDENT = re.compile(r"^[ \t\u3000]*")
_MARKED = re.compile(r"^\s*(?:[-*+•>|#]|\d{1,3}[.)]\s|`{3}|~{3}|<|\{|\})")
_FEWEST_LINES = 10
_FEWEST_DEPTHS = 3
_DEEPEST_TITLE = 6
_MOST_WORDS_OF_A_TITLE = 25
_A_PASSAGE = 35
_MOST_BLANKS = 8


@dataclass(slots=True)
class _Node:
    """A line of an outline, with those one step deeper right below it."""

    index: int
    text: str
    depth: int
    below: list[_Node] = field(default_factory=list)


def with_indented(page: Page) -> None:
    """Write an outline that is only indented as titles and lists of Markdown; other pages stay as they are.

    What has something below it is a title, where half of what stands beside it has so too. Linear in time.
    """
    roots = _outline(page)
    if roots:
        for node, level, nested in _placed(roots):
            page.lines[node.index] = _written(node, level, nested)


def _outline(page: Page) -> list[_Node]:
    """The outermost lines with all below them; none where the page is no such outline."""
    filled = [index for index, line in enumerate(page.lines) if line.strip()]
    indented = sum(page.lines[index][0].isspace() for index in filled)
    if len(filled) < _FEWEST_LINES or indented * 4 < len(filled) * 3 or any(page.code) or any(page.marks):
        return []
    lines = [page.lines[index] for index in filled]
    if sum(bool(_MARKED.match(line)) for line in lines) * 10 > len(lines):
        return []
    widths = [_width(line) for line in lines]
    step = math.gcd(*widths)
    if step == 0 or len(set(widths)) < _FEWEST_DEPTHS or widths[0] != 0:
        return []
    depths = [width // step for width in widths]
    if any(deeper - depth > 1 for depth, deeper in pairwise(depths)):
        return []
    roots: list[_Node] = []
    open_at: list[_Node] = []
    for index, line, depth in zip(filled, lines, depths, strict=True):
        node = _Node(index, line.strip(), depth)
        del open_at[depth:]
        (open_at[-1].below if open_at else roots).append(node)
        open_at.append(node)
    return roots


def _width(line: str) -> int:
    """How far a line is set in: a tab counts as eight blanks."""
    indent = _INDENT.match(line)
    return sum(_MOST_BLANKS if sign == "\t" else 1 for sign in indent[0]) if indent else 0


def _placed(roots: list[_Node]) -> Iterator[tuple[_Node, int, int]]:
    """Each line with its level as a title, 0 for none, and how deep it is in a list."""
    held = [(roots, 1, 0)]
    while held:
        nodes, level, nested = held.pop()
        titled = level > 0 and _are_titles(nodes, level)
        for node in nodes:
            title = titled and count_words(node.text) <= _MOST_WORDS_OF_A_TITLE
            yield node, level if title else 0, nested
            if node.below:
                asked = title and Phrase(node.text).asks
                held.append((node.below, level + 1 if title and not asked else 0, 0 if title else nested + 1))


def _are_titles(nodes: list[_Node], level: int) -> bool:
    if level > _DEEPEST_TITLE or any(_part_of_a_story(node) for node in nodes):
        return False
    return sum(bool(node.below) for node in nodes) * 2 >= len(nodes)


def _part_of_a_story(node: _Node) -> bool:
    """`S` or `Situation`, alone over what happened."""
    return bool(node.below) and Phrase(f"**{node.text.strip('*_:： ')}:** told").label(*STAR) is not None


def _written(node: _Node, level: int, nested: int) -> str:
    if level:
        return f"{'#' * level} {node.text}"
    if not nested and _part_of_a_story(node):
        return f"- **{node.text.strip('*_:： ')}:**"
    if not nested and not node.below and count_words(node.text) >= _A_PASSAGE:
        return node.text
    return f"{'  ' * nested}- {node.text}"
