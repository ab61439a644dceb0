"""A guide's text to sections with their topics: the one outline, for talking points and for `check`."""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.inline import clean, folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.heads import names_a_way
from knowledge.lines.labels import STAR, Role
from knowledge.lines.topics import CLOSED, Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.outlines import with_titles
from knowledge.markup.sections import PROMOTED_LEVEL, Section, outline
from knowledge.markup.weighing import topic_by_signs
from knowledge.parse.left_over import take_in_what_is_theirs, tell_those_left
from knowledge.parse.loose_titles import loose_topic
from knowledge.parse.question_headings import heading_question
from knowledge.parse.question_labels import asked_in_a_sentence
from knowledge.parse.rounds.challenges import names_one
from knowledge.parse.rounds.designs import is_coded, is_design, is_judged, lists_designs
from knowledge.parse.unmarked_lists import mark_items

_LOOK_BACK = 40
_FEWEST_ANSWERED = 2
# A question with its answer at the end of a guide is not part of the list that happens to stand there.
_ENDED_BY_A_QUESTION = frozenset(
    {Topic.CHECKLIST, Topic.TO_ASK, Topic.NOT_TO_ASK, Topic.REQUIREMENTS, Topic.RED_FLAGS}
)
_BEHIND_LABELLED_ANSWERS = frozenset({Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.CHECKLIST})
# A framework for these is none of them.
_ROUNDS = frozenset({Topic.SYSTEM_DESIGN, Topic.CODING, Topic.CODE_REVIEW})
# A whole guide may be stories, or designs, with some advice or questions beside them.
_OF_ONE_KIND = frozenset({Topic.STORIES, Topic.SYSTEM_DESIGN, Topic.CODING, Topic.FACTS})
_BESIDE = frozenset({None, Topic.TIPS, Topic.QUESTIONS, Topic.HOOKS, Topic.TABLE_OF_CONTENTS})
# Or one list, whose groups have names of their own, with what not to ask or say beside them.
_OF_ONE_LIST = frozenset({Topic.TO_ASK, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.CHECKLIST, Topic.NOT_TO_ASK})
_BESIDE_A_LIST = frozenset(
    {None, Topic.TIPS, Topic.NOT_TO_ASK, Topic.COMPANY_SIGNS, Topic.COMPANY, Topic.SELF_CHECK}
)
# Where no title has the marks of a heading, these end the list above them, too.
_PLAIN_TITLES = frozenset(
    {Topic.RUBRIC, Topic.SCHEDULE, Topic.COMPANY, Topic.REQUIREMENTS, Topic.COMPANY_SIGNS}
)
# What a list of things to do may have below it that is a list of its own.
_WITHIN_A_CHECKLIST = frozenset(
    {Topic.TO_ASK, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.STRENGTHS, Topic.FACTS}
)
# Headings that name something to know everywhere else, and a group of questions below a list of these.
_GROUPS_OF_QUESTIONS = frozenset(
    {Topic.COMPANY, Topic.STRENGTHS, Topic.FACTS, Topic.TIPS, Topic.STORIES, Topic.SCHEDULE, Topic.RUBRIC}
)
# What a file without a heading may list, by its name.
_LISTS_BY_NAME = frozenset(
    {Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.CHECKLIST, Topic.FACTS, Topic.COMPANY, Topic.TIPS}
)
_ABOUT_YOU = frozenset({Topic.WEAK_AREAS, Topic.STRENGTHS, Topic.BOTH_SIDES})
_LISTS_BY_FILE = frozenset(
    {Topic.TO_ASK, Topic.NOT_TO_ASK, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.STRENGTHS, Topic.QUESTIONS}
)
# "Design an offline timetable" is no timetable.
_NO_DESIGNS = frozenset({None, Topic.QUESTIONS, Topic.SCHEDULE, Topic.COMPANY, Topic.CHECKLIST, Topic.TIPS})
_FEWEST_PARTS_OF_A_STORY = 3
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_JOINS = re.compile(r"[&+,，、和与]|\b(?:and|with|und|mit|y|con|e|com|et|avec|en|met)\b")
_STORY = re.compile(r"^\W*(?:story|star|situation|historia|故事|geschichte|histoire)\b")


