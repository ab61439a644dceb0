"""Questions that stand line by line without a mark or a blank line between them, as they are pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line

_FEWEST = 3
"""Lines that ask, in one block of text, from which on they are questions of an interview."""
_FEWEST_BESIDE = 2
"""So many below each other are a list where there is a list of `_FEWEST`."""
_AT = re.compile(r"^[(\[]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?\s+(?=\S)")
"""When a question is answered in a video, before the question."""
_MADE = "-"
"""The mark of an item made of a line without one."""
_BEGINS_SMALL = re.compile(r"[a-zà-ÿ(]")
_LONGEST = 300
_MOST_WORDS_OF_ONE = 20
_STOPS = (".", "?", "!", ":", "。", "？", "！", "：", ")", "”", '"')


def with_plain_questions(lines: Sequence[Line]) -> list[Line]:
    """`lines` with lists of those that ask one below the other, and blank lines before those with an answer.

    A line that goes on with a question joins it.
    """
    held = [_without_its_time(line) for line in lines]
    runs = list(_runs(held))
    if any(len(run) >= _FEWEST for run in runs):
        for run in runs:
            if len(run) >= _FEWEST_BESIDE:
                _list(held, run)
    for block in _mine(lines):
        _list(held, [[place] for place in block])
    parted = _parted(held)
    return [each for place, line in enumerate(held) for each in _after_a_blank(line, blank=place in parted)]


def _runs(lines: Sequence[Line]) -> Iterator[list[list[int]]]:
    """Where lines ask without a blank between them: of each question the places of its lines."""
    run: list[list[int]] = []
    for place, line in enumerate(lines):
        if run and run[-1][-1] == place - 1 and _goes_on(line, lines[place - 1]):
            run[-1].append(place)
        elif _is_plain(line) and _only_asks(line):
            run.append([place])
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _mine(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The blocks below a title of what to ask in which one of few lines has no mark of a question."""
    topic: Topic | None = None
    block: list[int] = []
    for place, line in enumerate((*lines, Line(0, Kind.BLANK))):
        if line.kind is Kind.TEXT:
            block.append(place)
            continue
        if topic is Topic.TO_ASK and _lists_questions([lines[each] for each in block]):
            yield block
        block = []
        topic = line.topic if line.kind is Kind.HEADING else topic


def _lists_questions(block: Sequence[Line]) -> bool:
    """Do two of three lines ask, each of them short, and does none go on with the one above?"""
    if len(block) < _FEWEST or not all(_is_plain(line) and not line.indent for line in block):
        return False
    few = all(len(line.text.split()) <= _MOST_WORDS_OF_ONE for line in block)
    asking = sum(line.asks for line in block)
    if not few or asking * 3 < len(block) * 2 or asking == len(block):
        return False
    if sum(bool(_BEGINS_SMALL.match(line.text)) for line in block) * 2 > len(block):
        # Where most lines begin small a small letter tells nothing.
        return not any(line.text.endswith(",") for line in block)
    return not any(_goes_on(line, above) for above, line in pairwise(block))


def _parted(lines: Sequence[Line]) -> set[int]:
    """Where a question begins in a block of text that has several, each with its answer below it.

    What stands between two lists, and over the second, begins anew as well.
    """
    found: set[int] = set()
    block: list[int] = []
    for place, line in enumerate(lines):
        above = lines[place - 1] if place else None
        if line.kind is not Kind.TEXT:
            found |= set(block) if len(block) >= _FEWEST else set()
            block = []
            continue
        begins = above is None or above.kind is not Kind.TEXT or above.text.rstrip().endswith(_STOPS)
        if begins and _is_plain(line) and _only_asks(line) and not _BEGINS_SMALL.match(line.text):
            block.append(place)
        below = lines[place + 1] if place + 1 < len(lines) else None
        if above is not None and below is not None and _MADE in (above.marker, below.marker):
            between = above.kind is Kind.ITEM and below.kind is Kind.ITEM
            found |= {place} if between and not _BEGINS_SMALL.match(line.text) else set()
    return found | (set(block) if len(block) >= _FEWEST else set())


def _after_a_blank(line: Line, *, blank: bool) -> Iterator[Line]:
    if blank:
        yield Line(line.number, Kind.BLANK)
    yield line


def _only_asks(line: Line) -> bool:
    """Is there a question and no answer behind it ("Why in-house? → Because …")?"""
    answered = not line.ends_as_question and "?" in line.text and "(" not in line.text
    words = any(map(str.isalpha, line.text))
    return line.asks and words and not answered and len(line.text) <= _LONGEST


def _goes_on(line: Line, above: Line) -> bool:
    """Does `line` go on with the sentence, or the brackets, that `above` leaves open?"""
    unclosed = above.text.count("(") > above.text.count(")")
    stopped = above.text.rstrip().endswith((".", "?", "!", ":"))
    return _is_plain(line) and bool(_BEGINS_SMALL.match(line.text)) and (unclosed or not stopped)


def _without_its_time(line: Line) -> Line:
    if line.kind is not Kind.TEXT or not line.text[:2].strip("([:").isdigit() or not _AT.match(line.text):
        return line
    bare = replace(line, text=_AT.sub("", line.text))
    return bare if bare.asks else line


def _is_plain(line: Line) -> bool:
    return line.kind is Kind.TEXT and not (line.quoted or line.fenced or line.labels)


def _list(lines: list[Line], run: list[list[int]]) -> None:
    for first, *others in run:
        text = " ".join(lines[place].text for place in (first, *others))
        lines[first] = replace(lines[first], kind=Kind.ITEM, marker=_MADE, text=text)
        for place in others:
            lines[place] = replace(lines[place], kind=Kind.MARK)
