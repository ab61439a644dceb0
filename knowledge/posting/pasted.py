"""Postings that lost their line breaks when they were pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.markup.line import Kind, Line
from language.sentences import count_words, spans

_BULLET = re.compile(r"\s*[•■▪●◦‣✓✔➤►]\s*")
_FEWEST = 3
"""Bullets within a line from which on they are its items; a single one may stand between two names."""
_LONGEST_TITLE = 8
_LONGEST_ITEM = 30


def over_lines(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands over a list that lost its marks: short, over two lines or more, each by itself.

    A paragraph that is broken into lines goes on in small letters.
    """
    line = lines[at]
    if line.kind not in (Kind.TEXT, Kind.HEADING) or not 0 < count_words(line.text) <= _LONGEST_TITLE:
        return False
    if line.kind is Kind.TEXT and at and lines[at - 1].kind not in (Kind.BLANK, Kind.RULE):
        return False
    set_off = line.kind is Kind.HEADING or line.set_as_title or line.text.startswith(("**", "__"))
    if set_off and at + 1 < len(lines) and lines[at + 1].kind is Kind.BLANK:
        at += 1
    below: list[str] = []
    for each in lines[at + 1 :]:
        if each.kind is not Kind.TEXT:
            if each.kind is not Kind.BLANK:
                return False
            break
        below.append(each.text.strip())
    begin = [text[:1] for text in below]
    return (
        len(below) > 1
        and all(count_words(text) <= _LONGEST_ITEM for text in below)
        and not any(first.islower() for first in begin)
    )


def run_in(line: Line) -> Iterator[Line]:
    """The lines that `line` was: what leads to its bullets, each item, and what follows the last."""
    if line.kind not in (Kind.TEXT, Kind.ITEM) or len(_BULLET.findall(line.text)) < _FEWEST:
        yield line
        return
    lead, *items = _BULLET.split(line.text)
    first = [lead[start:end] for start, end in spans(lead)]
    # "We seek a teacher. The successful candidate will: • …": the sentence before the list leads to it.
    for text in first if line.kind is Kind.TEXT else [lead]:
        if text.strip():
            yield replace(line, text=text)
    for item in items[:-1]:
        if item:
            yield replace(line, kind=Kind.ITEM, marker="•", text=item)
    last = [items[-1][start:end] for start, end in spans(items[-1])]
    for place, text in enumerate(last):
        yield replace(line, kind=Kind.TEXT if place else Kind.ITEM, marker="" if place else "•", text=text)
