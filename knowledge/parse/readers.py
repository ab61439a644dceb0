"""The notations, in the order in which they are tried: to add one, write a module and give it a row here.

What an earlier reader takes, later ones do not see, so the most telling marks come first and what may
stand anywhere (questions, then stories) after what only fits some sections.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from knowledge.lines.topics import Topic
from knowledge.parse.draft import Reading
from knowledge.parse.flags.flags_in_answers import read_flags_in_answers
from knowledge.parse.flags.forbidden_sayings import read_forbidden_sayings
from knowledge.parse.flags.red_flags import read_marked_flags, read_red_flags
from knowledge.parse.lists.both_sides import read_both_sides
from knowledge.parse.lists.checklists import read_boxes, read_checklist
from knowledge.parse.lists.facts import read_company, read_facts
from knowledge.parse.lists.inline_lists import read_inline_lists, read_named_sides
from knowledge.parse.lists.known import read_known
from knowledge.parse.lists.questions_to_ask import read_nested_questions, read_questions_to_ask
from knowledge.parse.lists.requirements import read_requirements
from knowledge.parse.lists.rubrics import read_rubric
from knowledge.parse.lists.schedules import read_clock, read_schedule
from knowledge.parse.lists.strengths import read_strengths
from knowledge.parse.lists.weak_areas import read_weak_areas
from knowledge.parse.pitches import read_pitch, read_pitch_lines
from knowledge.parse.place import Place
from knowledge.parse.questions.hooks import read_hooks
from knowledge.parse.questions.implied import read_closing_lines, read_implied
from knowledge.parse.questions.numbered_answers import read_numbered_answers
from knowledge.parse.questions.question_pairs import read_question_pairs
from knowledge.parse.questions.questions import read_questions
from knowledge.parse.questions.when_asked import read_when_asked
from knowledge.parse.rounds.challenges import read_challenge
from knowledge.parse.rounds.listed_challenges import read_listed_challenges
from knowledge.parse.stories.stories import read_stories
from knowledge.parse.stories.told_stories import read_told_stories, read_whole_stories
from knowledge.parse.tables import read_tables

# The topics of sections, None where no heading names one. Nothing is read of the three that are left out.
_ANY = frozenset({None, *Topic}) - {Topic.TABLE_OF_CONTENTS, Topic.COMPANY_SIGNS, Topic.SELF_CHECK}
_LISTS = frozenset(
    {
        Topic.TO_ASK,
        Topic.NOT_TO_ASK,
        Topic.RED_FLAGS,
        Topic.WEAK_AREAS,
        Topic.CHECKLIST,
        Topic.REQUIREMENTS,
    }
)
_OPEN = _ANY - _LISTS
_TASKS = frozenset({Topic.SYSTEM_DESIGN, Topic.CODING, Topic.CODE_REVIEW, Topic.FACTS, Topic.RUBRIC})


class Reader(NamedTuple):
    """What reads a notation, and the topics of the sections in which it looks for it.

    It returns True where it read the section as one whole, in which no later reader looks for anything.
    """

    read: Callable[[Place, Reading], bool | None]
    topics: frozenset[Topic | None]


def _of(topic: Topic | None, *more: Topic | None) -> frozenset[Topic | None]:
    return frozenset({topic, *more})


READERS: tuple[Reader, ...] = (
    Reader(read_question_pairs, _ANY),
    # What not to ask stands beside what to ask, and questions to ask may have boxes to tick.
    Reader(read_flags_in_answers, _of(Topic.TO_ASK)),
    Reader(read_questions_to_ask, _of(Topic.TO_ASK)),
    Reader(read_boxes, _ANY - {Topic.RUBRIC}),
    Reader(read_both_sides, _ANY),
    Reader(read_tables, _ANY),
    Reader(read_marked_flags, _ANY - {Topic.TO_ASK}),
    Reader(read_clock, _OPEN),
    Reader(read_red_flags, _of(Topic.RED_FLAGS, Topic.NOT_TO_ASK)),
    Reader(read_weak_areas, _of(Topic.WEAK_AREAS)),
    Reader(read_nested_questions, _OPEN | {Topic.CHECKLIST}),
    Reader(read_checklist, _of(Topic.CHECKLIST)),
    Reader(read_requirements, _of(Topic.REQUIREMENTS)),
    Reader(read_listed_challenges, _of(Topic.CODING, Topic.SYSTEM_DESIGN, Topic.CODE_REVIEW)),
    Reader(read_challenge, _of(Topic.CODING, Topic.SYSTEM_DESIGN, Topic.CODE_REVIEW)),
    Reader(read_forbidden_sayings, _OPEN),
    Reader(read_pitch, _OPEN),
    Reader(read_pitch_lines, _of(Topic.PITCH, None)),
    Reader(read_inline_lists, _OPEN),
    Reader(read_named_sides, _of(None, Topic.QUESTIONS)),
    Reader(read_flags_in_answers, _OPEN),
    Reader(read_when_asked, (_OPEN - _TASKS) | {Topic.FACTS}),
    Reader(read_questions, _OPEN),
    Reader(read_numbered_answers, _of(Topic.ANSWERS)),
    Reader(read_implied, _OPEN - _TASKS),
    Reader(read_stories, _OPEN),
    Reader(read_told_stories, _of(Topic.STORIES)),
    Reader(read_whole_stories, _of(None)),
    Reader(read_facts, _of(Topic.FACTS)),
    Reader(read_company, _of(Topic.COMPANY)),
    Reader(read_rubric, _of(Topic.RUBRIC)),
    Reader(read_schedule, _of(Topic.SCHEDULE, None)),
    Reader(read_strengths, _of(Topic.STRENGTHS)),
    Reader(read_hooks, _ANY),
    Reader(read_closing_lines, _OPEN - _TASKS),
    Reader(read_known, _of(None, Topic.COMPANY)),
)
