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


_FEWEST_SISTERS = 2


def tell_those_left(root: Section) -> None:
    """Give the sections below `root` that have no topic one, where what is elsewhere makes it sure.

    Only beside sisters that have theirs: what is in parts below one title is about that.
    """
    sections = list(root.walk())
    known = {section.topic for section in sections if section.topic in _TOLD}
    elsewhere = frozenset(topic for topic in known if topic is not None)
    for above in sections:
        sisters = above.children
        if len({held.topic for held in sisters if held.topic in _TOLD}) < _FEWEST_SISTERS:
            continue
        for section in sisters:
            if section.heading is not None and _may_be_told(section):
                section.topic = _told(section, elsewhere, first=section is sections[1])


def _told(section: Section, elsewhere: frozenset[Topic], *, first: bool) -> Topic | None:
    """What a section is about; the first may be no more than the title of the guide, unless it is spoken."""
    if section.heading is None:
        return None
    topic = topic_left(section.heading, section.lines, elsewhere)
    return None if first and topic is not Topic.PITCH else topic


def _may_be_told(section: Section) -> bool:
    heading = section.heading
    if heading is None or section.topic is not None or section.children or heading.names_a_theme:
        return False
    return heading_question(section, None) is None
