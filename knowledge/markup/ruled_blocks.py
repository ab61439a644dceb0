"""Notes without a heading, parted by rules: a line with a colon says what a block is, or its paragraphs do.

`---` over `still to learn:` and its lines; over `the flood: at two …` and `Ines: she would not …`, stories
that have names and no title over them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.lines.deeds import is_told
from knowledge.lines.letters import letters_in
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.own_titles import OWN_LEVEL
from language.sentences import count_words

_FEWEST_RULES = 2
_FEWEST_TITLES = 2
_FEWEST_ENTRIES = 2
_MOST_WORDS = 12
_COLONS = (":", "：")
_ABOVE = frozenset({Kind.BLANK, Kind.RULE, Kind.MARK})
_NAMED = re.compile(r"^(?P<name>[^:：?？!]{2,60}?)\s*(?::\s+|：\s*)(?P<told>\S.*)$", re.DOTALL)
_FEWEST_WORDS_OF_A_STORY = 20
_STORIES = "Stories"


def with_ruled_blocks(lines: list[Line]) -> list[Line]:
    """`lines` with the titles of such blocks as headings, and what they tell as stories; in linear time.

    Where titles have marks only the stories between them are left to find.
    """
    if any(line.kind is Kind.CODE for line in lines):
        return lines
    marked = {place for place, line in enumerate(lines) if line.kind is Kind.HEADING}
    titles = marked or set(_titles(lines))
    rules = [place for place, line in enumerate(lines) if line.kind is Kind.RULE]
    starts = [place + 1 for place in rules]
    over = sorted(titles & set(_first_behind_a_rule(lines)))
    if len(rules) < _FEWEST_RULES or len(over) < _FEWEST_TITLES:
        return lines
    level = lines[over[0]].level or OWN_LEVEL
    result: list[Line] = []
    for start, end in zip([0, *starts], [*rules, len(lines)], strict=True):
        titled = any(place in titles for place in range(start, end))
        stories = list(_stories(lines[start:end], level)) if start and not titled else []
        result += stories or [_titled(lines, place, end, titles) for place in range(start, end)]
        result += lines[end : end + 1]
    return result


def _titled(lines: Sequence[Line], place: int, end: int, titles: set[int]) -> Line:
    line = lines[place]
    if place not in titles or line.kind is Kind.HEADING:
        return line
    return replace(line, kind=Kind.HEADING, level=OWN_LEVEL, told=_told(lines, place, end))


def _first_behind_a_rule(lines: Sequence[Line]) -> Iterator[int]:
    """The places of the first lines that say something behind a rule."""
    waiting = False
    for place, line in enumerate(lines):
        if waiting and line.kind not in _ABOVE:
            yield place
        waiting = line.kind is Kind.RULE or (waiting and line.kind in _ABOVE)


def _titles(lines: Sequence[Line]) -> Iterator[int]:
    """Where a few words with a colon stand alone, a rule or a blank above and something below."""
    for place, line in enumerate(lines):
        if line.kind is not Kind.TEXT or not line.text.endswith(_COLONS) or line.quoted or line.indent:
            continue
        above = lines[place - 1].kind if place else Kind.BLANK
        below = any(line.kind in {Kind.TEXT, Kind.ITEM} for line in lines[place + 1 : place + 3])
        few = 0 < count_words(line.text) <= _MOST_WORDS
        if above in _ABOVE and below and few and not line.labels and not line.text.startswith(("**", "__")):
            yield place


def _told(lines: Sequence[Line], place: int, end: int) -> Topic | None:
    """What a title is over where its words alone do not say so."""
    title = lines[place]
    if title.topic is not None:
        return title.topic
    if cue("they_will_ask").search(folded(title.clean)):
        return Topic.QUESTIONS
    below: list[Line] = []
    for line in lines[place + 1 : end]:
        if line.kind is Kind.BLANK and below:
            break
        below += [line] if line.kind in {Kind.TEXT, Kind.ITEM} else []
    bans = sum(bool(cue("begins_with_a_ban").match(folded(line.clean))) for line in below)
    forbids = len(below) >= _FEWEST_ENTRIES and bans * 3 >= len(below) * 2
    return Topic.RED_FLAGS if forbids and not any(line.asks for line in below) else None


def _stories(block: Sequence[Line], level: int) -> Iterator[Line]:
    """The paragraphs of a block as stories below one title, where two of three have a name and tell.

    One alone needs the letters of its parts.
    """
    heads = [place for place, line in enumerate(block) if _opens(block, place)]
    named = {place: found for place in heads if (found := _NAMED.match(block[place].text)) is not None}
    lettered = any(letters_in(found["told"]) for found in named.values())
    told = [place for place, found in named.items() if _tells(found["told"], lettered=lettered)]
    if len(told) * 3 < len(heads) * 2 or not (lettered or len(told) > 1):
        return
    yield Line(block[heads[0]].number, Kind.HEADING, _STORIES, level=level, told=Topic.STORIES)
    for place, line in enumerate(block):
        if place in told:
            yield replace(line, kind=Kind.HEADING, level=level + 1, text=named[place]["name"])
            line = replace(line, text=named[place]["told"])
        yield line


def _opens(block: Sequence[Line], place: int) -> bool:
    return block[place].kind is Kind.TEXT and (not place or block[place - 1].kind in _ABOVE)


def _tells(said: str, *, lettered: bool) -> bool:
    """Is something told here? Beside a story with the letters of its parts what is as long is one, too."""
    return count_words(said) >= _FEWEST_WORDS_OF_A_STORY and (lettered or is_told(said))
