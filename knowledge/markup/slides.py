"""Slides as a program exports them: `Slide 4` on a line of its own over the title of what it shows."""

from __future__ import annotations

import re

from knowledge.lines.annotated import Phrase
from knowledge.markup.page import Page

_SLIDE = re.compile(
    r"^\W{0,4}(?:slide|folie|diapositiva|diapositive|diapo|slajd|l[aá]mina|dia|幻灯片|スライド)\s*#?\s*(?P<number>\d{1,3})"
    r"\W{0,4}$",
    re.IGNORECASE,
)
_FEWEST = 3
_LONGEST_TITLE = 80
_MOST_WORDS = 10
_STOPS = (".", "。", ",", ";")


def with_slides(page: Page) -> None:
    """Write the first line of each slide as a heading, where these are titles; in linear time.

    A guide with headings of its own is left as it is.
    """
    marks = [index for index, line in page.said() if line[:24].strip() and _SLIDE.match(line.strip())]
    if len(marks) < _FEWEST or any(line.startswith("#") for _, line in page.said("#")):
        return
    numbers = [int(found["number"]) for index in marks if (found := _SLIDE.match(page.lines[index].strip()))]
    if numbers != sorted(set(numbers)):
        return
    titles = {index: index + 1 for index in marks if _is_a_title(page, index + 1)}
    if len(titles) * 3 < len(marks) * 2:
        return
    for mark in marks:
        page.hide(mark)
    for title in titles.values():
        page.lines[title] = f"\n## {page.lines[title].strip()}\n"


def _is_a_title(page: Page, index: int) -> bool:
    text = page.lines[index].strip() if index < len(page.lines) else ""
    short = 0 < len(text) <= _LONGEST_TITLE and len(text.split()) <= _MOST_WORDS
    return short and not text.endswith(_STOPS) and not Phrase(text).ends_as_question
