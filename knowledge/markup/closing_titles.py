"""Titles of lists behind the last of a guide's questions, and the parts of a form that was filled in.

`**Ask them**` over bullets, behind the answer to the last heading that asks, is a list of its own: what is
not to be said, or where one is weak, would otherwise be told as the end of that answer. In a form each part
has a number, whether it asks something or wants a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.lines.annotated import Annotated
from knowledge.lines.topics import Topic
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.markup.own_titles import OWN_LEVEL, is_short

_BOLD_ALONE = re.compile(r"^[^\w*_]*(?P<mark>\*\*|__)(?P<title>[^*_]+)(?P=mark)\s*(?:\([^()]*\))?\s*[:：]?$")
_NUMBERED = re.compile(r"^(?P<count>\d{1,2})\s*[.):]\s*(?P<title>\S.*)$", re.DOTALL)
_MARKED = re.compile(r"^\D?(?P<count>\d{1,2})\D?$")
_LONGEST = 200
_FEWEST_SISTERS = 2
_FEWEST_PARTS = 4
_FEWEST_ASKED = 2
_LISTS = frozenset({Topic.TO_ASK, Topic.RED_FLAGS, Topic.NOT_TO_ASK, Topic.WEAK_AREAS, Topic.CHECKLIST})
# A single one of these may be a part of the answer above it.
_OF_ANSWERS = frozenset({Topic.CHECKLIST, Topic.NOT_TO_ASK})
_ABOUT_ONESELF = frozenset({Topic.WEAK_AREAS, Topic.BOTH_SIDES, Topic.STRENGTHS})
_SAID = frozenset({Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE})


def with_closing_titles(lines: list[Line]) -> list[Line]:
    """`lines` with such titles as headings: as deep as the last question's; in linear time."""
    lines = _with_parts_of_a_form(lines)
    bold, plain = _over_lists(lines)
    if not bold and not plain:
        # Most guides have none: no heading need be asked what it asks.
        return lines
    result = list(lines)
    once = Counter(lines[place].clean.casefold() for place in (*bold, *plain))
    for start, end in _behind_last_questions(lines):
        titles = _between(bold, start, end) or _between(plain, start, end)
        named = [
            place
            for place in titles
            if lines[place].topic in _LISTS and once[lines[place].clean.casefold()] == 1
        ]
        if not named or not _ends_the_answer(lines[start], [lines[place] for place in named]):
            continue
        for place in titles:
            if place >= named[0]:
                result[place] = replace(lines[place], kind=Kind.HEADING, level=lines[start].level)
    return result


def _over_lists(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Where lines stand that may title lists: those in bold, and those of a few plain words."""
    bold: list[int] = []
    plain: list[int] = []
    for place in range(1, len(lines) - 1):
        line = lines[place]
        if (
            line.kind is not Kind.TEXT
            or line.fenced
            or line.quoted
            or lines[place - 1].kind is not Kind.BLANK
        ):
            continue
        if "**" in line.text or "__" in line.text:
            if _is_over_a_list(lines, place):
                bold.append(place)
        elif (
            lines[place + 1].kind is Kind.ITEM
            and is_short(line)
            and line.text[0].isalpha()
            and not line.labels
        ):
            plain.append(place)
    return bold, plain


def _between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    return places[bisect_right(places, start) : bisect_left(places, end)]


def _behind_last_questions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where the last of several sister headings that ask stands, and where what is below it ends."""
    headings = [place for place, line in enumerate(lines) if line.kind is Kind.HEADING]
    asked: dict[int, int] = {}
    for number, place in enumerate(headings):
        level = lines[place].level
        asked = {depth: count for depth, count in asked.items() if depth <= level}
        if not _asks(lines[place]):
            asked.pop(level, None)
            continue
        asked[level] = asked.get(level, 0) + 1
        end = headings[number + 1] if number + 1 < len(headings) else len(lines)
        closes = end == len(lines) or lines[end].level < level
        if closes and asked[level] >= _FEWEST_SISTERS:
            yield place, end


def _asks(line: Line) -> bool:
    title = line.as_title
    return bool(line.question) or title.asks or title.requests or title.stands_in_quotes


def _is_over_a_list(lines: Sequence[Line], place: int) -> bool:
    """Is a line bold as a whole, with items below it?"""
    line = lines[place]
    if len(line.text) > _LONGEST or not _BOLD_ALONE.match(line.text):
        return False
    below = next((held for held in lines[place + 1 : place + 3] if held.kind is not Kind.BLANK), None)
    return below is not None and below.kind is Kind.ITEM


def _ends_the_answer(asked: Line, titles: Sequence[Line]) -> bool:
    """Do lists of these titles belong to the guide, and not to the answer to `asked`?

    What has no marks of a title is one where others stand beside it.
    """
    topics = {title.topic for title in titles}
    if len(topics) > 1:
        return True
    if not _BOLD_ALONE.match(titles[0].text):
        return False
    if Topic.TO_ASK in topics:
        return True
    return not topics & _OF_ANSWERS and asked.topic not in _ABOUT_ONESELF


def _with_parts_of_a_form(lines: list[Line]) -> list[Line]:
    """The parts of a form as headings: numbered all through, of which some ask and others want a list."""
    if sum(line.kind is Kind.HEADING and line.level < OWN_LEVEL for line in lines) > 1:
        return lines
    for parts in (_chain(_in_bold(lines)), _chain(_at_the_margin(lines))):
        if not _are_a_form(lines, parts):
            continue
        result = list(lines)
        for place, _, title in parts:
            result[place] = replace(
                lines[place], kind=Kind.HEADING, level=OWN_LEVEL, text=title, marker="", indent=0
            )
        return result
    return lines


def _in_bold(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """The places, numbers and titles of lines like `**3. What is your weakness?**`."""
    for place, line in enumerate(lines):
        bold = _BOLD_ALONE.match(line.text) if line.kind in {Kind.TEXT, Kind.HEADING} else None
        if bold and len(line.text) <= _LONGEST and (found := _NUMBERED.match(bold["title"])):
            yield place, int(found["count"]), found["title"].strip()


def _at_the_margin(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """The same of items at the margin: `3) What is your weakness?`."""
    for place, line in enumerate(lines):
        if line.kind is not Kind.ITEM or line.indent or line.marker == BOX_MARKER:
            continue
        found = _MARKED.match(line.marker.strip())
        if found and len(line.text) <= _LONGEST:
            yield place, int(found["count"]), line.text


def _chain(found: Iterator[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Those whose numbers go on from 1 through the guide; lists begin anew."""
    chain: list[tuple[int, int, str]] = []
    for place, count, title in found:
        if count == len(chain) + 1:
            chain.append((place, count, title))
    return chain


def _are_a_form(lines: Sequence[Line], parts: Sequence[tuple[int, int, str]]) -> bool:
    """Do several parts ask and another name a list, with something below nearly each?"""
    if len(parts) < _FEWEST_PARTS:
        return False
    titles: list[Annotated] = [replace(lines[place], text=title) for place, _, title in parts]
    lists = sum(title.topic in _LISTS and not title.ends_as_question for title in titles)
    asked = sum(title.asks or title.requests for title in titles)
    if not lists or asked < _FEWEST_ASKED or (lists + asked) * 3 < len(parts) * 2:
        return False
    ends = [*(place for place, _, _ in parts[1:]), len(lines)]
    filled = sum(
        any(held.kind in _SAID for held in lines[place + 1 : end])
        for (place, _, _), end in zip(parts, ends, strict=True)
    )
    return filled * 3 >= len(parts) * 2
