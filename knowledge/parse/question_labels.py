"""Lines that a label calls a question."""

from __future__ import annotations

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import Role
from knowledge.markup.blocks import Kind, Line
from language.sentences import sentences

MOST_WORDS_IN_A_QUESTION = 70


def labelled_question(line: Line) -> str | None:
    """The text after a question's label, "" where it stands on the next line; None without a label."""
    if line.kind not in {Kind.TEXT, Kind.ITEM, Kind.HEADING}:
        return None
    if line.question:
        return question_in(line.question) if line.is_spoken_by_them else line.question
    label = line.label(Role.QUESTION)
    return "" if label and label.strong and not label.rest else None


def question_in(spoken: str) -> str:
    """What a speaker said from the first sentence on that asks."""
    said = sentences(spoken)
    first = next((number for number, sentence in enumerate(said) if Phrase(sentence).asks), 0)
    return " ".join(said[first:])
