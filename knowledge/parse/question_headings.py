"""Headings that ask a question."""

from __future__ import annotations

import re

from knowledge.inline import folded
from knowledge.lines.annotated import Annotated, Phrase
from knowledge.lines.cues import cue
from knowledge.lines.heads import names_a_chapter
from knowledge.lines.labels import Label, Role
from knowledge.lines.names import named
from knowledge.lines.topics import CLOSED, Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import PROMOTED_LEVEL, Section
from knowledge.parse.among_questions import is_among_questions
from knowledge.parse.draft import titled
from knowledge.parse.question_labels import MOST_WORDS_IN_A_QUESTION, labelled_question
from language.sentences import count_words

# A bound that keeps the work linear in guides of any shape.
_FEWEST_WORDS_OF_A_CASE = 4
_LOOK_AHEAD = 200
_FEWEST_SISTERS = 2
_FEWEST_THAT_ASK = 3
_FEWEST_WORDS_TOLD = 10
_FIELD = re.compile(r"^(\*\*|__)[^*_:：]{2,30}(?:[:：]\s*\1|\1\s*[:：])\s*(?:\S+\s+){0,3}\S+\s*$")
_WORDS = re.compile(r"\w+")
# In these a title in quotes is what somebody asks or objects.
_TOPICS_OF_QUOTES = frozenset({Topic.QUESTIONS, Topic.WEAK_AREAS, Topic.STORIES})
# "Your biggest weakness" is asked where its neighbours ask.
_ABOUT_YOU = frozenset({Topic.WEAK_AREAS, Topic.STRENGTHS, Topic.BOTH_SIDES})
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
    if heading.is_nobodys_question or _titles_the_guide(section) or _is_over_boxes(section, heading):
        return None
    asked = heading.behind_number
    if asked.question:
        question = titled(asked.question)
        return None if _gives_way(section, question) else question
    title = asked.as_title
    if asked.heading_label(Role.SITUATION):
        return None
    listed = _names_a_list_of_strengths(section, asked) or _names_a_list_of_weak_spots(section, asked)
    if listed or (_names_a_topic(asked, title) and not _is_put_among_questions(section, asked)):
        return title.clean if asked.topic in _ABOUT_YOU and _is_like_its_sisters(section, title) else None
    # No text has more words than signs.
    if len(title.text) > MOST_WORDS_IN_A_QUESTION < count_words(title.text):
        return None
    answered = _has_answer(section)
    if _lists_questions(section, asked, title, answered=answered):
        return None
    spoken = title.behind_name
    quoted = asked.stands_in_quotes or spoken.stands_in_quotes
    if topic is None and not quoted and not answered and _is_the_guides_own(section, spoken):
        return None
    if spoken.asks or spoken.closes_with_a_request or (quoted and (answered or topic in _TOPICS_OF_QUOTES)):
        return spoken.clean
    among = topic is Topic.QUESTIONS or (answered and _stands_among_questions(section))
    if spoken.requests and (quoted or among) and heading.topic is not Topic.QUESTIONS:
        return spoken.clean
    if _is_labelled_as_answered(section, topic, answered=answered):
        return titled(heading.text)
    return spoken.clean if _is_like_its_sisters(section, spoken) or is_among_questions(section) else None


def _is_over_boxes(section: Section, heading: Line) -> bool:
    """`Ready?` over what there is to do."""
    return count_words(heading.clean) == 1 and section.is_ticked()


def _is_labelled_as_answered(section: Section, topic: Topic | None, *, answered: bool) -> bool:
    """Does what stands first below a heading without a topic call itself its answer?"""
    first = _first_said(section).label(Role.ANSWER, Role.WANTED)
    if first is None or not (answered or _is_called_an_answer(first)):
        return False
    return section.own_topic is None and topic in {Topic.QUESTIONS, Topic.STORIES, None}


def _is_the_guides_own(section: Section, title: Annotated) -> bool:
    """`How to go on from here`: does a title ask how by its words alone, among sisters that ask nothing?"""
    if title.ends_as_question or title.speaks_to_you or section.parent is None:
        return False
    if not any(cue("asks_how").match(text) for text in (folded(title.clean), title.clean)):
        return False
    sisters = [held.heading for held in section.parent.children if held is not section and held.heading]
    return len(sisters) >= _FEWEST_SISTERS and not any(
        held.asks or held.question for held in sisters[:_LOOK_AHEAD]
    )


def _stands_among_questions(section: Section) -> bool:
    return section.parent is not None and section.parent.topic is Topic.QUESTIONS


