"""Headings that ask a question."""

from __future__ import annotations

import re

from knowledge.blocks import Kind, Line, Section
from knowledge.inline import clean
from knowledge.lines.labels import Role, heading_label, label_with, question_text
from knowledge.lines.shapes import asks, ends_as_question, is_quoted_title
from knowledge.lines.topics import CLOSED, Topic, topic_of
from knowledge.parse.draft import named, titled
from knowledge.parse.question_openings import MOST_WORDS_IN_A_QUESTION, labelled_question
from knowledge.prose import count_words

# A bound that keeps the work linear in guides of any shape.
_LOOK_AHEAD = 200
_TOPICS_THAT_ASK = frozenset(
    {
        Topic.TO_ASK,
        Topic.NOT_TO_ASK,
        Topic.COMPANY_SIGNS,
        Topic.RED_FLAGS,
        Topic.SCHEDULE,
        Topic.RUBRIC,
        Topic.CHECKLIST,
    }
)


def heading_question(section: Section, topic: Topic | None) -> str | None:
    """The question that a heading asks; None where it is a group's name or a topic's."""
    heading = section.heading
    if heading is None:
        return None
    text = re.sub(r"^\s*\d{1,3}[.)]\s+", "", heading.text)
    labelled = question_text(text)
    if labelled:
        return titled(labelled)
    if heading_label(text, Role.SITUATION) or _names_a_topic(text):
        return None
    title = named(heading.text)
    if count_words(title) > MOST_WORDS_IN_A_QUESTION:
        return None
    has_answer = any(
        line.kind in {Kind.TEXT, Kind.ITEM} and (label := label_with(line.text, Role.ANSWER)) and label.strong
        for line in section.lines[:_LOOK_AHEAD]
    )
    asked = [line for line in section.lines[:_LOOK_AHEAD] if labelled_question(line, None)]
    only_item = len(asked) == 1 and asked[0].kind is Kind.ITEM and not has_answer and asks(title)
    if (
        asked
        and not only_item
        and not (ends_as_question(text) and labelled_question(_first_said(section), None) is None)
    ):
        return None
    if asks(title) or (
        is_quoted_title(text) and (has_answer or topic in {Topic.QUESTIONS, Topic.WEAK_AREAS, Topic.STORIES})
    ):
        return clean(title)
    answered = label_with(_first_said(section).text, Role.ANSWER, Role.WANTED) is not None
    if (
        has_answer
        and answered
        and topic_of(heading.text) is None
        and topic in {Topic.QUESTIONS, Topic.STORIES, None}
    ):
        return titled(heading.text)
    return None


def _names_a_topic(text: str) -> bool:
    """`What should I ask them?` and `How they score` are titles; `What is your greatest weakness?` is not."""
    topic = topic_of(text)
    if topic in _TOPICS_THAT_ASK:
        return not is_quoted_title(text)
    return topic in CLOSED and not asks(named(text)) and not is_quoted_title(text)


def _first_said(section: Section) -> Line:
    """The first line of the section that says anything."""
    said = (line for line in section.lines if line.kind in {Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE})
    return next(said, Line(0, Kind.BLANK))