def sections_of(text: str) -> Section:
    """The outline of `text`, each section with its topic; in linear time."""
    root = sections_by_themselves(text)
    tell_those_left(root)
    for section in root.walk():
        mark_items(section)
    _give_me_the_last_questions(root)
    return root


def sections_by_themselves(text: str) -> Section:
    """The same without what only the rest of a guide tells about a section, and before lists are marked."""
    root = outline(with_titles(text), _titles_a_list)
    take_in_what_is_theirs(root)
    chapters: set[int] = set()
    for section in root.walk():
        section.topic = _topic(section, within_a_chapter=id(section.parent) in chapters)
        if section.topic is Topic.CHECKLIST and _is_a_chapter(section):
            chapters.add(id(section))
    return root


def _give_me_the_last_questions(root: Section) -> None:
    """A title of no more than "Questions", over a bare list behind all that is answered, is about mine.

    Only where the guide has answered questions before it, and no other list of what to ask.
    """
    sections = list(root.walk())
    if any(section.topic is Topic.TO_ASK for section in sections):
        return
    bare = [place for place, section in enumerate(sections) if _only_says_questions(section)]
    if len(bare) != 1:
        return
    before, behind = sections[: bare[0]], sections[bare[0] + 1 :]
    if any(map(_answered_in, behind)) or sum(map(_answered_in, before)) < _FEWEST_ANSWERED:
        return
    sections[bare[0]].topic = Topic.TO_ASK


def _only_says_questions(section: Section) -> bool:
    """Is a section a list of questions without answers, below a title of that one word?"""
    heading = section.heading
    if heading is None or section.children or not cue("only_questions").match(folded(heading.clean)):
        return False
    said = [line for line in section.lines if line.kind not in {Kind.BLANK, Kind.RULE, Kind.MARK}]
    return len(said) >= _FEWEST_ANSWERED and all(map(_is_bare_question, said))


def _answered_in(section: Section) -> int:
    """How many questions a section answers: that of its heading, or of items with something below them."""
    if section.heading is not None and section.heading.asks and section.lines:
        return 1
    lines = section.lines[:_LOOK_BACK]
    return sum(
        line.asks
        and not line.label(*STAR)
        and (below.indent > line.indent or below.label(Role.ANSWER) is not None)
        for line, below in pairwise(lines)
        if line.kind in {Kind.ITEM, Kind.TEXT} and below.kind in {Kind.ITEM, Kind.TEXT}
    )


def name_by_file(root: Section, file: str) -> None:
    """Give a guide without any heading the topic that its file's name announces: `questions-to-ask.md`."""
    if root.children or root.topic is not None:
        return
    stem = file.rpartition("/")[2].partition(".")[0]
    topic = Phrase(_BETWEEN_WORDS.sub(" ", stem)).topic
    if topic in _LISTS_BY_FILE:
        root.topic = topic


def _is_a_chapter(section: Section) -> bool:
    """Is "Before the interview" a chapter with parts, of which only what stands above them is a list?"""
    heading = section.heading
    if heading is None or not cue("before_it").match(folded(heading.clean).lstrip(" *_:")):
        return False
    return any(child.children or _asks_in_quotes(child) for child in section.children)


def _asks_in_quotes(section: Section) -> bool:
    heading = section.heading
    return heading is not None and heading.stands_in_quotes and (heading.asks or heading.requests)


def _titles_a_list(title: Line, section: Section) -> bool:
    """A bold line titles a list of its own, but not inside an answer, where it is a part of that."""
    if heading_question(section, Topic.QUESTIONS):
        return False
    if title.topic is Topic.STRENGTHS and _tells_both_sides(section):
        return True
    if _ends_the_list_above(title, section):
        return True
    if not title.names_a_list:
        return _says_what_they_ask(title, section)
    asked = title.as_title
    if (asked.asks or asked.requests) and title.topic is not Topic.TO_ASK:
        return False
    if title.is_numbered_title or not (
        title.topic is Topic.FACTS or "：" in title.text[-4:] or ":" in title.text[-4:]
    ):
        return True
    unmarked = section.level in {0, PROMOTED_LEVEL} and len(title.text.split()) > 1
    if unmarked and (title.topic is not Topic.FACTS or title.text.isupper()):
        # Where nothing has the marks of a heading, a line like "Questions for them:" is one.
        return True
    # One's own questions are no part of an answer, nor is a list that follows a labelled one (`A: …`).
    behind = title.topic in _BEHIND_LABELLED_ANSWERS and _ends_a_labelled_answer(section)
    return title.topic is Topic.TO_ASK or behind or not _stands_in_an_answer(section)


