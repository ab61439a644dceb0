"""Stories without labels, where a heading says that they are some: sub-sections, bullets, bold titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.key_points.weights import is_told_to_the_end, tells_a_deed
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.deeds import is_told
from knowledge.lines.labels import STAR
from knowledge.lines.names import named, without_name
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form, Piece
from knowledge.markup.sections import Section
from knowledge.parse.answers import Answer, read_answer
from knowledge.parse.draft import (
    Draft,
    Reading,
    continued,
    last_line,
    split_statement,
    titled,
    top_items,
    until_rule,
)
from knowledge.parse.place import Place
from language.sentences import count_words, sentences, spans

_FEWEST_WORDS = 15
_FEWEST_WORDS_IN_AN_ANSWER = 40
_MOST_WORDS_IN_A_TITLE = 12
_STOPS = (".", ",", ";", "。", "，")
_NAMED_FIRST = re.compile(r"^(?P<title>[^:：.!?]{3,60})[:：]\s+(?P<rest>\S.*)$", re.DOTALL)
# `the flood one. we had water …`, as it is dictated.
_SPOKEN_FIRST = re.compile(r"^(?P<title>[^\W\d_][^.:,;?!]{3,40})\.\s+(?P<rest>\S.{60,})$", re.DOTALL)
_BOLD_TITLE = re.compile(
    r"^\W{0,4}(\*\*|__)(?P<title>[^*_]{3,80})\1\s*(?:[:：–—-]\s*)?(?P<rest>.*)$", re.DOTALL
)


def read_told_stories(place: Place, reading: Reading) -> None:
    """What a section of stories tells in its own words, and no reader before took."""
    section = place.section
    if place.topic is not Topic.STORIES or place.question:
        return
    free = until_rule(reading.free(section.lines))
    if _is_one(section) and not _names_several(section, free):
        _add_section(place, reading)
        return
    if section.own_topic is not Topic.STORIES and _is_below_stories(section) and not _is_one(section):
        return
    for line, title, body in _told_below(free):
        if title and count_words(title) <= _MOST_WORDS_IN_A_TITLE:
            _add(place, reading, line, title, read_answer(body), last_line(body, line.number))


def read_whole_stories(place: Place, reading: Reading) -> None:
    """A section under a name that says nothing of its kind, in which something that happened is told.

    One beside it is told so, too, and one of the two from how it was to what came of it: a single such page
    may be about anything.
    """
    section = place.section
    if place.question or section.parent is None or not (own := _prose_told(section)):
        return
    sections = section.parent.children
    at = next(number for number, each in enumerate(sections) if each is section)
    beside = [_prose_told(each) for each in sections[max(0, at - 1) : at + 2] if each is not section]
    if any(told and (is_whole_story(told) or is_whole_story(own)) for told in beside):
        _add_section(place, reading)


def _prose_told(section: Section) -> list[Piece]:
    """What is told in a section of its own name and nothing else; empty where it is no such one."""
    heading = section.heading
    if heading is None or heading.asks or section.children or section.own_topic is not None:
        return []
    pieces = read_answer(section.lines).pieces
    told = [piece for piece in pieces if piece.form is Form.PROSE]
    enough = sum(count_words(piece.joined) for piece in told) >= _FEWEST_WORDS_IN_AN_ANSWER
    return told if enough and len(told) == len(pieces) and _is_told(told) else []


def _is_below_stories(section: Section) -> bool:
    """Are the stories those of the section above, and not told by this one's own title or text?"""
    return section.parent is not None and section.parent.topic is Topic.STORIES


def _is_one(section: Section) -> bool:
    """Is this one story by its heading: a numbered one, or a name below the heading of them all?"""
    heading = section.heading
    if heading is None or heading.asks:
        return False
    name = named(heading.text)
    if without_name(name) != name:
        return True
    above = section.parent
    return (
        section.own_topic is None
        and not section.children
        and above is not None
        and above.own_topic is Topic.STORIES
    )


def _names_several(section: Section, free: Sequence[Line]) -> bool:
    """`### My kitchen examples` over bold titles, each over a story of its own?"""
    heading = section.heading
    if heading is None or not cue("examples").search(folded(heading.clean)):
        return False
    told = [pieces for line, _, body in _told_below(free) if (pieces := _told_in(read_answer(body)))]
    return len(told) > 1 and all(map(_is_told, told))


def _told_in(answer: Answer) -> list[Piece]:
    return [piece for piece in answer.pieces if piece.form in {Form.PROSE, Form.BULLET}]


