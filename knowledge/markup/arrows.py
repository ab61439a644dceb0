"""Questions with their answers behind an arrow or a tab, line by line: `why us? -> you pick up`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.topics import Topic
from knowledge.markup.page import Page, bare

_ARROWED = re.compile(
    r"^(?P<left>[^\W\d_¿¡][^>→⇒=|\t]{1,120}?|¿[^>→⇒=|\t]{2,120}?)(?:\s+(?:->|-->|=>|→|⇒)\s*|\s*\t\s*)(?P<right>\S.*)$"
)
_ARROWS = ("->", "=>", "→", "⇒", "\t")
_FEWEST = 3
_MOST_WORDS_BEFORE = 14
_FEWEST_WORDS_BEHIND = 4
_MOST_WORDS_OF_A_TITLE = 8
_MOST_WORDS_OF_A_HEAD = 3
# Below the title of any other list an arrow leads to what is to be done, or said instead.
_BELOW = frozenset({None, Topic.QUESTIONS, Topic.ANSWERS})


def with_arrows(page: Page) -> None:
    """Label both sides of such lines, three at least below each other of which one asks; in linear time."""
    for run in _runs(page):
        if len(run) < _FEWEST:
            continue
        headed = _is_a_head(*run[0][1])
        told = run[1:] if headed else run
        if not _are_answered([pair for _, pair in told]):
            continue
        topic = _topic_above(page, run[0][0])
        asked = headed or topic is not None or any(Phrase(left).asks for _, (left, _) in told)
        if topic not in _BELOW or not asked:
            continue
        if headed:
            page.hide(run[0][0])
        _label(page, told)


def _label(page: Page, told: Sequence[tuple[int, tuple[str, str]]]) -> None:
    for index, (left, right) in told:
        line = page.lines[index]
        indent = line[: len(line) - len(line.lstrip())]
        page.lines[index] = f"{indent}**Q: {left}** A: {right}"
        page.apart.add(index)
    # An answer ends with its line.
    page.apart.add(told[-1][0] + 1)


def _is_a_head(left: str, right: str) -> bool:
    """`QUESTION` beside `ANSWER`, over the columns of a sheet."""
    asked, said = folded(left), folded(right)
    return bool(cue("column_question").search(asked) and cue("column_answer").search(said)) and (
        len(left.split()) <= _MOST_WORDS_OF_A_HEAD and len(right.split()) <= _MOST_WORDS_OF_A_HEAD
    )


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