def _ends_the_list_above(title: Line, section: Section) -> bool:
    if section.level != PROMOTED_LEVEL or title.asks or title.labels:
        return False
    return title.topic in _PLAIN_TITLES or _is_its_sibling(title, section)


def _is_its_sibling(title: Line, section: Section) -> bool:
    """Is a line set like the title of the section above, which has its list already?"""
    heading = section.heading
    if heading is None or _look_of(title) != _look_of(heading):
        return False
    return any(line.kind is Kind.ITEM for line in section.lines[:_LOOK_BACK])


def _look_of(title: Line) -> tuple[bool, bool, bool]:
    return title.text.startswith(("**", "__")), title.text.isupper(), title.clean.endswith((":", "："))


def _tells_both_sides(section: Section) -> bool:
    """Is this, or what it stands in, a section about strengths and weaknesses?"""
    return Topic.BOTH_SIDES in {held.own_topic for held in (section, section.parent) if held is not None}


def _says_what_they_ask(title: Line, section: Section) -> bool:
    """`They will ask:` in a guide with no heading but a title; below a question it leads to follow-ups."""
    if section.level > 1 or section.own_topic is not None or title.topic is not Topic.QUESTIONS or title.asks:
        return False
    if section.level and asked_in_a_sentence(title):
        return False
    return not _stands_in_an_answer(section)


def _ends_a_labelled_answer(section: Section) -> bool:
    """Is the last that `section` says the text behind `A:`, with a blank line below it?"""
    said = [line for line in section.lines[-_LOOK_BACK:] if line.kind not in {Kind.RULE, Kind.MARK}]
    if not said or said[-1].kind is not Kind.BLANK:
        return False
    last = next((line for line in reversed(said) if line.kind is not Kind.BLANK), None)
    return last is not None and last.kind is Kind.TEXT and last.label(Role.ANSWER) is not None


def _stands_in_an_answer(section: Section) -> bool:
    """Does a question stand near above the end of `section`, with no rule between?"""
    for line in reversed(section.lines[-_LOOK_BACK:]):
        if line.kind is Kind.RULE:
            return False
        if line.kind in {Kind.TEXT, Kind.ITEM} and line.question:
            return True
        if line.kind is Kind.TEXT and line.ends_as_question:
            return True
    return False


def _topic(section: Section, *, within_a_chapter: bool) -> Topic | None:
    """The section's own topic, or that of what it stands in, which has its topic already."""
    parent = section.parent.topic if section.parent is not None and not within_a_chapter else None
    own = _own_topic(section, parent)
    if own in _NO_DESIGNS and parent not in CLOSED and is_design(section):
        return Topic.SYSTEM_DESIGN
    if own in _ROUNDS and (is_judged(section) or _is_a_round_beside_coding(section)):
        return own
    if parent is Topic.TABLE_OF_CONTENTS:
        # The chapters below a list of them, one level deeper than it should be.
        parent = None
    if _is_asked_among(parent, section, own):
        return Topic.QUESTIONS
    if parent is Topic.TO_ASK and cue("to_avoid").match(folded(section.title).strip(" :：")):
        return Topic.NOT_TO_ASK
    if _is_about_advice(section, own):
        return Topic.TIPS
    if parent in _OF_ONE_KIND and own in _BESIDE and own and _is_title(section.parent):
        return own
    if parent is Topic.QUESTIONS and own in _GROUPS_OF_QUESTIONS and _mostly_asks(section):
        return parent
    if parent is Topic.QUESTIONS and own in _ABOUT_YOU and heading_question(section, parent):
        # "Strengths and weaknesses" over what one says of them, among the other questions.
        return parent
    if parent in CLOSED:
        within = (
            own in {Topic.NOT_TO_ASK, Topic.COMPANY_SIGNS, Topic.SELF_CHECK}
            or (parent is Topic.CHECKLIST and own in _WITHIN_A_CHECKLIST)
            or (
                own in CLOSED
                and own is not parent
                and parent is Topic.STORIES
                and own is not Topic.REQUIREMENTS
                and not _STORY.match(folded(section.title))
            )
        )
        return own if within else parent
    if own not in {None, Topic.TO_ASK, Topic.PITCH, Topic.SELF_CHECK} and heading_question(section, parent):
        return parent
    return Topic.CODING if _is_a_task_to_code(section) else own or parent


