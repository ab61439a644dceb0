"""The items of a list that open a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.parse.draft import titled
from knowledge.parse.place import Place
from knowledge.parse.question_labels import MOST_WORDS_IN_A_QUESTION
from knowledge.parse.questions.opened import (
    ASKING,
    INLINE_ANSWER,
    LOOK_BACK,
    MOST_WORDS_IN_A_REQUEST,
    POINTED,
    Open,
    lead_question,
    requests,
)
from language.sentences import count_words

_MOST_WORDS_OF_A_NUMBERED_CASE = 25
_FEWEST_POINTED = 2
# `**Query 1 (3 min)** - …`, a step of what is shown.
_TIMED_STEP = re.compile(
    r"^(\*\*|__)[^*_\"“„«?？]{2,40}[(（][^()（）]{0,10}\d\s?(?:s|sec|seconds?|m|mins?|minutes?|min\.|秒|分钟?|분)[)）]\1",
    re.IGNORECASE,
)
# `Walk me through your day -> ice first`, among questions.
_POINTED_DEMAND = re.compile(
    r"^(?P<question>[^→>?？]{5,160}?)\s*(?:→|->|=>)\s*(?P<answer>\S.{8,})$", re.DOTALL
)
# `1. *Battle of forms?* The last shot, unless …`
_SLANTED_QUESTION = re.compile(
    r"^([*_])(?P<question>[^*_]{3,160}[?？])\1\s+(?P<answer>[^\s(（].{8,})$", re.DOTALL
)


def item_question(line: Line, place: Place, current: Open | None) -> Open | None:
    """A list of questions: what is indented below an item is its answer."""
    if current is not None and current.style == "answered" and _is_a_sister(line, current.line):
        return Open(titled(line.text), line, "answered")
    if current is not None and (current.style != "item" or line.indent > current.line.indent + 1):
        return None
    if place.topic not in {*ASKING, None} or line.indent > place.deepest or _TIMED_STEP.match(line.text):
        return None
    inline = INLINE_ANSWER.match(line.text)
    if inline and not Phrase(inline["answer"]).ends_as_question:
        opened = Open(titled(inline["question"]), line, "item")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=inline["answer"]))
        return opened
    demand = _POINTED_DEMAND.match(line.text) if place.topic in ASKING else None
    if demand and (
        Phrase(demand["question"]).asks
        or Phrase(demand["question"]).requests
        or place.pointed
        or _goes_on(line, current)
    ):
        opened = Open(titled(demand["question"]), line, "item")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=demand["answer"]))
        return opened
    slanted = _SLANTED_QUESTION.match(line.text)
    lead = lead_question(line.text) if place.topic in ASKING and not line.ends_as_question else None
    asked, told = (slanted["question"], slanted["answer"]) if slanted else lead or ("", "")
    if asked and Phrase(asked).ends_as_question and not Phrase(told).ends_as_question:
        opened = Open(titled(asked), line, "item")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=told))
        return opened
    shaped = line.ends_as_question or (place.topic in ASKING and line.asks) or requests(line, place)
    shaped = shaped or (place.topic is Topic.QUESTIONS and line.names_a_theme)
    return (
        Open(titled(line.text), line, "item")
        if shaped and count_words(line.text) <= MOST_WORDS_IN_A_QUESTION
        else None
    )


def item_case(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """`2. The bill doubled overnight` over an indented answer, in a list whose item above asks so.

    Items without a number are such only where a title says that questions are listed.
    """
    line = lines[index]
    if current is None or current.style != "item" or not current.lines or line.labels:
        return None
    level = (line.ordered, line.indent) == (current.line.ordered, current.line.indent)
    if not level or not (line.ordered or (place.topic is Topic.QUESTIONS and not place.inferred)):
        return None
    if place.topic is Topic.QUESTIONS and _is_over_its_answer(lines, index, current):
        return Open(titled(line.text), line, "item")
    below = next((held for held in lines[index + 1 : index + 3] if held.kind is not Kind.BLANK), None)
    if below is None or below.kind not in {Kind.TEXT, Kind.ITEM} or below.indent <= line.indent + 1:
        return None
    if below.kind is Kind.ITEM and below.ends_as_question:
        # The name of a group.
        return None
    short = count_words(line.clean) <= MOST_WORDS_IN_A_REQUEST and not line.clean.endswith((":", "："))
    return Open(titled(line.text), line, "item") if short else None


def _is_over_its_answer(lines: Sequence[Line], index: int, current: Open) -> bool:
    """`4. You find the till open at 2 am.` right over plain text, a blank above, like the one before it?"""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else lines[index]
    if not line.ordered or lines[index - 1].kind is not Kind.BLANK or line.text.endswith((":", "：")):
        return False
    answered = current.lines[0].kind is below.kind is Kind.TEXT
    right_below = current.lines[0].number == current.line.number + 1
    return answered and right_below and count_words(line.clean) <= _MOST_WORDS_OF_A_NUMBERED_CASE


def answers_behind_arrows(lines: Sequence[Line]) -> bool:
    """Have two of three of the outer items an arrow with something behind it, two at least?"""
    outer = [line for line in lines if line.kind is Kind.ITEM and line.indent <= 1]
    pointed = sum(bool(_POINTED_DEMAND.match(line.text) or POINTED.match(line.text)) for line in outer)
    return pointed >= _FEWEST_POINTED and pointed * 3 >= len(outer) * 2


def _goes_on(line: Line, current: Open | None) -> bool:
    """Is an item level with the one above, which asked and had its answer on the same line?"""
    if current is None or current.style != "item" or not current.lines:
        return False
    level = (line.ordered, line.indent) == (current.line.ordered, current.line.indent)
    return level and current.lines[0].number == current.line.number


def _is_a_sister(line: Line, asked: Line) -> bool:
    """Is a numbered item a question in quotes like the one above, whose answer has a label of its own?"""
    numbered = line.ordered and asked.kind is Kind.ITEM and asked.ordered and line.indent == asked.indent
    return numbered and line.ends_as_question and line.stands_in_quotes and asked.stands_in_quotes


def follows_a_sibling(lines: Sequence[Line], index: int) -> bool:
    """Is the item at `index` right below another, in a list none of whose items is answered level with it?"""
    line, right_above, told = lines[index], False, False
    for above in reversed(lines[max(index - LOOK_BACK, 0) : index]):
        level = (above.indent, above.ordered) == (line.indent, line.ordered)
        if above.kind is Kind.ITEM and level and told:
            return False
        if above.kind is Kind.ITEM:
            if not right_above and not level:
                return False
            right_above = True
        elif above.kind is Kind.TEXT and not (above.set_as_title or above.text.endswith((":", "："))):
            # What leads to the list, or the answer to an item above.
            told = True
            if not right_above:
                return False
        elif above.kind is not Kind.BLANK:
            break
    return right_above
