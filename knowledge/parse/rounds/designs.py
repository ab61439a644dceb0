"""Headings that give a system to design, over the steps of it."""

from __future__ import annotations

from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.markup.sections import Section
from knowledge.parse.draft import titled

_FEWEST_STEPS = 2


def is_design_task(text: str) -> bool:
    """`Design a booking system`, perhaps behind a name and in quotes: is a heading such a task?"""
    return bool(cue("design_task").match(folded(clean(titled(text)))))


def is_design_in_steps(section: Section) -> bool:
    """Does the heading give such a task, with the stages of a design as headings below?"""
    if section.heading is None or len(section.children) < _FEWEST_STEPS:
        return False
    return is_design_task(section.title) and any(
        cue("design_stage").search(folded(clean(child.title))) for child in section.children
    )
