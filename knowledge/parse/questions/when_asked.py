"""What is said should something come up: `If they ask about the gap -> my father was ill`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.parse.answers import read_answer
from knowledge.parse.draft import Draft, Reading, last_line
from knowledge.parse.place import Place
from language.sentences import count_words

_LONGEST = 160
_LOOK_BACK = 12
_SAYING = frozenset({Kind.TEXT, Kind.ITEM})
_SIGNS = ("→", "⇒", "->", "=>", ":", "：", "–", "—", " - ", "?", "？", "**")
_MOST_WORDS = 16
_BOLD = re.compile(r"^\W{0,4}(\*\*|__)(?P<asked>[^*_]{4,160}?)\1\s*(?P<rest>.*)$", re.DOTALL)
_PARTED = re.compile(
    r"^(?P<asked>.{4,160}?)\s*(?:→|⇒|->|=>|[:：]|\s[–—-]\s|(?<=[?？]))\s*(?P<rest>\S.*)$", re.DOTALL
)
_TURN = re.compile(r"^(?:→|⇒|->|=>|[:：–—-]|\s)+")


def read_when_asked(place: Place, reading: Reading) -> None:
    """Lines and items that name what may be asked, each with what to say to it behind or below."""
    if place.is_an_answer:
        return
    lines = place.section.lines
    for index, line in enumerate(lines):
        if line.kind not in {Kind.TEXT, Kind.ITEM} or line.number in reading.taken:
            continue
        within = line.indent > 1 or _belongs_above(lines, index, reading)
        following = lines[index + 1] if index + 1 < len(lines) else None
        leads = following is not None and following.indent > line.indent
        if within or not (leads or any(sign in line.text for sign in _SIGNS)):
            # Most lines are nothing of the kind: asking costs nothing.
            continue
        asked, rest = _parted(line)
        if not asked:
            continue
        below = [] if line.kind is Kind.TEXT and rest else _below(lines, index)
        said = [replace(line, kind=Kind.TEXT, indent=0, marker="", text=rest)] if rest else []
        answer = read_answer([*said, *below], asked)
        if answer.pieces:
            last = last_line(below, line.number)
            draft = Draft(TalkingPointKind.QUESTION_ANSWER, asked, line.number, last, place.path)
            draft.answer, draft.wanted, draft.hooks = answer.pieces, answer.wanted, answer.hooks
            reading.add(draft)


def _belongs_above(lines: Sequence[Line], index: int, reading: Reading) -> bool:
    """Is a line a part of the paragraph above it, or of the answer to a question right above?"""
    line, above = lines[index], lines[index - 1] if index else None
    if above is None or above.number in reading.taken:
        return False
    if line.kind is Kind.TEXT and above.kind is Kind.TEXT:
        return True
    for held in reversed(lines[max(index - _LOOK_BACK, 0) : index]):
        if held.kind in {Kind.RULE, Kind.HEADING} or held.number in reading.taken:
            return False
        if held.question or held.label(Role.ANSWER) or (held.kind in _SAYING and held.ends_as_question):
            return True
    return False


def _parted(line: Line) -> tuple[str, str]:
    """What is asked, and what is said to it on the same line; "" twice for any other line."""
    if not cue("should_it_come_up").match(folded(line.clean[:_LONGEST])):
        return "", ""
    bold = _BOLD.match(line.text)
    found = bold or _PARTED.match(line.unmarked)
    asked, rest = (found["asked"], found["rest"]) if found else (line.unmarked, "")
    begun = cue("should_it_come_up").match(folded(clean(asked)))
    if begun is None or line.labels:
        return "", ""
    title = clean(clean(asked)[begun.end() :].strip(" :：,")).rstrip(" :：")
    if not title or count_words(title) > _MOST_WORDS or Phrase(title).topic is Topic.TO_ASK:
        return "", ""
    return title, _TURN.sub("", rest).strip()


def _below(lines: Sequence[Line], index: int) -> list[Line]:
    """What belongs to the line at `index`: what is indented below an item, or the paragraph below a title."""
    line = lines[index]
    found: list[Line] = []
    for held in lines[index + 1 :]:
        if held.kind in {Kind.RULE, Kind.HEADING}:
            break
        if line.kind is Kind.ITEM and held.kind is not Kind.BLANK and held.indent <= line.indent:
            break
        if line.kind is Kind.TEXT and held.kind is Kind.BLANK and found:
            break
        found.append(held)
    return found
