"""What the interviewers grade, with its weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.guide import TalkingPointKind
from knowledge.inline import clean
from knowledge.lines.annotated import Phrase
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import (
    Draft,
    Reading,
    continued,
    is_placeholder,
    last_line,
    split_statement,
    top_items,
    until_rule,
)
from knowledge.parse.place import Place

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")


def read_rubric(place: Place, reading: Reading) -> None:
    """Criteria, mostly with their weights: `**Technical skills** (40%):`, `- Communication: 10%`."""
    free = reading.free(place.section.lines)
    heading = place.section.heading
    if heading and _PERCENT.search(heading.text):
        _add_criterion(place, reading, heading, free)
        return
    starts = [index for index, line in enumerate(free) if _is_criterion(line)]
    if not starts and place.question is None:
        _read_unweighted(place, reading, free)
    for start, end in pairwise([*starts, len(free)]):
        _add_criterion(place, reading, free[start], free[start + 1 : end])


def _read_unweighted(place: Place, reading: Reading, free: Sequence[Line]) -> None:
    """Bullets of what the interviewers look for, which nobody gave a weight."""
    for item in top_items(free):
        text, below = continued(item)
        name, rest = split_statement(text)
        if name and not is_placeholder(name) and not Phrase(text).ends_as_question:
            draft = Draft(TalkingPointKind.RUBRIC_CRITERION, name, item.line.number, item.last, place.path)
            draft.text, draft.answer = rest, pieces_of(below)
            reading.add(draft)


def _is_criterion(line: Line) -> bool:
    return (
        line.kind in {Kind.TEXT, Kind.ITEM}
        and line.indent < 2
        and bool(re.search(r"[(（:：\-–—]\s*\**\s*\d{1,3}\s*%", line.text))
    )


def _add_criterion(place: Place, reading: Reading, line: Line, below: Sequence[Line]) -> None:
    percent = _PERCENT.search(line.text)
    if percent is None:
        return
    name = clean(line.text[: percent.start()]).strip(" :：-–—(（*")
    rest = clean(line.text[percent.end() :]).strip(" :：-–—)）*")
    lines = list(until_rule(below))
    reading.add(
        Draft(
            TalkingPointKind.RUBRIC_CRITERION,
            clean(name),
            line.number,
            last_line(lines, line.number),
            place.path,
            text=rest,
            answer=pieces_of(lines),
            weight_percent=float(percent[1].replace(",", ".")),
        )
    )