def _add_section(place: Place, reading: Reading) -> None:
    section = place.section
    heading = section.heading
    lines = [line for line in section.flattened() if line.number not in reading.taken]
    if heading is None or any(Phrase(child.title).asks for child in section.children):
        return
    if _add(
        place,
        reading,
        heading,
        titled(heading.text),
        read_answer(lines),
        last_line(lines, heading.number),
    ):
        reading.finish(section)


def _told_below(free: Sequence[Line]) -> Iterator[tuple[Line, str, list[Line]]]:
    """The items and the bold titles of a list, each with its title and what is told there."""
    items = top_items(free)
    for item in items:
        if item.line.label(*STAR):
            # A part of one story, or of the method, is no story of its own.
            continue
        text, below = continued(item)
        title, rest = split_statement(text)
        if not rest and not below:
            title, rest = sentences(clean(text))[0] if clean(text) else "", text
        body = [replace(item.line, kind=Kind.TEXT, indent=0, text=rest)] if rest else []
        yield item.line, titled(title), [*body, *below]
    if items:
        return
    starts = [
        (index, found)
        for index, line in enumerate(free)
        if line.kind is Kind.TEXT and not line.labels and (found := _BOLD_TITLE.match(line.text))
    ]
    if not starts:
        yield from _told_under_plain_titles(free)
    for place, (index, found) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(free)
        line = free[index]
        body = [replace(line, text=found["rest"])] if found["rest"] else []
        yield line, titled(found["title"]), [*body, *free[index + 1 : end]]


def _told_under_plain_titles(free: Sequence[Line]) -> Iterator[tuple[Line, str, list[Line]]]:
    """Blocks of text with a line of a few words over what is told, or behind a name and a colon."""
    for _, block in groupby(free, key=lambda line: line.kind is Kind.TEXT):
        first, *below = list(block)
        if first.kind is not Kind.TEXT or first.labels or first.asks:
            continue
        if below and count_words(first.text) <= _MOST_WORDS_IN_A_TITLE and not first.text.endswith(_STOPS):
            yield first, titled(first.text), below
        elif named_first := _NAMED_FIRST.match(first.text):
            said = replace(first, text=named_first["rest"])
            yield first, titled(named_first["title"]), [said, *below]
        elif (spoken := _SPOKEN_FIRST.match(first.text)) and not below:
            yield first, titled(spoken["title"]), [replace(first, text=spoken["rest"])]


def _add(place: Place, reading: Reading, line: Line, title: str, answer: Answer, last: int) -> bool:
    if not title or not _is_told(_told_in(answer)):
        return False
    reading.add(
        Draft(
            TalkingPointKind.STAR_STORY,
            title,
            line.number,
            max(last, line.number),
            place.path,
            answer=answer.pieces,
            wanted=answer.wanted,
            why=answer.why,
            hooks=answer.hooks,
            seconds=answer.seconds,
        )
    )
    return True


def is_whole_story(answer: Sequence[Piece]) -> bool:
    """Is an answer in prose a story from how it was to what came of it, though no part has a label?"""
    told = [piece for piece in answer if piece.form is Form.PROSE]
    text = " ".join(piece.joined for piece in told)
    if len(told) < len(answer) or count_words(text) < _FEWEST_WORDS_IN_AN_ANSWER:
        return False
    return is_told_to_the_end(sentences(text))


def _instructs(piece: Piece) -> bool:
    return bool(cue("template").match(folded(piece.text)))


def _is_told(pieces: Sequence[Piece]) -> bool:
    """Does somebody tell here what happened, and not how stories are told?"""
    text = " ".join(piece.joined for piece in pieces)
    if count_words(text) < _FEWEST_WORDS or any(cue("template").match(piece.text) for piece in pieces[:1]):
        return False
    # The method itself: the names of the parts, each over what to write there.
    said = [piece for piece in pieces if not Phrase(f"**{piece.text}**").label(*STAR)]
    if len(said) < len(pieces) and sum(_instructs(piece) for piece in said) * 2 > len(said):
        return False
    quoted = any(
        Phrase(piece.joined).stands_in_quotes and count_words(piece.text) >= _FEWEST_WORDS for piece in pieces
    )
    # Notes begin a sentence small, too.
    told = (text[start:end].strip() for start, end in spans(text, every_stop=True))
    return quoted or is_told(text) or any(map(tells_a_deed, told))
