"""A question whose answer is being collected, and where a line may open one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.lines.annotated import Annotated, Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.line import Line
from knowledge.parse.place import Place

# A bound that keeps the work linear in guides of any shape.
LOOK_BACK = 40
MOST_WORDS_IN_A_REQUEST = 12
# Sections in which a bare question is one to prepare for, with or without an answer below.
ASKING = frozenset({Topic.QUESTIONS, Topic.HOOKS})
INLINE_ANSWER = re.compile(
    r"^(?P<question>.{2,}?[?？][\"”*_)]*)\s*(?:->|=>|→|↳|[-–—]|[:：])\s*(?P<answer>\S.{8,})$", re.DOTALL
)
POINTED = re.compile(r"^(?P<question>.{5,}?[?？][\"”*_)]*)\s*(?:→|->|=>)\s*(?P<answer>\S.{8,})$", re.DOTALL)
_LEAD = re.compile(r"^(?P<question>[^.?!？]{8,160}[?？.])\s+(?P<answer>\S.{8,})$", re.DOTALL)


@dataclass(slots=True)
class Open:
    """A question whose answer is being collected.

    `after_sibling` says that it is an item right below another, which has no answer.
    """

    title: str
    line: Line
    style: str
    lines: list[Line] = field(default_factory=list)
    seconds: tuple[int, int] | None = None
    after_sibling: bool = False


def requests(text: Annotated, place: Place) -> bool:
    """Is a demand ("Summarise your thesis") one to the candidate?"""
    listed = isinstance(text, Line) and text.ordered
    return place.topic is Topic.QUESTIONS and (listed or not place.inferred) and text.requests


def lead_question(text: str) -> tuple[str, str] | None:
    """A paragraph that begins with a question, as (question, the answer behind it)."""
    found = _LEAD.match(text)
    if not found or not Phrase(found["question"].rstrip(".")).asks:
        return None
    return found["question"].rstrip("."), found["answer"]
