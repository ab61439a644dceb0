"""What a title announces where no list of titles has it: by the words in it, if what stands below agrees.

"Mine to ask", "preguntar yo" and "Surtout pas" may be anything by themselves. Over a list of nothing but
questions, or of things in a few words, they are what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import Section
from knowledge.markup.tables import cells, is_table_rule
from language.sentences import count_words

_MOST_WORDS = 7
_MOST_WORDS_OF_AN_ENTRY = 20
_LOOK_AHEAD = 60
_REMARK = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
_TURN = re.compile(r"\s(?:->|=>|→|⇒)\s")


def loose_topic(section: Section) -> Topic | None:
    """The topic of a section whose heading has none, if its words and what stands below it say the same."""
    heading = section.heading
    if heading is None or heading.topic is not None or section.children:
        return None
    title = folded(_REMARK.sub("", heading.clean)).strip(" :：!.¡")
    if not title or count_words(title) > _MOST_WORDS:
        return None
    said = [line for line in section.lines[:_LOOK_AHEAD] if line.kind in {Kind.TEXT, Kind.ITEM}]
    said = said or _named_in_rows(section.lines[:_LOOK_AHEAD])
    if not said:
        return None
    if cue("they_will_ask").search(title):
        return Topic.QUESTIONS
    outer = [line for line in said if line.indent <= 1]
    if cue("they_will_say").search(title) and _are_objections(outer):
        return Topic.WEAK_AREAS
    if cue("mine_to_ask").search(title) and _mostly_ask(outer) and len(outer) == len(said):
        return Topic.TO_ASK
    if heading.ends_as_question or not _are_entries(outer):
        return None
    turned = sum(bool(_TURN.search(line.text)) for line in outer) * 2 >= len(outer)
    if cue("not_so_good").match(title) and turned:
        return Topic.WEAK_AREAS
    if cue("better_not").match(title) and not turned:
        return Topic.RED_FLAGS
    return Topic.CHECKLIST if cue("take_along").search(title) and not turned else None


def _named_in_rows(lines: Sequence[Line]) -> list[Line]:
    """What the rows of a table name, without its header: of each the cell that asks, or else the first."""
    rows = [line for line in lines if line.kind is Kind.ROW and not is_table_rule(line)]
    named = []
    for line in rows[1:]:
        told = [cell for cell in cells(line) if any(map(str.isalpha, cell))]
        if told:
            text = next((cell for cell in told if cell.endswith(("?", "？"))), told[0])
            named.append(replace(line, kind=Kind.ITEM, text=text, indent=0))
    return named


def _mostly_ask(outer: Sequence[Line]) -> bool:
    """Do half of the lines ask, at least?"""
    return sum(line.asks for line in outer) * 2 >= len(outer) > 0


def _are_objections(outer: Sequence[Line]) -> bool:
    """Does half of the lines have a reply behind what somebody says: `"Only one station" → true, but …`?"""
    replied = sum(bool(_TURN.search(line.text) or " — " in line.text or " – " in line.text) for line in outer)
    return replied * 2 >= len(outer) > 1


def _are_entries(outer: Sequence[Line]) -> bool:
    """Are these things in a few words each, none of which asks?"""
    return all(
        count_words(line.text) <= _MOST_WORDS_OF_AN_ENTRY and not line.ends_as_question for line in outer
    )
