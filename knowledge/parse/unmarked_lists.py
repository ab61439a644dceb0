"""Lists whose items have no mark: below a title that names a list, each line is one of its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.lines.topics import Topic
from knowledge.lines.worded import has_figure
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import Section
from language.sentences import count_words, sentences

_LISTS = frozenset(
    {Topic.TO_ASK, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.CHECKLIST, Topic.FACTS, Topic.STRENGTHS}
)
_FEWEST = 2
_MOST_WORDS = 30
# What tells a weak spot and what to say of it apart from two sentences about one.
_MOST_WORDS_OF_A_NAME = 8
_MOST_WORDS_OF_A_QUESTION = 20
_FEWEST_SIGNS_OF_A_FULL_LINE = 45
_MADE = "-"
_TURN = re.compile(r"\s(?:->|=>|→|⇒|–|—|-)\s|[^:：]{3,60}[:：]\s")
_FEWEST_ON_A_LINE = 2
_BETWEEN = re.compile(
    r"\s+[·•|]\s+|\s+/\s+(?!(?:yr|year|month|mo|week|wk|day|d|hour|hr|h|min|s|an|mois|jour|jahr|monat|tag|mes|ano|año|dia|día|mese|giorno|maand|dag)\b)|[;；]\s*"
)
_FEWEST_THINGS = 3
_MOST_LINES_OF_THINGS = 2
_MOST_WORDS_OF_A_THING = 4
_COMMAS = re.compile(r"[,，、]\s*|\s+[·•|]\s+")
_TAB = re.compile(r"(?<=[\w)\]”\"%€$])\t+(?=\S)")
_NAMED = re.compile(r"^[^:：]{2,30}[:：]\s")
_MARKED = ("**", "__", "→", "->", "=>", "✅", "❌")
_OPEN_END = re.compile(
    r"[,，;；、(]$|\b(?:and|or|the|of|to|und|oder|der|die|das|y|o|de|et|ou|e|en|of|il|la)$"
)
_LABELS = (Role.QUESTION, Role.ANSWER, Role.WANTED, Role.WHY, Role.HOOKS, Role.SITUATION, Role.POOR_ANSWER)


def mark_items(section: Section) -> None:
    """Make items of the lines of `section`, in place, where its title names a list and none has a mark."""
    heading = section.heading
    if (
        heading is None
        or section.topic not in _LISTS
        or heading.topic not in {section.topic, None}
        or heading.asks
    ):
        return
    if any(line.kind in {Kind.ITEM, Kind.ROW, Kind.CODE} for line in section.lines):
        return
    if section.topic is Topic.FACTS:
        section.lines[:] = [part for line in section.lines for part in _parted(line)]
    filled = sum(line.kind is Kind.TEXT for line in section.lines)
    if section.topic is Topic.CHECKLIST and filled <= _MOST_LINES_OF_THINGS:
        # Where there are more, each line is one thing to do.
        section.lines[:] = [part for line in section.lines for part in _things(line)]
    for block in list(_blocks(section.lines)):
        lines = [section.lines[place] for place in block]
        if len(block) >= _FEWEST and _is_a_list(lines, section.topic):
            for place in block:
                section.lines[place] = _item(section.lines[place])


def _parted(line: Line) -> list[Line]:
    """`1.9M users · NPS 52 · 34 % stay` as a line for each figure."""
    parts = _BETWEEN.split(line.text) if line.kind is Kind.TEXT else []
    told = len(parts) >= _FEWEST_ON_A_LINE and all(any(map(str.isdigit, part)) for part in parts)
    return [replace(line, text=part.strip()) for part in parts] if told else [line]


def _things(line: Line) -> list[Line]:
    """`passport, transcripts, poster` as an item for each."""
    parts = [part.strip() for part in _COMMAS.split(line.text.rstrip(" ."))] if line.kind is Kind.TEXT else []
    if len(parts) < _FEWEST_THINGS or not all(
        0 < count_words(part) <= _MOST_WORDS_OF_A_THING for part in parts
    ):
        return [line]
    return [replace(line, kind=Kind.ITEM, marker=_MADE, indent=0, text=part) for part in parts]


def _item(line: Line) -> Line:
    """The line as an item of a list; a name is parted from its value by a tab where that is pasted."""
    text = _TAB.sub(": ", line.text, count=1)
    return replace(line, kind=Kind.ITEM, marker=_MADE, indent=0, text=text)


def _blocks(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The places of lines of text that stand one right below the other."""
    block: list[int] = []
    for place, line in enumerate(lines):
        if line.kind is Kind.TEXT:
            block.append(place)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_a_list(lines: Sequence[Line], topic: Topic) -> bool:
    """Is each line something of its own, and none the rest of a sentence above it?"""
    if any(line.label(*_LABELS) or count_words(line.text) > _MOST_WORDS for line in lines):
        return False
    told_each = topic is Topic.FACTS and _tells_a_figure_each(lines)
    if _is_wrapped(lines) and not told_each and not all(_TURN.search(line.text) for line in lines):
        return False
    if topic is Topic.FACTS:
        told = sum(has_figure(line.text) for line in lines)
        return told * 4 >= len(lines) * 3
    if topic is Topic.TO_ASK:
        short = all(count_words(line.text) <= _MOST_WORDS_OF_A_QUESTION for line in lines)
        return (
            short and any(line.asks for line in lines) and not any(line.text.endswith(":") for line in lines)
        )
    if topic is Topic.CHECKLIST:
        return not any(_NAMED.match(line.clean) for line in lines)
    if topic is Topic.WEAK_AREAS:
        if any(line.text.startswith(_MARKED) for line in lines):
            return False
        # One among others that are told so may say in its second sentence what is done about it.
        others = [line for line in lines if not _names_one(line)]
        told = len(lines) - len(others)
        return told * 3 >= len(lines) * 2 and all(line.text[:1].isupper() for line in others)
    return True


