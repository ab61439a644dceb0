"""Questions with their answers behind arrows, a line each without any mark: `why us? -> you pick up`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.page import Page, bare

_ARROWED = re.compile(
    r"^(?P<left>[^\W\d_¿¡][^>→⇒=|]{1,120}?|¿[^>→⇒=|]{2,120}?)\s+(?:->|-->|=>|→|⇒)\s*(?P<right>\S.*)$"
)
_ARROWS = ("->", "=>", "→", "⇒")
_FEWEST = 3
_MOST_WORDS_BEFORE = 14
_FEWEST_WORDS_BEHIND = 4
_MOST_WORDS_OF_A_TITLE = 8
# Below the title of any other list an arrow leads to what is to be done, or said instead.
_BELOW = frozenset({None, Topic.QUESTIONS, Topic.ANSWERS})


def with_arrows(page: Page) -> None:
    """Label both sides of such lines, three at least below each other of which one asks; in linear time."""
    for run in _runs(page):
        lines = [page.lines[index] for index, _ in run]
        if len(run) < _FEWEST or not _are_answered([pair for _, pair in run]):
            continue
        topic = _topic_above(page, run[0][0])
        if topic not in _BELOW or not (topic or any(Phrase(left).asks for _, (left, _) in run)):
            continue
        for (index, (left, right)), line in zip(run, lines, strict=True):
            indent = line[: len(line) - len(line.lstrip())]
            page.lines[index] = f"{indent}**Q: {left}** A: {right}"
            page.apart.add(index)
        # An answer ends with its line.
        page.apart.add(run[-1][0] + 1)


def _runs(page: Page) -> Iterator[list[tuple[int, tuple[str, str]]]]:
    """The lines below each other that have one arrow each: their index, and what stands on its sides."""
    run: list[tuple[int, tuple[str, str]]] = []
    for index, line in page.said(*_ARROWS):
        found = _ARROWED.match(line.strip())
        if run and run[-1][0] != index - 1:
            yield run
            run = []
        if found is not None:
            run.append((index, (found["left"], found["right"])))
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _are_answered(pairs: Sequence[tuple[str, str]]) -> bool:
    """Stands a sentence behind most arrows, and a few words that nobody says before all of them?"""
    if any(len(left.split()) > _MOST_WORDS_BEFORE or Phrase(left).stands_in_quotes for left, _ in pairs):
        return False
    told = sum(len(right.split()) >= _FEWEST_WORDS_BEHIND for _, right in pairs)
    return told * 3 >= len(pairs) * 2 and not any(
        right.startswith(("✅", "❌", "->", "→")) for _, right in pairs
    )


def _topic_above(page: Page, start: int) -> Topic | None:
    """What the line above announces, if it is short enough for a title."""
    above = next(
        (
            page.lines[index]
            for index in range(start - 1, max(start - 3, -1), -1)
            if page.lines[index].strip()
        ),
        "",
    )
    title = bare(above)
    return Phrase(title).topic if title and len(title.split()) <= _MOST_WORDS_OF_A_TITLE else None
