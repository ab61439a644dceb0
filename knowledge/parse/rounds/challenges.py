"""Coding challenges, system-design scenarios and code reviews."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.lines.heads import names_designs
from knowledge.lines.labels import Role
from knowledge.lines.times import spoken_seconds
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form, pieces_of
from knowledge.markup.sections import Section
from knowledge.parse.answers import regions_of
from knowledge.parse.draft import Draft, Reading, is_placeholder, last_line, titled
from knowledge.parse.place import Place
from knowledge.parse.rounds.designs import (
    asks_for_a_design,
    is_coded,
    is_design_task,
    is_judged,
    lists_designs,
)
from language.sentences import count_words

KINDS = {
    Topic.CODING: TalkingPointKind.CODING_CHALLENGE,
    Topic.SYSTEM_DESIGN: TalkingPointKind.SYSTEM_DESIGN,
    Topic.CODE_REVIEW: TalkingPointKind.CODE_REVIEW,
}
_FEWEST_WORDS = 15
_FEWEST_WORDS_IN_A_DESIGN = 8
_MOST_WORDS_OF_A_TASK = 40
_FEWEST_WHERE_LISTED = 7
_FEWEST_LISTED = 2
_FEWEST_WHERE_NAMED = 3
"""A heading that calls itself a task, or words that tell how to code it, need to be few."""
_MAKES_ONE = re.compile(r"^(?:design|build|implement|scale|write)\s+(?:a|an|the)\b", re.IGNORECASE)
_QUERY = re.compile(r"\s*(?:SELECT|WITH\s+\w+\s+AS|CREATE\s+TABLE|INSERT\s+INTO)\b", re.IGNORECASE)
_OTHER = frozenset(
    {
        Topic.TIPS,
        Topic.CHECKLIST,
        Topic.TO_ASK,
        Topic.NOT_TO_ASK,
        Topic.RED_FLAGS,
        Topic.HOOKS,
        Topic.QUESTIONS,
        Topic.RUBRIC,
        Topic.SCHEDULE,
        Topic.TABLE_OF_CONTENTS,
    }
)


def read_challenge(place: Place, reading: Reading) -> bool:
    """Read the section as one challenge where it is one; True where that was done."""
    section = place.section
    heading = section.heading
    if heading is None or place.topic not in KINDS or not _is_one(place):
        return False
    lines = section.flattened()
    if any(line.kind is Kind.ROW and line.number in reading.taken for line in lines):
        # A table of tasks, of which each row is one.
        return False
    kind = KINDS[place.topic]
    named = kind is TalkingPointKind.CODING_CHALLENGE and (
        names_one(heading.text) or _is_said_how_to_code(lines)
    )
    listed = _is_listed(place)
    least = _FEWEST_WHERE_NAMED if named else _FEWEST_WHERE_LISTED if listed else _FEWEST_WORDS
    if not is_substantial(kind, lines, least=least):
        return False
    title = titled(heading.text)
    if (task := _task_below(place, lines)) is not None:
        title, lines = titled(clean(task.text)), [line for line in lines if line is not task]
    draft = challenge_draft(kind, title, lines)
    draft.first, draft.last, draft.path = heading.number, last_line(lines, heading.number), place.path
    draft.seconds = spoken_seconds(heading.text) if "min" in heading.text.lower() else None
    reading.add(draft)
    reading.finish(section)
    return True


def _is_said_how_to_code(lines: Sequence[Line]) -> bool:
    """`two pointers, O(n)`: few words that are a solution."""
    return any(cue("code_talk").search(folded(line.clean)) for line in lines)


def _is_listed(place: Place) -> bool:
    """Is the section one of several with names of their own right below `Coding` or `Code review`?"""
    section, above = place.section, place.section.parent
    if section.heading is None or above is None or above.heading is None:
        return False
    theirs = above.own_topic is place.topic or (place.topic is Topic.CODING and is_coded(above))
    own = section.own_topic is None and theirs and not names_one(above.heading.text)
    return own and not section.children and count_words(section.heading.clean) > 1


def _task_below(place: Place, lines: Sequence[Line]) -> Line | None:
    """The first line below a heading that only names the round, where it gives the task: "Design the …"."""
    heading = place.section.heading
    if heading is None or names_one(heading.text):
        return None
    if heading.topic is not place.topic and not names_designs(heading.clean):
        return None
    first = next((line for line in lines if line.kind is not Kind.BLANK), None)
    if first is None or first.kind is not Kind.TEXT or count_words(first.text) > _MOST_WORDS_OF_A_TASK:
        return None
    designed = place.topic is Topic.SYSTEM_DESIGN and asks_for_a_design(first.text)
    return first if designed or names_one(first.text) else None


def challenge_draft(kind: TalkingPointKind, title: str, lines: Sequence[Line]) -> Draft:
    """The talking point of a task called `title` over `lines`; where it stands is for the caller to say."""
    if kind is TalkingPointKind.CODING_CHALLENGE and any(_queries(line) for line in lines):
        # A query runs on its task's tables: they are kept as they stand, with their heads.
        lines = [replace(line, kind=Kind.CODE) if line.kind is Kind.ROW else line for line in lines]
    regions = regions_of(lines)
    wanted = [piece for region in regions if region.role is Role.WANTED for piece in pieces_of(region.lines)]
    hooks = [
        line.clean
        for region in regions
        if region.role is Role.HOOKS
        for line in region.lines
        if line.kind is Kind.ITEM
    ]
    body = [
        line
        for region in regions
        if region.role not in {Role.WANTED, Role.HOOKS, Role.NOTE}
        for line in region.lines
    ]
    answer = [piece for piece in pieces_of(body) if not is_placeholder(piece.text)]
    return Draft(kind, title, 0, 0, answer=answer, wanted=wanted, hooks=hooks)


def _queries(line: Line) -> bool:
    return line.kind is Kind.CODE and bool(_QUERY.match(line.text))


def _is_one(place: Place) -> bool:
    """Is this section one task, and not the group of them?"""
    section, topic = place.section, place.topic
    heading = section.heading
    if topic is Topic.CODE_REVIEW and is_judged(section):
        return True
    # "Challenge: find two numbers" is no question, whatever it demands.
    if heading is None or (heading.question and (heading.asks or not names_one(heading.text))):
        return False
    if any(
        line.question and not _is_speaker(line)
        for line in section.lines
        if line.kind in {Kind.TEXT, Kind.ITEM}
    ):
        return False
    own = heading.topic
    coded = own is Topic.SCHEDULE and topic is Topic.CODING and _is_said_how_to_code(section.lines)
    if own in _OTHER and not is_design_task(heading.text) and not coded:
        # "Design an offline timetable" is no timetable, nor is "Merge the slots of a calendar".
        return False
    if names_one(heading.text):
        return True
    parent = section.parent
    below = parent is not None and (_topic_of_group(parent) is topic or is_coded(parent))
    below = below or _is_below_designs(place)
    if below or (topic is Topic.SYSTEM_DESIGN and lists_designs(section)):
        return True
    return own is topic and not _has_tasks_below(section)


def _is_below_designs(place: Place) -> bool:
    """`Design paging for a team` right below a chapter called no more than "Design"."""
    above = place.section.parent
    if place.topic is not Topic.SYSTEM_DESIGN or above is None or above.heading is None:
        return False
    return names_designs(above.heading.clean)


def names_one(text: str) -> bool:
    """`Challenge 2: a cache`, `Design a shop`: is a title that of one task?"""
    return _names_one(re.sub(r"^\W*\d+[.)]\s*", "", clean(text))) or is_design_task(text)


def _names_one(text: str) -> bool:
    title = clean(text)
    return bool(_MAKES_ONE.match(title) or cue("task_named").match(folded(title).replace("：", ":")))


def _topic_of_group(section: Section | None) -> Topic | None:
    while section is not None and section.heading is not None:
        topic = section.own_topic
        if topic is not None:
            return topic
        section = section.parent
    return None


def _has_tasks_below(section: Section) -> bool:
    return _only_names_others(section) or any(
        (child.heading is not None and child.heading.question)
        or _names_one(titled(child.title))
        or _names_one(child.title)
        or len(child.lines) > 3
        or sum(count_words(line.text) for line in child.lines) >= _FEWEST_WORDS
        for child in section.children
    )


def _only_names_others(section: Section) -> bool:
    """Has a section nothing of its own, and below it several names of two words or more over what is said?"""
    told = (Kind.TEXT, Kind.ITEM, Kind.CODE, Kind.ROW)
    if len(section.children) < _FEWEST_LISTED or any(line.kind in told for line in section.lines):
        return False
    named = [child for child in section.children if count_words(titled(child.title)) > 1]
    return len(named) == len(section.children)


def _is_speaker(line: Line) -> bool:
    label = line.label(Role.QUESTION)
    return bool(label and label.name.startswith(("interviewer", "entrevistador", "面试官", "recruteur")))


def is_substantial(kind: TalkingPointKind, lines: Sequence[Line], *, least: int = _FEWEST_WORDS) -> bool:
    """Do `lines` say enough for a task of this kind, code or words? `least` are those of one to code."""
    pieces = pieces_of(lines)
    code = any(piece.form is Form.CODE for piece in pieces)
    words = sum(
        count_words(piece.text)
        for piece in pieces
        if piece.form is not Form.CODE and not is_placeholder(piece.text)
    )
    if kind is TalkingPointKind.CODING_CHALLENGE:
        return code or words >= least
    if kind is TalkingPointKind.CODE_REVIEW:
        return code or words >= 2 * least
    return words >= _FEWEST_WORDS_IN_A_DESIGN or code
