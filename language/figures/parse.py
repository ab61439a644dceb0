"""Turn a text into the figures it states."""

from __future__ import annotations

from functools import lru_cache

from language.figures.draft import Draft, draft
from language.figures.figure import Figure
from language.figures.ranges import join
from language.figures.scan import numbers


@lru_cache(maxsize=8192)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of `text`, from left to right; time grows linearly with its length, and nothing raises."""
    drafts: list[Draft] = []
    for number in numbers(text):
        floor = drafts[-1].end if drafts else 0
        if number.start < floor:
            continue
        drafted = draft(text, number, floor)
        if drafted is not None:
            drafts.append(drafted)
    return join(text, drafts)
