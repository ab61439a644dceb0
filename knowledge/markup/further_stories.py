"""A line behind a story that says that one more follows, and its name: `Second one if needed: The intern`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.lines.labels import STAR, Role
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.own_titles import OWN_LEVEL
from language.sentences import count_words

_CALLED = re.compile(r"^(?P<lead>[^:：]{3,60})[:：]\s+(?P<name>[^\s:：][^:：]{2,60})$")
_ENDS = (".", "!", "?", "。", "！", "？", ":", "：")
_FEWEST_WORDS_TOLD = 15
_LOOK_AHEAD = 3


def with_further_stories(lines: Sequence[Line]) -> list[Line]:
    """`lines` with such names as headings below that of the stories; in linear time."""
    result: list[Line] = []
    told = False
    above: int | None = None
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADING:
            told, above = False, place
        label = line.label(*STAR) if line.kind in {Kind.TEXT, Kind.ITEM} else None
        told = told or (label is not None and label.role is Role.RESULT)
        name = _name(lines, place) if told and label is None else ""
        if name and above is not None and result[above].topic is None and not result[above].asks:
            # What has several stories below it is over stories, whatever it is called.
            result[above] = replace(result[above], told=Topic.STORIES)
        result.append(replace(line, kind=Kind.HEADING, level=OWN_LEVEL + 2, text=name) if name else line)
    return result


def _name(lines: Sequence[Line], place: int) -> str:
    """How the story is called that a line announces; "" for a line that announces none."""
    line = lines[place]
    if line.kind is not Kind.TEXT or line.indent or lines[place - 1].kind is not Kind.BLANK:
        return ""
    found = _CALLED.match(line.text)
    if found is None or line.text.endswith(_ENDS) or not cue("another_story").match(folded(found["lead"])):
        return ""
    below = next(
        (each for each in lines[place + 1 : place + _LOOK_AHEAD] if each.kind is not Kind.BLANK), None
    )
    long = below is not None and below.kind is Kind.TEXT and count_words(below.text) >= _FEWEST_WORDS_TOLD
    return found["name"].strip() if long else ""