def _is_like_its_sisters(section: Section, title: Annotated) -> bool:
    """`Your plans for the next years` among headings that ask: one of their kind, told by "you"."""
    heading, above = section.heading, section.parent
    if heading is None or above is None or section.children:
        return False
    if not any(map(_answers, section.lines[:_LOOK_AHEAD])):
        return False
    numbered = _is_numbered(heading) and above.numbered_below_ask(_asks_behind_its_number)
    if numbered and heading.topic in {None, Topic.PITCH, *_ABOUT_YOU}:
        return not names_a_chapter(title.clean) and not any(
            held.heading is not None and held.heading.as_title.stands_in_quotes
            for held in above.children[:_FEWEST_SISTERS]
        )
    if _names_what_is_asked(section) or _is_a_case_among_questions(heading, above):
        return True
    if heading.topic is not None and heading.topic not in _ABOUT_YOU:
        return False
    marked = heading.level < PROMOTED_LEVEL
    if heading.topic is None and marked and above.nearly_all_below_ask() and not names_a_chapter(title.clean):
        # "RBAC: Role vs ClusterRole" in a deck whose other cards all ask.
        return True
    return above.headings_below_ask() and title.speaks_to_you and not title.tells_how


def _is_a_case_among_questions(heading: Line, above: Section) -> bool:
    """`### A customer finds glass in a loaf.`: does a whole sentence stand where other headings ask?"""
    if (
        heading.topic is not None
        or heading.level >= PROMOTED_LEVEL
        or not heading.clean.endswith((".", "。"))
    ):
        return False
    asking = sum(held.heading is not None and held.heading.asks for held in above.children[:_LOOK_AHEAD])
    return asking >= _FEWEST_THAT_ASK and count_words(heading.clean) >= _FEWEST_WORDS_OF_A_CASE


def _names_what_is_asked(section: Section) -> bool:
    """`### 1. A quarrel with a parent` over what is told of it, below a title that says "questions"."""
    heading, above = section.heading, section.parent
    if heading is None or above is None or above.own_topic is not Topic.QUESTIONS or len(above.children) < 2:
        return False
    if heading.topic not in {None, Topic.PITCH, *_ABOUT_YOU}:
        return False
    if not _is_numbered(heading) and heading.topic is None and not _is_told_in_person(section):
        return False
    said = [line for line in section.lines[:_LOOK_AHEAD] if line.kind in {Kind.TEXT, Kind.ITEM, Kind.ROW}]
    told = bool(said) and said[0].kind is Kind.TEXT and not said[0].text.endswith((":", "："))
    return told and not any(line.ends_as_question or line.labels for line in said)


def _is_told_in_person(section: Section) -> bool:
    """Is there nothing below a heading without a number but what somebody tells of themselves?"""
    heading = section.heading
    if heading is None or section.children or names_a_chapter(named(heading.text)):
        return False
    said = [line for line in section.lines[:_LOOK_AHEAD] if line.kind in {Kind.TEXT, Kind.ITEM}]
    if not all(line.kind is Kind.TEXT for line in said):
        return False
    return sum(count_words(line.text) for line in said) >= _FEWEST_WORDS_TOLD and any(
        cue("first_person").search(line.clean) or cue("deed_told").search(line.clean) for line in said
    )


def _asks_behind_its_number(heading: Line) -> bool | None:
    """Does a numbered heading ask or demand something? None for one without a number."""
    if not _is_numbered(heading):
        return None
    title = heading.behind_number.as_title
    return title.asks or title.requests or bool(cue("asks_within").search(folded(title.clean)))


def _titles_the_guide(section: Section) -> bool:
    """Is this the one title over headings that ask, as `# Tell me about yourself, and other questions`?"""
    above = section.parent
    if section.level != 1 or above is None or above.heading is not None or len(above.children) > 1:
        return False
    if section.heading is None or section.heading.question:
        return False
    if section.heading.ends_as_question and any(_answers(line) for line in section.lines[:_LOOK_AHEAD]):
        return False
    if _stands_over_chapters(section):
        return True
    below = (held for held in section.walk() if held is not section)
    asking = (held for held in below if heading_question(held, Topic.QUESTIONS))
    return next(asking, None) is not None and next(asking, None) is not None


def _stands_over_chapters(section: Section) -> bool:
    """`# Explain the bridge in an interview` over chapters, and with no question mark: is it a title?"""
    heading = section.heading
    if heading is None or heading.ends_as_question or heading.stands_in_quotes or _is_numbered(heading):
        return False
    return any(
        child.own_topic is not None and child.own_topic is not Topic.TIPS for child in section.children
    )


def _is_numbered(heading: Line) -> bool:
    return heading.behind_number is not heading


def _answers(line: Line) -> bool:
    return line.kind in {Kind.TEXT, Kind.ITEM} and not line.quoted


