"""What sections are about whose titles nobody knows, beside what the others of the guide are about."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind
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
_FEWEST_LABELLED = 2
# A guide has one list of each.
_ONCE = _TOLD - {Topic.STORIES, Topic.QUESTIONS}
_OVER_PARTS = frozenset({Topic.STORIES, Topic.QUESTIONS})
_WITH_WORDS = frozenset({Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE})


def tell_those_left(root: Section) -> None:
    """Give the sections below `root` that have no topic one, where what is elsewhere makes it sure.

    Only beside sisters that have theirs: what is in parts below one title is about that. Of several that may
    be the one list of its kind the surest is.
    """
    sections = list(root.walk())
    known = {section.topic for section in sections if section.topic in _TOLD}
    elsewhere = frozenset(topic for topic in known if topic is not None)
    told = [found for above in sections for found in _told_below(above, elsewhere, sections[1:2])]
    for _, topic, section in sorted(told, key=lambda found: -found[0]):
        if topic not in _ONCE or topic not in known:
            section.topic = topic
            known.add(topic)


def _told_below(
    above: Section, elsewhere: frozenset[Topic], first: list[Section]
) -> Iterator[tuple[float, Topic, Section]]:
    """The sections right below one that can be told, with their topics and how sure these are.

    The first of a guide may be no more than its title, unless it is spoken.
    """
    if len({held.topic for held in above.children if held.topic in _TOLD}) < _FEWEST_SISTERS:
        return
    for section in above.children:
        if section.heading is None or not _may_be_told(section):
            continue
        told = topic_left(section.heading, section.lines, elsewhere)
        if told is not None and (section not in first or told[0] is Topic.PITCH):
            yield told[1], told[0], section


def take_in_what_is_theirs(root: Section) -> None:
    """Put below a title that has nothing of its own those behind it that say nothing of their kind.

    `Good stories` over `The flood` and `The intern`, all set alike.
    """
    for above in list(root.walk()):
        over: Section | None = None
        kept: list[Section] = []
        for section in above.children:
            if over is not None and section.level == over.level and _says_nothing_of_its_kind(section):
                section.parent = over
                over.children.append(section)
                continue
            over = section if _is_over_parts(section) else None
            kept.append(section)
        above.children[:] = kept


def _is_over_parts(section: Section) -> bool:
    bare = not section.children and not any(line.kind in _WITH_WORDS for line in section.lines)
    return bare and section.own_topic in _OVER_PARTS


def _says_nothing_of_its_kind(section: Section) -> bool:
    return section.own_topic is None and not section.children and bool(section.lines)


def _may_be_told(section: Section) -> bool:
    heading = section.heading
    if heading is None or section.topic is not None or section.children or heading.names_a_theme:
        return False
    if section.is_ticked() or _asks_by_labels(section):
        return False
    return heading_question(section, None) is None


def _asks_by_labels(section: Section) -> bool:
    """Do several lines call themselves questions, as cards do? Then nothing has to be told."""
    return sum(line.question is not None for line in section.lines) >= _FEWEST_LABELLED
