"""Paragraphs of notes with an arrow each, one behind the other: `why us? -> you pick up`, `my faults -> I …`.

Where half of them ask, the others are asked as well: on paper nobody writes every question mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line

_POINTED = re.compile(r"^(?P<asked>[^→⇒=>|\t]{3,160}?)\s+(?:-{1,2}>|=>|→|⇒)\s*(?P<said>\S.*)$", re.DOTALL)
_FEWEST = 3
_MOST_WORDS = 28
_ABOVE = frozenset({Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING})
_GAPS = frozenset({Kind.BLANK, Kind.MARK})
# Below the title of any other list an arrow leads to what is to be done, or said instead.
_BELOW = frozenset({None, Topic.QUESTIONS, Topic.ANSWERS})
_NOT_SAID = ("✅", "❌", "->", "→")


def with_pointed_questions(lines: Sequence[Line]) -> list[Line]:
    """`lines` with both sides of such arrows labelled, three at least in a row; in linear time."""
    pairs = dict(_pairs(lines))
    asked: set[int] = set()
    for run in _runs(lines, pairs):
        asks = sum(Phrase(pairs[place][0]).ends_as_question for place in run)
        if len(run) >= _FEWEST and asks * 2 >= len(run) and asks < len(run):
            asked.update(run)
    return [each for place, line in enumerate(lines) for each in _written(line, pairs, place, asked)]


def _written(line: Line, pairs: dict[int, tuple[str, str]], place: int, asked: set[int]) -> Iterator[Line]:
    if place not in asked:
        yield line
        return
    question, said = pairs[place]
    yield replace(line, text=f"Q: {question}", apart=True)
    yield replace(line, text=f"A: {said}")


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[int, tuple[str, str]]]:
    """The places of such paragraphs, with what stands on the two sides of their arrows."""
    below: Topic | None = None
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADING:
            below = line.topic
        if below not in _BELOW or line.kind is not Kind.TEXT or line.quoted or line.fenced:
            continue
        found = _POINTED.match(line.text) if not place or lines[place - 1].kind in _ABOVE else None
        if found is None or len(found["asked"].split()) > _MOST_WORDS or found["said"].startswith(_NOT_SAID):
            continue
        if line.text.startswith(("**", "__", '"', "“", "„", "«")) or line.labels:
            continue
        yield place, (found["asked"], found["said"])


def _runs(lines: Sequence[Line], pairs: dict[int, tuple[str, str]]) -> Iterator[list[int]]:
    """The places of such paragraphs with nothing but their own lines, and blanks, between."""
    run: list[int] = []
    for place, (above, line) in enumerate(pairwise((Line(0, Kind.BLANK), *lines))):
        if place in pairs:
            run.append(place)
        elif run and line.kind not in _GAPS and not (line.kind is Kind.TEXT and above.kind is Kind.TEXT):
            yield run
            run = []
    if run:
        yield run
