"""Weaknesses, gaps and objections, with the way to address them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form, Piece, pieces_of
from knowledge.parse.answers import Answer, read_answer
from knowledge.parse.draft import (
    Draft,
    Reading,
    continued,
    is_placeholder,
    last_line,
    split_statement,
    titled,
    top_items,
    until_rule,
)
from knowledge.parse.pitches import read_pitch, read_pitch_lines
from knowledge.parse.place import Place
from language.sentences import count_words, sentences

_BOLD_ALONE = re.compile(r"^(?:\d{1,2}[.)]\s*)?(\*\*|__)(?P<bold>.+?)\1\s*[:：]?\s*(?P<rest>.*)$", re.DOTALL)
_FEWEST_WORDS, _MOST_WORDS = 4, 80
_GAP_LABEL = re.compile(
    r"^(?:weakness|gap|concern|objection|weak (?:area|spot|point)|debilidad|brecha|fraqueza"
    r"|lacuna|schw[aä]che|l[uü]cke|faiblesse|弱点|短板|不足)\s*\d*\s*$",
    re.IGNORECASE,
)


def read_weak_areas(place: Place, reading: Reading) -> None:
    """The weak areas of a section: its sub-sections, bold lines, or bullets."""
    section = place.section
    heading = section.heading
    if reading.taken_whole(section.lines):
        return
    # What answers a weak spot in a given time is a pitch, as it would be anywhere.
    if read_pitch(place, reading):
        return
    read_pitch_lines(place, reading)
    if heading and _is_one(place):
        _read_one(place, reading, heading, list(section.flattened()))
        reading.finish(section)
        return
    free = reading.free(section.lines)
    if heading and _is_told_in_parts(free):
        if any(_is_written(piece) for piece in pieces_of(free)):
            _read_one(place, reading, heading, free)
        return
    if not _read_bold(place, reading, free):
        _read_bullets(place, reading, free)
        _read_paragraphs(place, reading, free)


def _is_one(place: Place) -> bool:
    """Is the section itself one weak area, and not the list of them?"""
    heading = place.section.heading
    parent = place.section.parent
    if heading is None:
        return False
    if Phrase(re.sub(r"^[^\"“]*[:：]\s*", "", heading.text)).stands_in_quotes:
        return True
    below = parent is not None and parent.heading is not None and parent.own_topic is Topic.WEAK_AREAS
    if heading.topic is Topic.WEAK_AREAS and not re.match(
        r"^\W*(?:gap|weakness|area|concern|weak)\w*\s*#?\d", heading.text, re.I
    ):
        return False
    items = top_items(place.section.lines)
    answered = any(
        line.label(Role.ANSWER, Role.QUESTION)
        for line in place.section.lines
        if line.kind in {Kind.TEXT, Kind.ITEM}
    )
    prose = any(line.kind is Kind.TEXT for line in place.section.lines)
    return below and (answered or prose or len(items) < 2 or not place.section.children)


def _is_told_in_parts(free: Sequence[Line]) -> bool:
    """Are all the names in bold parts of an answer (`**My ask:** …`), and the heading the weak area?"""
    bold = [found["bold"] for line in free if (found := _label_in_bold(line)) is not None]
    opened = any(_opens(free, index) for index in range(len(free)))
    return bool(bold) and not opened and all(map(_names_a_part, bold))


def _is_written(piece: Piece) -> bool:
    """Has a part of an answer more than its label and a placeholder?"""
    said = piece.text.partition(":")[2] or piece.text
    return piece.form is not Form.HEAD and not is_placeholder(said)


def _label_in_bold(line: Line) -> re.Match[str] | None:
    return _BOLD_ALONE.match(line.text) if line.kind in {Kind.TEXT, Kind.ITEM} else None


def _names_a_part(bold: str) -> bool:
    """`Your honest answer:`, `Mein Plan`: no weak spot, but a part of what to say of one."""
    return bool(cue("part_of_answer").match(folded(clean(bold)).rstrip(" :：.")))


def _read_one(place: Place, reading: Reading, heading: Line, lines: list[Line]) -> None:
    asked = next((line for line in lines if line.kind in {Kind.TEXT, Kind.ITEM} and line.question), None)
    after = lines[lines.index(asked) + 1 :] if asked else lines
    answer = read_answer(_outdented(after))
    if not answer.pieces and not asked and any(is_placeholder(piece.text) for piece in pieces_of(after)):
        return
    title = _behind_its_name(titled(heading.text))
    last = last_line(lines, heading.number)
    _add(place, reading, title, heading.number, last, answer)
    if asked and answer.pieces:
        _add_question(place, reading, asked.question or title, asked.number, last, answer)
    elif answer.pieces and (
        Phrase(re.sub(r"^[^\"“]*[:：]\s*", "", heading.text)).stands_in_quotes or Phrase(title).asks
    ):
        _add_question(place, reading, title, heading.number, last, answer)


def _behind_its_name(title: str) -> str:
    """`My biggest weakness: delegating` is about delegating."""
    name, _, said = title.partition(": ")
    return said if said and Phrase(name).topic is Topic.WEAK_AREAS else title


def _outdented(lines: Sequence[Line]) -> list[Line]:
    """Labels in bullets ("- **Your response**: …") count like labels in paragraphs."""
    return [
        replace(line, kind=Kind.TEXT, indent=0, marker="")
        if line.kind is Kind.ITEM
        and (label := line.label(Role.ANSWER, Role.WANTED, Role.HOOKS))
        and label.strong
        else line
        for line in lines
    ]


def _read_bold(place: Place, reading: Reading, free: Sequence[Line]) -> bool:
    """`**"You are not …"**` with the answer below or behind it; `**Gap:** …` / `**Response:** …`."""
    starts = [index for index, line in enumerate(free) if _opens(free, index)]
    if starts and free[starts[0]].question:
        # A list may stand before the first question.
        _read_bullets(place, reading, free[: starts[0]])
    for start, end in pairwise([*starts, len(free)]):
        line = free[start]
        block = until_rule(free[start + 1 : end])
        asked = line.question
        bold = _BOLD_ALONE.match(line.text)
        name = titled(asked or (bold["bold"] if bold else line.text))
        rest = "" if asked or not bold else bold["rest"]
        if bold and _GAP_LABEL.match(clean(bold["bold"]).rstrip(":：")):
            name, rest = titled(rest), ""
        body = [replace(line, kind=Kind.TEXT, text=rest.lstrip(":：→-–— "))] if rest else []
        answer = read_answer(_outdented([*body, *block]))
        if not name:
            continue
        last = last_line(block, line.number)
        _add(place, reading, name, line.number, last, answer)
        if answer.pieces and (
            asked or Phrase(name).asks or Phrase(bold["bold"] if bold else line.text).stands_in_quotes
        ):
            _add_question(place, reading, name, line.number, last, answer)
    return bool(starts)


def _opens(free: Sequence[Line], index: int) -> bool:
    line = free[index]
    if line.kind not in {Kind.TEXT, Kind.ITEM} or (line.kind is Kind.ITEM and line.indent > 1):
        return False
    if line.question:
        return True
    bold = _BOLD_ALONE.match(line.text)
    if line.kind is Kind.ITEM:
        return False
    if not bold or line.label(Role.ANSWER, Role.WANTED, Role.WHY, Role.HOOKS, Role.NOTE, Role.POOR_ANSWER):
        return line.stands_in_quotes and (index == 0 or free[index - 1].kind is Kind.BLANK)
    if _names_a_part(bold["bold"]):
        return False
    # The head of a list names no weakness itself.
    following = next((held for held in free[index + 1 : index + 3] if held.kind is not Kind.BLANK), None)
    is_list = following is not None and following.kind is Kind.ITEM and not following.label(Role.ANSWER)
    return bool(bold["rest"]) or not is_list or Phrase(bold["bold"]).stands_in_quotes


def _read_bullets(place: Place, reading: Reading, free: Sequence[Line]) -> None:
    for item in top_items(free):
        text, below = continued(item)
        name, rest = split_statement(text)
        if not name or is_placeholder(name):
            continue
        bracket = re.search(r"[(（]([^()（）]*\s[^()（）]*\s[^()（）]*)[)）]$", name)
        rest = rest or (bracket[1] if bracket else "")
        gap = _GAP_LABEL.match(name)
        if gap and rest:
            name, rest = rest, ""
        body = [replace(item.line, kind=Kind.TEXT, text=rest)] if rest else []
        answer = read_answer(_outdented([*body, *below]))
        _add(place, reading, name, item.line.number, item.last, answer)
        if answer.pieces and Phrase(text.split("→")[0]).stands_in_quotes:
            _add_question(place, reading, name, item.line.number, item.last, answer)


def _read_paragraphs(place: Place, reading: Reading, free: Sequence[Line]) -> None:
    """Under a title that says so each paragraph about oneself is a weak area: its first sentence names it."""
    heading = place.section.heading
    if heading is None or heading.topic is not Topic.WEAK_AREAS or heading.asks:
        return
    pieces = pieces_of(free)
    if any(piece.form is not Form.PROSE or not cue("first_person").search(piece.joined) for piece in pieces):
        return
    for piece in pieces:
        # `Réponse : Je parle trop vite.` in a form.
        label = Phrase(piece.joined).label(Role.ANSWER)
        name, *rest = sentences(label.rest if label is not None and label.rest else piece.joined)
        if not _FEWEST_WORDS <= count_words(piece.joined) <= _MOST_WORDS or name.endswith((":", "：")):
            continue
        (first, _), (last, _) = piece.parts[0], piece.parts[-1]
        answer = read_answer([Line(first, Kind.TEXT, " ".join(rest))] if rest else [])
        _add(place, reading, titled(name).rstrip(".。"), first, last, answer)


def _add(place: Place, reading: Reading, title: str, first: int, last: int, answer: Answer) -> None:
    reading.add(
        Draft(
            TalkingPointKind.WEAK_AREA,
            title,
            first,
            last,
            place.path,
            answer=answer.pieces,
            wanted=answer.wanted,
            hooks=answer.hooks,
        )
    )


def _add_question(place: Place, reading: Reading, title: str, first: int, last: int, answer: Answer) -> None:
    reading.add(
        Draft(
            TalkingPointKind.QUESTION_ANSWER,
            title,
            first,
            last,
            place.path,
            answer=answer.pieces,
            hooks=answer.hooks,
            seconds=answer.seconds,
        )
    )
