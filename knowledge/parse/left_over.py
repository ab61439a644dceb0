"""What sections are about whose titles nobody knows, beside what the others of the guide are about."""

from __future__ import annotations

from knowledge.lines.topics import Topic
from knowledge.markup.sections import Section
from knowledge.markup.weighing import topic_left
from knowledge.parse.question_headings import heading_question

_TOLD = frozenset(
    {
        Topic.TO_ASK,
        Topic.RED_FLAGS,
        Topic.WEAK_AREAS,
        Topic.CHECKLIST,
        Topic.FACTS,
        Topic.PITCH,
        Topic.STORIES,
        Topic.QUESTIONS,
    }
)


def tell_those_left(root: Section) -> None:
    """Give the sections below `root` that have no topic one, where what is elsewhere makes it sure."""
    sections = list(root.walk())
    known = {section.topic for section in sections if section.topic in _TOLD}
    elsewhere = frozenset(topic for topic in known if topic is not None)
    for section in sections:
        if section.heading is not None and _may_be_told(section):
            section.topic = topic_left(section.heading, section.lines, elsewhere)


def _may_be_told(section: Section) -> bool:
    heading = section.heading
    if heading is None or section.topic is not None or section.children or heading.names_a_theme:
        return False
    return heading_question(section, None) is None
