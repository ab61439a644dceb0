"""Lines that a label calls a question."""

from __future__ import annotations

import re

from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.markup.blocks import Kind, Line
from language.sentences import sentences

MOST_WORDS_IN_A_QUESTION = 70
_QUOTED_TO_THE_END = re.compile(
    r"[\s,:：]*[\"“„«「](?P<said>[^\"“”„»«「」]{4,300})[\"“”»」][?？]?\s*[,:：]?\s*$"
)


def labelled_question(line: Line) -> str | None:
    """The text after a question's label, "" where it stands on the next line; None without a label."""
    if line.kind not in {Kind.TEXT, Kind.ITEM, Kind.HEADING}:
        return None
    if asked := asked_in_a_sentence(line):
        return asked
    if line.question:
        return question_in(line.question) if line.is_spoken_by_them else line.question
    label = line.label(Role.QUESTION)
    return "" if label and label.strong and not label.rest else None


def asked_in_a_sentence(line: Line) -> str:
    """The question of `**When asked "How do you measure success?":**`, "" for any other line."""
    if not line.text.startswith(("**", "__")) or line.kind is not Kind.TEXT:
        return ""
    begun = cue("when_asked").match(line.unmarked)
    quoted = _QUOTED_TO_THE_END.match(line.unmarked, begun.end()) if begun else None
    return quoted["said"].strip() if quoted else ""


def question_in(spoken: str) -> str:
    """What a speaker said from the first sentence on that asks."""
    said = sentences(spoken)
    first = next((number for number, sentence in enumerate(said) if Phrase(sentence).asks), 0)
    return " ".join(said[first:])
