"""Titles beside those that have a colon each: `qs they'll ask` without one, `about me: …` with what is said.

Neither is one by itself: the first may be a line of notes, the second a line of anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.page import Page

_NAMED = re.compile(r"^(?P<head>[^\W\d_][^:：.?!]{1,40})[:：]\s+(?P<rest>\S.*)$")
_FEWEST_WORDS_OF_A_PITCH = 15
_MOST_WORDS = 6
_MOST_INDENT = 3
_STOPS = (".", ",", ";", ":", "?", "!", "。", "，", "；", "：", "？", "！")
_PLAIN = frozenset(
    {
        Topic.QUESTIONS,
        Topic.STORIES,
        Topic.FACTS,
        Topic.RED_FLAGS,
        Topic.TO_ASK,
        Topic.WEAK_AREAS,
        Topic.CHECKLIST,
    }
)


def with_titles_beside(page: Page, titles: Sequence[int], level: str) -> None:
    """Write such lines as headings of `level`, as those at `titles` are; in linear time."""
    known = set(titles)
    for index, line in page.said():
        text = line.strip()
        above = page.lines[index - 1].strip() if index else ""
        if index in known or not text or above or len(line) - len(line.lstrip()) > _MOST_INDENT:
            continue
        below = page.lines[index + 1].strip() if index + 1 < len(page.lines) else ""
        if _is_plain_title(text) and below:
            page.lines[index] = f"{level} {text}"
        elif (named := _NAMED.match(text)) and _is_a_pitch(named["head"], named["rest"]):
            page.lines[index] = f"{level} {named['head'].strip()}\n{named['rest']}"


def _is_plain_title(text: str) -> bool:
    if len(text.split()) > _MOST_WORDS or text.endswith(_STOPS) or not text[0].isalpha():
        return False
    said = Phrase(text)
    return said.topic in _PLAIN and not any(label.rest for label in said.labels)


def _is_a_pitch(head: str, rest: str) -> bool:
    return len(rest.split()) >= _FEWEST_WORDS_OF_A_PITCH and Phrase(head).topic is Topic.PITCH
