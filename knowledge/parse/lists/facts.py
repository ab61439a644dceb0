"""Figures that are meant to be memorised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.guide import TalkingPointKind
from knowledge.lines.worded import has_figure
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, Item, Reading, continued, split_statement, top_items
from knowledge.parse.place import Place
from language.sentences import count_words

_FACT = re.compile(r"^[^:：.!?]{2,60}[:：]\s*(?:\S*\d|[^.!?]{1,40}\s\S?\d)")
_BARE_FACT = re.compile(r"^[^\W\d_][^.!?:：]{2,30}\s[^\s\w]?\d[^!?:：]{0,20}(?<![.!?])$")
_FACT_FROM_ITS_FIGURE = re.compile(r"^[^\s\w]?\d[^!?:：]{2,60}(?<![.!?])$")
_NAMED = re.compile(r"^[^:：.!?]{2,60}[:：]\s*\S")
# `**SSR**: Server-side rendering`, a term in bold and what it means.
_TERM = re.compile(r"^(\*\*|__)[^*_:：]{2,40}(?:[:：]\s*\1|\1\s*[:：])\s*\S")
_MOST_WORDS_IN_A_FACT = 20
_MOST_ENTRIES = 2
"""What has so many commas is a list of several things."""


def read_facts(place: Place, reading: Reading) -> None:
    """Bullets, and lines `name: value`, of a list that is meant to be memorised."""
    free = reading.free(place.section.lines)
    items = top_items(free)
    within = {line.number for item in items for line in item.lines}
    lines = _fact_lines([line for line in free if line.number not in within])
    found = sorted([*items, *lines], key=lambda held: held.line.number)
    figures = sum(has_figure(item.line.text) for item in found)
    for item in found:
        bare = not any(line.kind in {Kind.TEXT, Kind.ITEM} for line in item.below)
        if figures * 3 >= len(found) * 2 and bare and not has_figure(item.line.text):
            # "ask Kev for the sickness figure" among figures is none.
            continue
        text, below = continued(item)
        name, rest = split_statement(text)
        if not any(sign.isalnum() for sign in name) or item.line.ends_as_question:
            continue
        if item.line.stands_in_quotes and (item.line.asks or item.line.requests):
            # What an interviewer may say is listed beside the figures that answer it.
            continue
        reading.add(
            Draft(
                TalkingPointKind.FACT,
                name,
                item.line.number,
                item.last,
                place.path,
                text=rest,
                answer=pieces_of(below),
            )
        )


def read_company(place: Place, reading: Reading) -> None:
    """What is known of an employer, as far as it is a figure with a name; the rest is there to be read."""
    for line in reading.free(place.section.lines):
        if line.kind not in {Kind.ITEM, Kind.TEXT} or count_words(line.text) > _MOST_WORDS_IN_A_FACT:
            continue
        named = _NAMED.match(line.clean) and any(sign.isdigit() for sign in line.clean)
        if named or (_BARE_FACT.match(line.clean) and line.clean.count(", ") < _MOST_ENTRIES):
            name, value = split_statement(line.text)
            draft = Draft(TalkingPointKind.FACT, name, line.number, line.number, place.path, text=value)
            reading.add(draft)


def _fact_lines(free: Sequence[Line]) -> list[Item]:
    """Lines without a bullet, as `Latency: under 500 ms`."""
    return [
        Item(line, ())
        for line in free
        if line.kind is Kind.TEXT
        and count_words(line.text) <= _MOST_WORDS_IN_A_FACT
        and (
            _TERM.match(line.text)
            or any(pattern.match(line.clean) for pattern in (_FACT, _BARE_FACT, _FACT_FROM_ITS_FIGURE))
        )
    ]