def _is_a_round_beside_coding(section: Section) -> bool:
    """`System design` below `Code`, or what gives a design below `Coding`: a round of its own there?"""
    above = section.parent
    if above is None or above.topic is not Topic.CODING or names_one(section.title):
        return False
    if section.own_topic is None:
        return lists_designs(section)
    return above.own_topic is None and section.own_topic is not Topic.CODING


def _own_topic(section: Section, parent: Topic | None) -> Topic | None:
    """What a section's title announces, by itself or with what stands below."""
    own = section.own_topic or loose_topic(section) or _weighed_topic(section)
    if own in _LISTS_BY_NAME and _is_told_in_parts(section):
        # "The no-go" is what somebody told, whatever such a title is over elsewhere.
        own = Topic.STORIES
    if own is not None and (_is_container(section) or _is_a_situation(section)):
        own = None
    if own is None and parent not in CLOSED and is_coded(section):
        return Topic.CODING
    open_above = parent is Topic.CODING or parent not in CLOSED
    if own in {None, Topic.QUESTIONS} and open_above and is_judged(section):
        return Topic.CODE_REVIEW
    if own is None and open_above and lists_designs(section):
        return Topic.SYSTEM_DESIGN
    if own in {None, Topic.QUESTIONS} and parent not in CLOSED and _lists_my_questions(section):
        return Topic.TO_ASK
    return own


def _is_told_in_parts(section: Section) -> bool:
    """Is the first that stands below a title the situation of a story, and its other parts behind it?"""
    said = [line for line in section.lines[:_LOOK_BACK] if line.kind in {Kind.TEXT, Kind.ITEM}]
    if section.children or not said or said[0].label(Role.SITUATION) is None:
        return False
    roles = {label.role for line in said if (label := line.label(*STAR)) is not None}
    return len(roles) >= _FEWEST_PARTS_OF_A_STORY


def _weighed_topic(section: Section) -> Topic | None:
    """What a title that no rule knows is over, all signs added up; sections below it tell themselves."""
    heading = section.heading
    if heading is None or section.children or heading.names_a_theme or heading_question(section, None):
        return None
    if section.is_ticked():
        return None
    return topic_by_signs(heading, section.lines)


def _is_a_task_to_code(section: Section) -> bool:
    """ "Challenge: find two numbers" below "Coding challenges" is no list of numbers to remember."""
    above = section.parent
    if above is None or Topic.CODING not in {above.topic, above.own_topic}:
        return False
    return cue("task_named").match(folded(clean(section.title)).replace("：", ":")) is not None


def _is_asked_among(parent: Topic | None, section: Section, own: Topic | None) -> bool:
    """Is a section a question, or a list of such, whatever the section above it lists?"""
    if own is Topic.WEAK_AREAS and parent is not Topic.WEAK_AREAS and _asks_behind_a_label(section):
        # `GAP 1: "Tell me about …"` is what the guide had no answer to, and is answered below.
        return True
    if parent in _ENDED_BY_A_QUESTION and _is_answered_question(section):
        return True
    if parent is Topic.STORIES and _lists_their_questions(section, own):
        return True
    return parent is Topic.CHECKLIST and (_asks_in_quotes(section) or _lists_their_questions(section, own))


def _is_about_advice(section: Section, own: Topic | None) -> bool:
    """Does a title name what it gives advice on, or a way to do it, and nothing of that stands below?"""
    if own is Topic.WEAK_AREAS:
        return _is_advice_alone(section)
    return own in _ROUNDS and section.heading is not None and names_a_way(section.heading.clean)