def _names_one(line: Line) -> bool:
    """Does a line name a weak spot, and perhaps say behind a sign what is done about it?"""
    return (
        _TURN.search(line.text) is not None
        or count_words(line.text) <= _MOST_WORDS_OF_A_NAME
        or ("," in line.text and len(sentences(line.text)) == 1)
        or _names_one_first(line)
    )


def _names_one_first(line: Line) -> bool:
    """`lifting, bad shoulder since 2019. ask what there is`: notes whose first words are no sentence."""
    first = sentences(line.text)[0]
    return count_words(first) <= _MOST_WORDS_OF_A_NAME and not cue("first_person").search(first)


def _tells_a_figure_each(lines: Sequence[Line]) -> bool:
    """Has every line a figure, and is half of them short? What goes on has hardly one of its own."""
    width = max(len(line.text) for line in lines)
    short = sum(len(line.text) * 5 < width * 4 for line in lines)
    return short * 2 >= len(lines) and all(has_figure(line.text) for line in lines)


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Does a line go on with the one above? A small letter tells nothing where every line begins so."""
    width = max(len(line.text) for line in lines)
    small = sum(line.text[:1].islower() for line in lines) * 2 > len(lines) and lines[0].text[:1].islower()
    if small and any(len(line.text) * 10 < width * 9 for line in lines[:-1]):
        return any(_OPEN_END.search(above.text) for above in lines[:-1])
    return any(_goes_on(above, below, width) for above, below in pairwise(lines))


def _goes_on(above: Line, below: Line, width: int) -> bool:
    """Is `below` the rest of the sentence that `above` leaves open, since its line was full?"""
    if _OPEN_END.search(above.text):
        return True
    full = len(above.text) >= _FEWEST_SIGNS_OF_A_FULL_LINE and len(above.text) * 5 >= width * 4
    return full and below.text[:1].islower() and not above.text.endswith((".", "!", "?", "。", ")"))
