"""Notes in blocks, with no title anywhere: the first line of each block is asked, the others are said to it.

`biggest achievement` over what was achieved is told by its neighbours: `how would you deal with …?` over how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.lines.labels import STAR
from knowledge.lines.times import spoken_seconds
from knowledge.lines.to_write import is_still_to_write
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line

_FEWEST_THAT_ASK = 2
_MOST_WORDS_THAT_ASK = 22
_MOST_WORDS_OF_A_NAME = 6
_FEWEST_WORDS_SAID = 6
# "Tell me about yourself" is asked, too.
_ASKED = frozenset({None, Topic.PITCH})
_STOPS = (".", ",", ";", ":", "!", "。", "，", "；", "：")
# `Why us? -> I live here`
_POINTED = re.compile(r"^(?P<asked>[^?？]{3,120}[?？])\s*(?:->|=>|→|⇒|–|—)\s*(?P<said>\S.*)$", re.DOTALL)
# `budget q: I managed 85k a year`
_CALLED_A_QUESTION = re.compile(
    r"^(?P<asked>[^\W\d_][^:：?]{1,40}) q[:：]\s*(?P<said>\S.*)$", re.DOTALL | re.IGNORECASE
)


def with_asked_blocks(lines: list[Line]) -> list[Line]:
    """`lines` with `Q:` before what is asked in each block, and `A:` before what is said on the same line.

    Only where no line is a heading, and several blocks ask in so many words. Linear.
    """
    if any(line.kind is Kind.HEADING or line.fenced or line.kind is Kind.CODE for line in lines):
        return lines
    heads = list(_heads(lines))
    asking = {place for place in heads if _asks(lines[place])}
    parted = {place: found for place, line in enumerate(lines) if (found := _parted(line)) is not None}
    labelled = sum(line.question is not None for line in lines)
    if labelled >= _FEWEST_THAT_ASK or len(asking | parted.keys()) + labelled < _FEWEST_THAT_ASK:
        # Where pairs have labels, what else asks may be a part of an answer.
        return lines
    asking |= {place for place in heads if _names_what_is_asked(lines, place)}
    return [
        each
        for place, line in enumerate(lines)
        for each in _labelled(line, parted.get(place), asked=place in asking, said=place - 1 in asking)
    ]


def _labelled(line: Line, parted: tuple[str, str] | None, *, asked: bool, said: bool) -> Iterator[Line]:
    if parted is not None:
        yield replace(line, kind=Kind.TEXT, text=f"Q: {parted[0]}", apart=True)
        yield replace(line, kind=Kind.TEXT, text=f"A: {parted[1]}")
    elif asked:
        yield replace(line, text=f"Q: {line.text}", apart=True)
    elif said and line.kind is Kind.TEXT and not line.labels:
        yield replace(line, text=f"A: {line.text}")
    else:
        yield line


def _heads(lines: Sequence[Line]) -> Iterator[int]:
    """Where a plain line opens a block that has more."""
    for place, (line, below) in enumerate(pairwise(lines)):
        if (
            line.kind is not Kind.TEXT
            or line.indent
            or line.quoted
            or line.labels
            or line.topic not in _ASKED
        ):
            continue
        opens = not place or lines[place - 1].kind is Kind.BLANK
        if opens and below.kind in {Kind.TEXT, Kind.ITEM} and not line.text.endswith(_STOPS):
            yield place


def _asks(line: Line) -> bool:
    asks = line.asks or line.requests or bool(cue("begins_to_ask").match(folded(line.clean)))
    return asks and len(line.text.split()) <= _MOST_WORDS_THAT_ASK


def _names_what_is_asked(lines: Sequence[Line], place: int) -> bool:
    """`biggest achievement`: a few words over at least a sentence that says something to them."""
    line, below = lines[place], lines[place + 1]
    if line.topic is not None:
        return False
    if len(line.text.split()) > _MOST_WORDS_OF_A_NAME or spoken_seconds(line.text) is not None:
        return False
    if below.ends_as_question or below.label(*STAR) is not None or is_still_to_write(below.text):
        return False
    return below.kind is Kind.TEXT and len(below.text.split()) >= _FEWEST_WORDS_SAID


def _parted(line: Line) -> tuple[str, str] | None:
    """What is asked and what is said to it, where both stand on one line."""
    if line.kind is not Kind.TEXT or line.quoted:
        return None
    found = _POINTED.match(line.text) or _CALLED_A_QUESTION.match(line.text)
    if found is None or (found.re is _POINTED and not replace(line, text=found["asked"]).asks):
        return None
    return found["asked"], found["said"]