def _is_advice_alone(section: Section) -> bool:
    """`Weaknesses: tips`; "Weak spots and tips" has both."""
    title = folded(section.title)
    return bool(cue("advice").search(title)) and not _JOINS.search(title)


def _is_title(section: Section | None) -> bool:
    return section is not None and section.level == 1


def _is_a_situation(section: Section) -> bool:
    return section.heading is not None and section.heading.heading_label(Role.SITUATION) is not None


def _lists_my_questions(section: Section) -> bool:
    """Does the title speak of me, and is there nothing below it but questions that have no answer?"""
    heading = section.heading
    if heading is None or section.children:
        return False
    said = [line for line in section.lines if line.kind not in {Kind.BLANK, Kind.RULE, Kind.MARK}]
    if not said or not all(map(_is_bare_question, said)):
        return False
    return bool(cue("mine").search(folded(heading.clean))) and not heading.names_their_questions


def _is_bare_question(line: Line) -> bool:
    return line.kind is Kind.ITEM and line.ends_as_question and line.indent <= 1 and ": " not in line.clean


def _lists_their_questions(section: Section, own: Topic | None) -> bool:
    """`### Common questions` over nothing but questions and demands."""
    heading = section.heading
    if own is not Topic.QUESTIONS or heading is None or not heading.names_their_questions:
        return False
    said = [line for line in section.lines if line.kind in {Kind.TEXT, Kind.ITEM} and line.indent <= 1]
    return bool(said) and all(line.asks or line.requests for line in said)


def _mostly_asks(section: Section) -> bool:
    """Do most of the paragraphs and outer bullets of a section ask?"""
    said = [line for line in section.lines if line.kind in {Kind.TEXT, Kind.ITEM} and line.indent <= 1]
    return sum(line.asks for line in said) * 2 >= len(said) > 0


def _belongs_to(whole: Section, part: Section) -> bool:
    """Is a section a group of the list that the title of the guide names?"""
    if part.own_topic is Topic.QUESTIONS and part.heading is not None:
        # "Questions that impress" below "Questions to ask", and not "Common interview questions".
        return whole.own_topic is Topic.TO_ASK and not part.heading.names_their_questions
    return part.own_topic in _BESIDE_A_LIST or part.own_topic is whole.own_topic


def _asks_behind_a_label(section: Section) -> bool:
    """Does a request in quotes, or a question, stand behind the label of the heading?"""
    said = section.heading.text.partition(":")[2] if section.heading is not None else ""
    return bool(said) and Phrase(said).asks and heading_question(section, Topic.QUESTIONS) is not None


def _is_answered_question(section: Section) -> bool:
    """A heading labelled as a question ("Q7: …") over a labelled answer is one, wherever it stands."""
    if section.heading is None or section.heading.question is None:
        return False
    return any(
        label is not None and label.strong
        for label in (line.label(Role.ANSWER) for line in section.lines[:_LOOK_BACK])
    )


def _has_more_than_tasks(section: Section) -> bool:
    """Is one part of a guide "Coding day at …" its exercises, while questions stand in another?"""
    if section.own_topic not in _ROUNDS or not any(map(is_coded, section.children)):
        return False
    lines = (line for child in section.children for line in child.lines[:_LOOK_BACK])
    return any(line.kind is Kind.TEXT and line.asks for line in lines)


def _is_container(section: Section) -> bool:
    """A title over the whole guide, or over parts of many kinds, says nothing about each of them."""
    kinds = {child.own_topic for child in section.children}
    if section.level == 1 and section.parent is not None and section.parent.heading is None:
        # A whole guide of questions is the exception, and so is one list in a file of its own.
        if section.own_topic in _OF_ONE_KIND:
            return bool(kinds - _BESIDE - {section.own_topic}) or _has_more_than_tasks(section)
        if section.own_topic in _OF_ONE_LIST:
            return not all(_belongs_to(section, held) for held in section.walk() if held is not section)
        return bool(section.children) and section.own_topic is not Topic.QUESTIONS
    return len(kinds - {None}) >= 3
