"""Postings that lost their line breaks when they were pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.markup.line import Kind, Line
from language.sentences import spans

_BULLET = re.compile(r"\s*[•■▪●◦‣✓✔➤►]\s*")
_FEWEST = 3
"""Bullets within a line from which on they are its items; a single one may stand between two names."""


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
