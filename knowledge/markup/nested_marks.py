"""Lists whose depth their marks alone tell, as they are pasted: `1.` over `a.` over `i.`, `●` over `○`.

And questions that are numbered with a letter: `B1. …`, `B2. …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.lines.annotated import Phrase
from knowledge.markup.page import Page

_MARK = re.compile(r"^(?P<mark>\d{1,2}[.)]|[a-z][.)]|[ivx]{1,4}[.)]|[●○■•◦▪▫])(?P<gap>\t|\s+|$)(?P<said>.*)$")
_ROMAN = re.compile(r"[ivx]{1,4}[.)]")
_WIDTH = 3
_SMALL = frozenset('abcdefghijklmnopqrstuvwxyz0123456789-#|>"')
_FEWEST_KINDS = 2
_FEWEST = 3
_LETTER_AND_NUMBER = re.compile(
    r"^(?P<before>\s{0,3}(?:\*\*)?)(?P<letter>[A-Z])(?P<number>\d{1,2})[.:)]\s+(?=\S)"
)


def with_nested_marks(page: Page) -> None:
    """Set in what is deeper by its mark; a list all of whose items have one kind of mark stays as it is."""
    if any("\t" in line for line in page.lines):
        _nest_all(page)
    _with_numbered_letters(page)


def _nest_all(page: Page) -> None:
    run: list[tuple[int, re.Match[str]]] = []
    for index, line in [*page.said(), (len(page.lines), "")]:
        found = _MARK.match(line)
        if found:
            run.append((index, found))
        elif run and (line.strip() or index == len(page.lines)):
            _nest(page, run)
            run = []


def _nest(page: Page, run: list[tuple[int, re.Match[str]]]) -> None:
    kinds = list(_kinds(run))
    if len(set(kinds)) < _FEWEST_KINDS or not any(found["gap"] == "\t" for _, found in run):
        # Typed by hand, marks of two kinds at the margin are two lists.
        return
    open_at: list[str] = []
    for (index, found), kind in zip(run, kinds, strict=True):
        if kind in open_at:
            del open_at[open_at.index(kind) + 1 :]
        else:
            open_at.append(kind)
        mark = found["mark"] if kind == "1" else "-"
        page.lines[index] = f"{' ' * (_WIDTH * (len(open_at) - 1))}{mark} {found['said'].strip()}"


def _kinds(run: list[tuple[int, re.Match[str]]]) -> Iterator[str]:
    """The kind of each mark: a number, a letter, a Roman number, or the sign that it is."""
    last = ""
    for _, found in run:
        mark = found["mark"]
        if mark[0].isdigit():
            kind = "1"
        elif not mark[0].isalpha():
            kind = mark
        elif _ROMAN.fullmatch(mark) and not (len(mark) == 2 and last and ord(last) + 1 == ord(mark[0])):
            kind = "i"
        else:
            kind, last = "a", mark[0]
        yield kind


def _with_numbered_letters(page: Page) -> None:
    """`B1. Describe …`, `B2. Why …` as numbered questions, three at least that ask."""
    found = {
        index: match
        for index, line in page.said()
        if line[:1] not in _SMALL
        and line[:8].strip("* ")[1:2].isdigit()
        and (match := _LETTER_AND_NUMBER.match(line))
    }
    asked = {
        index: match
        for index, match in found.items()
        if (said := Phrase(page.lines[index][match.end() :])).asks or said.requests
    }
    if len(asked) < _FEWEST or len(asked) * 2 < len(found):
        return
    for index, match in asked.items():
        page.lines[index] = f"{match['before']}Q{match['number']}: {page.lines[index][match.end() :]}"
        page.apart.add(index)
