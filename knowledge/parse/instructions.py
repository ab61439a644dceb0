"""What a form or a course has printed where an answer is to be written: no answer says it."""

from __future__ import annotations

import re

from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.markup.line import Kind, Line
from language.sentences import count_words

_SLANTED = re.compile(r"^(?P<mark>\*|_)(?![*_\s])[^*_]+(?P=mark)$")
_LONGEST_NAME = 20
_MOST_WORDS = 20


def is_a_tip(line: Line) -> bool:
    """`Tip: present, past, future.`, wherever it stands."""
    if line.kind is not Kind.TEXT or line.quoted:
        return False
    named = ":" in line.text[:_LONGEST_NAME] or "：" in line.text[:_LONGEST_NAME]
    return named and bool(cue("begins_with_a_tip").match(folded(line.clean).replace("：", ":")))


def instructs(line: Line) -> bool:
    """`*Mention procedures.*` above an answer: a line in italics that says what to write there."""
    if line.kind is not Kind.TEXT or not _SLANTED.match(line.text) or count_words(line.text) > _MOST_WORDS:
        return False
    return bool(cue("instructs").match(folded(line.clean))) and not cue("first_person").search(line.clean)


def goes_on(line: Line) -> bool:
    """Does a line of text go on with the sentence above it?"""
    return line.kind is Kind.TEXT and line.text[:1].islower()