def _is_called_an_answer(label: Label | None) -> bool:
    """`- Draft answer: …`: a label that says so in its name, where "Say: …" may be anything."""
    return label is not None and bool(label.rest) and bool(cue("answer_word").search(label.name))


def _gives_way(section: Section, question: str) -> bool:
    """Does a numbered heading only name what the labelled question right below it is about?

    `### Question 1: Databases` over `**Q:** How do you find a slow query?`, perhaps with fields between.
    """
    said = (line for line in section.lines[:_LOOK_AHEAD] if line.kind in {Kind.TEXT, Kind.ITEM})
    first = next((line for line in said if not _is_a_field(line)), Line(0, Kind.BLANK))
    labelled = labelled_question(first)
    if labelled is None and _answer_follows(section, first):
        labelled = first.clean
    if labelled is None or (labelled and not Phrase(labelled).is_put_to_somebody):
        return False
    title = Phrase(question)
    return not title.asks or not set(_WORDS.findall(folded(question))) - set(_WORDS.findall(folded(labelled)))


def _answer_follows(section: Section, asked: Line) -> bool:
    """Does the label of the answer stand right below a line?"""
    below = [line for line in section.lines[:_LOOK_AHEAD] if line.number > asked.number and line.text.strip()]
    label = below[0].label(Role.ANSWER) if below and below[0].kind in {Kind.TEXT, Kind.ITEM} else None
    return label is not None and label.strong and asked.kind is Kind.TEXT and not asked.labels


def _is_a_field(line: Line) -> bool:
    """`**Status:** approved`, which is about the question and is not asked."""
    return bool(_FIELD.match(line.text)) and labelled_question(line) is None


def _has_answer(section: Section) -> bool:
    """Does a labelled answer stand below the heading?"""
    return any(
        line.kind in {Kind.TEXT, Kind.ITEM} and (label := line.label(Role.ANSWER)) and label.strong
        for line in section.lines[:_LOOK_AHEAD]
    )


def _lists_questions(section: Section, asked: Annotated, title: Annotated, *, answered: bool) -> bool:
    """Is the heading the name of a list of questions with labels of their own?"""
    said = (line for line in section.lines[:_LOOK_AHEAD] if line.kind is not Kind.BLANK)
    labelled = [line for line in said if labelled_question(line)]
    only_item = len(labelled) == 1 and labelled[0].kind is Kind.ITEM and not answered and title.asks
    if not labelled or only_item:
        return False
    return not (asked.ends_as_question and labelled_question(_first_said(section)) is None)


def _names_a_topic(asked: Annotated, title: Annotated) -> bool:
    """`What should I ask them?` and `How they score` are titles; `What is your greatest weakness?` is not."""
    if asked.topic in _TOPICS_THAT_ASK:
        return not asked.stands_in_quotes
    # `GAP 1: "Tell me about …"` asks behind its name.
    asks = title.asks or title.behind_name.asks
    return asked.topic in CLOSED and not asks and not asked.stands_in_quotes


def _is_put_among_questions(section: Section, asked: Annotated) -> bool:
    """`What would you do without the checklist?` among headings that ask: its word names no list."""
    above = section.parent
    if above is None or above.topic is not Topic.QUESTIONS or asked.topic in {Topic.TO_ASK, Topic.NOT_TO_ASK}:
        return False
    put = asked.ends_as_question and asked.is_put_to_somebody and not section.is_ticked()
    return put and any(map(_answers, section.lines[:_LOOK_AHEAD])) and above.headings_below_ask()


def _names_a_list_of_strengths(section: Section, asked: Annotated) -> bool:
    """`What makes you stand out` over bullets, with no question mark."""
    if asked.topic is not Topic.STRENGTHS or asked.ends_as_question or asked.stands_in_quotes:
        return False
    among = section.parent is not None and section.parent.topic is Topic.QUESTIONS
    return not among and _first_said(section).kind is Kind.ITEM


def _names_a_list_of_weak_spots(section: Section, asked: Annotated) -> bool:
    """`Where are you less confident?` over a list or a table, which no answer is."""
    above = section.parent
    if asked.topic is not Topic.WEAK_AREAS or asked.stands_in_quotes or above is None:
        return False
    if above.topic is Topic.QUESTIONS or above.headings_below_ask():
        # Among others that ask it is asked as well.
        return False
    listed = _first_said(section).kind in {Kind.ITEM, Kind.ROW}
    return listed and bool(cue("asks_where_weak").search(folded(asked.clean)))


def _first_said(section: Section) -> Line:
    """The first line of the section that says anything."""
    said = (line for line in section.lines if line.kind in {Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE})
    return next(said, Line(0, Kind.BLANK))
