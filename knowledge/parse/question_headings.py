"""Headings that ask a question."""

from __future__ import annotations

import re

from knowledge.lines.annotated import Annotated, Phrase
from knowledge.lines.labels import Role
from knowledge.lines.topics import CLOSED, Topic
from knowledge.markup.blocks import Kind, Line, Section
from knowledge.parse.draft import named, titled
from knowledge.parse.question_labels import MOST_WORDS_IN_A_QUESTION, labelled_question
from language.sentences import count_words

# A bound that keeps the work linear in guides of any shape.
_LOOK_AHEAD = 200
_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+")
# In these a title in quotes is what somebody asks or objects.
_TOPICS_OF_QUOTES = frozenset({Topic.QUESTIONS, Topic.WEAK_AREAS, Topic.STORIES})
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
    bare = _NUMBER.sub("", heading.text)
    asked = heading if bare == heading.text else Phrase(bare)
    if asked.question:
        return titled(asked.question)
    title = Phrase(named(heading.text))
    if asked.heading_label(Role.SITUATION) or _names_a_topic(asked, title):
        return None
    if count_words(title.text) > MOST_WORDS_IN_A_QUESTION:
        return None
    answered = _has_answer(section)
    if _lists_questions(section, asked, title, answered=answered):
        return None
    quoted = asked.stands_in_quotes and (answered or topic in _TOPICS_OF_QUOTES)
    if title.asks or quoted:
        return title.clean
    first = _first_said(section).label(Role.ANSWER, Role.WANTED)
    if answered and first and heading.topic is None and topic in {Topic.QUESTIONS, Topic.STORIES, None}:
        return titled(heading.text)
    return None


def _has_answer(section: Section) -> bool:
    """Does a labelled answer stand below the heading?"""
    return any(
        line.kind in {Kind.TEXT, Kind.ITEM} and (label := line.label(Role.ANSWER)) and label.strong
        for line in section.lines[:_LOOK_AHEAD]
    )


def _lists_questions(section: Section, asked: Annotated, title: Annotated, *, answered: bool) -> bool:
    """Is the heading the name of a list of questions with labels of their own?"""
    labelled = [line for line in section.lines[:_LOOK_AHEAD] if labelled_question(line)]
    only_item = len(labelled) == 1 and labelled[0].kind is Kind.ITEM and not answered and title.asks
    if not labelled or only_item:
        return False
    return not (asked.ends_as_question and labelled_question(_first_said(section)) is None)


def _names_a_topic(asked: Annotated, title: Annotated) -> bool:
    """`What should I ask them?` and `How they score` are titles; `What is your greatest weakness?` is not."""
    if asked.topic in _TOPICS_THAT_ASK:
        return not asked.stands_in_quotes
    return asked.topic in CLOSED and not title.asks and not asked.stands_in_quotes


def _first_said(section: Section) -> Line:
    """The first line of the section that says anything."""
    said = (line for line in section.lines if line.kind in {Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE})
    return next(said, Line(0, Kind.BLANK))
