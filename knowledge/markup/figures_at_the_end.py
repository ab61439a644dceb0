"""`numbers:` over a few figures behind the last question, where no title has a mark: a list of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from knowledge.lines.topics import Topic
from knowledge.lines.worded import has_figure
from knowledge.markup.line import Kind, Line
from knowledge.markup.own_titles import OWN_LEVEL
from language.sentences import count_words

_COLONS = (":", "：")
_MOST_WORDS_OF_A_TITLE = 4
_MOST_WORDS = 10
_MOST_LINES = 30
_FEWEST = 2
_SAID = frozenset({Kind.TEXT, Kind.ITEM})


def with_figures_at_the_end(lines: list[Line]) -> list[Line]:
    """`lines` with such a line as a heading; where something is asked below, it is a part of an answer."""
    if any(line.kind is Kind.HEADING and line.level < OWN_LEVEL for line in lines):
        return lines
    asked = [place for place, line in enumerate(lines) if line.kind in _SAID and line.question is not None]
    result = lines
    for place in range(asked[-1] + 1 if asked else len(lines), len(lines)):
        if _is_over_figures(lines, place):
            result = result if result is not lines else list(lines)
            result[place] = replace(lines[place], kind=Kind.HEADING, level=OWN_LEVEL)
    return result


def _is_over_figures(lines: Sequence[Line], place: int) -> bool:
    line = lines[place]
    if (
        line.kind is not Kind.TEXT
        or not line.text.endswith(_COLONS)
        or lines[place - 1].kind is not Kind.BLANK
    ):
        return False
    if len(line.text.split()) > _MOST_WORDS_OF_A_TITLE or line.topic is not Topic.FACTS or line.labels:
        return False
    below = list(takewhile(lambda held: held.kind in _SAID, lines[place + 1 : place + 1 + _MOST_LINES]))
    told = all(has_figure(held.text) and count_words(held.text) <= _MOST_WORDS for held in below)
    return told and len(below) >= _FEWEST
