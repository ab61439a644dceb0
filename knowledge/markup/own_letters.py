"""Letters of a guide's own, told by their order: `F1 …`, `F2 …` before questions, `L: A: G: E:` before parts.

Which word a letter stands for is anybody's guess. That they count up before what asks, or come back in one
order below each title, tells what they are there for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.lines.annotated import Phrase
from knowledge.markup.page import Page

_COUNTED = re.compile(r"^(?P<letter>[A-ZÀ-Þ])(?P<number>\d{1,2})[.):]?[ \t]+(?P<rest>[^\W\d_].*)$")
_PART = re.compile(
    r"^(?P<before>\s*(?:[-*+•]\s+)?)(?P<mark>\*{0,2})(?P<letter>[A-ZÀ-Þ])"
    r"(?:(?P=mark)[:：]|[:：](?P=mark))\s+(?=\S)"
)
_FEWEST_COUNTED = 4
_FEWEST_STORIES = 2
_NAMES = {3: "SAR", 4: "STAR"}
# Who asks and who replies.
_OF_PAIRS = frozenset("QAFRPDV")
_QUESTION = "Q"


def with_own_letters(page: Page) -> None:
    """Write `Q:` before what is counted so, and S, T, A, R before the parts of stories; in linear time."""
    _write_questions(page)
    _write_parts(page)


def _write_questions(page: Page) -> None:
    counted: dict[str, list[tuple[int, int, str]]] = {}
    for index, line in page.said():
        if found := _COUNTED.match(line):
            counted.setdefault(found["letter"], []).append((index, int(found["number"]), found["rest"]))
    for letter, lines in counted.items():
        numbers = [number for _, number, _ in lines]
        if letter == _QUESTION or len(lines) < _FEWEST_COUNTED or numbers != [*range(1, len(lines) + 1)]:
            continue
        if sum(Phrase(rest).asks for _, _, rest in lines) * 2 < len(lines):
            continue
        for index, _, rest in lines:
            page.lines[index] = f"{_QUESTION}: {rest}"
            page.apart.add(index)


def _write_parts(page: Page) -> None:
    runs = list(_runs(page))
    rows = Counter("".join(letter for _, letter, _ in run) for run in runs)
    for run in runs:
        row = "".join(letter for _, letter, _ in run)
        names = _NAMES.get(len(row), "")
        if rows[row] < _FEWEST_STORIES or not names or row == names or len(set(row)) < len(row):
            continue
        if len(row) == len("SAR") and set(row) <= _OF_PAIRS:
            continue
        for (index, _, end), name in zip(run, names, strict=True):
            before = _PART.match(page.lines[index])
            page.lines[index] = f"{before['before'] if before else ''}{name}: {page.lines[index][end:]}"


def _runs(page: Page) -> Iterator[list[tuple[int, str, int]]]:
    """Lines with a letter and a colon right below each other, what goes on from them between."""
    run: list[tuple[int, str, int]] = []
    for index, line in page.said():
        found = _PART.match(line)
        if found is not None:
            run.append((index, found["letter"], found.end()))
        elif run and not line.strip():
            yield run
            run = []
    if run:
        yield run
