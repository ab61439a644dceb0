"""Questions and answers told apart by how they are set: another bullet, or deeper lines without one.

`* why leave?` over `- they closed`, `why disputes?` over what stands further in: below a title of questions,
or where each of them asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.lines.topics import Topic
from knowledge.markup.line import BOX_MARKER, Kind, Line

_FEWEST = 2
_DEEPER = 1
_MOST_WORDS = 25
_BETWEEN = frozenset({Kind.BLANK, Kind.MARK})
_SIGNS = frozenset("-*+•–—·●○▪>→")
_MAY_ASK = frozenset({None, Topic.QUESTIONS})


def with_answers_set_apart(lines: Sequence[Line]) -> list[Line]:
    """`lines` with labels before such questions and their answers; in linear time."""
    result: list[Line] = []
    for heading, block in _blocks(lines):
        topic = heading.topic if heading is not None else None
        asked = _asked(block, topic) if topic in _MAY_ASK else set()
        result += [heading] if heading is not None else []
        result += _labelled(block, asked) if asked else block
    return result


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[Line | None, list[Line]]]:
    """The lines below each heading, with it."""
    heading: Line | None = None
    block: list[Line] = []
    for line in lines:
        if line.kind is Kind.HEADING:
            if heading is not None or block:
                yield heading, block
            heading, block = line, []
        else:
            block.append(line)
    yield heading, block


def _asked(block: Sequence[Line], topic: Topic | None) -> set[int]:
    """The places of what is asked, two at least; empty where not all of a block is set so."""
    said = [place for place, line in enumerate(block) if line.kind not in _BETWEEN]
    if len(said) < _FEWEST * 2 or any(block[place].kind not in {Kind.TEXT, Kind.ITEM} for place in said):
        return set()
    first = block[said[0]]
    outer = [place for place in said if _set_like(block[place], first)]
    answers = [place for place in said if not _set_like(block[place], first)]
    if len(outer) < _FEWEST or not all(_is_below(block[place], first) for place in answers):
        return set()
    taken = set(outer)
    told = sum(place in taken and below not in taken for place, below in pairwise(said))
    asks = sum(block[place].asks or block[place].requests for place in outer)
    short = all(len(block[place].text.split()) <= _MOST_WORDS and not block[place].labels for place in outer)
    enough = asks * 2 >= len(outer) if topic is Topic.QUESTIONS else asks == len(outer)
    plain = not any(block[place].ends_as_question or block[place].labels for place in answers)
    return taken if enough and short and plain and told * 3 >= len(outer) * 2 else set()


def _set_like(line: Line, first: Line) -> bool:
    return (line.kind, line.marker, line.indent) == (first.kind, first.marker, first.indent)


def _is_below(line: Line, first: Line) -> bool:
    """Is a line set as the answer to lines like `first`: with another bullet, or deeper without any?"""
    if first.kind is Kind.ITEM:
        signs = {line.marker, first.marker} <= _SIGNS and first.marker != BOX_MARKER
        return line.kind is Kind.ITEM and signs and line.indent == first.indent
    return line.kind is Kind.TEXT and line.indent > first.indent + _DEEPER


def _labelled(block: Sequence[Line], asked: set[int]) -> Iterator[Line]:
    opened = False
    for place, line in enumerate(block):
        if place in asked:
            text = line.text if line.question is not None else f"Q: {line.text}"
            yield replace(line, kind=Kind.TEXT, text=text, indent=0, marker="", apart=True)
        elif line.kind in _BETWEEN:
            yield line
        elif opened:
            yield replace(line, kind=Kind.TEXT, text=f"A: {line.text}", indent=0, marker="")
        else:
            # The next points of the same answer.
            yield replace(line, kind=Kind.TEXT, indent=0, marker="")
        opened = place in asked or (opened and line.kind in _BETWEEN)
