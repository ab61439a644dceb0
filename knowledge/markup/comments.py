"""What a guide holds for its writer alone: comments, footnotes, the addresses of links."""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.markup.fences import code_lines
from knowledge.markup.page import Page, veiled, without

_HTML = re.compile(r"<!--|-->")
_PERCENT = re.compile(r"(?<![\w%])%%(?!%)")
_PERCENT_ALONE = re.compile(r"^\s*(?:>\s?)*%%(?:\s|$)")
_MARKDOWN = re.compile(
    r"^ {0,3}\[(?://|comment|note|_|#|\.)\]:\s*(?:#|<>|<#>)(?:\s+[\"'(].*)?$", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"^ {0,3}\[(?P<name>[^\]\[^][^\]\[]*)\]:\s*<?(?:[a-z][\w+.-]*://|www\.|mailto:|\.{0,2}/|#\w)\S*"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*$",
    re.IGNORECASE,
)
_LINKED = re.compile(r"(?<!!)\[([^\]\[]+)\]\[([^\]\[]*)\]")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:")
_REFERENCE = re.compile(r" ?\[\^([^\]\s]+)\]")


def without_comments(page: Page, text: str) -> None:
    """Take comments, footnotes and the addresses of links out of `page`, which is made of `text`."""
    if "<!--" in text:
        _without_html(page)
        if any(page.marks[index] for index in page.hidden):
            # A fence in a comment opens nothing.
            page.code, page.marks, page.fenced = code_lines(page.lines)
    if "%%" in text:
        _without_percents(page)
    if "]:" in text:
        _without_definitions(page)
    if "[^" in text:
        _without_footnotes(page)


def _without_html(page: Page) -> None:
    """One that nobody closed, or in which the next begins, is text."""
    marks = [
        (index, found.start(), found.end(), found[0] == "<!--")
        for index, line in enumerate(page.lines)
        if "<!--" in line or "-->" in line
        for found in _HTML.finditer(line if page.code[index] else veiled(line))
    ]
    cuts: dict[int, list[tuple[int, int]]] = {}
    for opening, closing in pairwise(marks):
        first, last = opening[0], closing[0]
        if not opening[3] or closing[3] or page.code[first]:
            continue
        if first == last:
            cuts.setdefault(first, []).append((opening[1], closing[2]))
            continue
        cuts.setdefault(first, []).append((opening[1], len(page.lines[first])))
        cuts.setdefault(last, []).append((0, closing[2]))
        for between in range(first + 1, last):
            page.hide(between)
    for index, cut in cuts.items():
        page.keep(index, without(page.lines[index], cut))


def _without_percents(page: Page) -> None:
    """`%%…%%` of Obsidian, in a line and over lines."""
    ends = -1
    closing = [-1] * len(page.lines)
    for index in range(len(page.lines) - 1, -1, -1):
        closing[index] = ends
        if page.lines[index].rstrip().endswith("%%"):
            ends = index
    until = -1
    for index, line in page.said():
        if index <= until:
            page.hide(index)
            continue
        if "%%" not in line:
            continue
        places = [found.start() for found in _PERCENT.finditer(veiled(line))]
        spans = _pairs(line, places)
        if spans:
            page.keep(index, without(line, spans))
        elif places and _PERCENT_ALONE.match(line) and closing[index] > 0:
            until = closing[index]
            page.hide(index)


def _pairs(line: str, places: list[int]) -> list[tuple[int, int]]:
    """Where comments stand in a line, for the places at which one may begin."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and place < spans[-1][1]:
            continue
        end = line.find("%%", place + 2)
        if end > 0:
            spans.append((place, end + 2))
    return spans


def _without_definitions(page: Page) -> None:
    """`[//]: # (…)`, and `[page]: https://…` with the brackets that refer to it."""
    names: set[str] = set()
    for index, line in page.said("]:"):
        address = _ADDRESS.match(line)
        if address:
            names.add(address["name"].lower())
        if address or _MARKDOWN.match(line):
            page.hide(index)
    if names:
        for index, line in page.said("]["):
            page.lines[index] = _LINKED.sub(
                lambda found: found[1] if (found[2] or found[1]).lower() in names else found[0], line
            )


def _without_footnotes(page: Page) -> None:
    names: set[str] = set()
    inside = False
    for index, line in page.said():
        found = _FOOTNOTE.match(line) if "[^" in line else None
        if found:
            names.add(found["name"])
        inside = found is not None or (inside and (not line.strip() or line.startswith(("  ", "\t"))))
        if inside and line.strip():
            page.leave_out(index)
    for index, line in page.said("[^"):
        veil = veiled(line)
        cuts = [
            (found.start(), found.end())
            for found in _REFERENCE.finditer(veil)
            if found[1] in names or found[1].isdigit()
        ]
        page.lines[index] = without(line, cuts)
