"""Headings that give a system to design, over its steps, and chapters of tasks told by what they hold."""

from __future__ import annotations

from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.markup.line import Kind
from knowledge.markup.sections import Section
from knowledge.parse.draft import titled

_FEWEST_STEPS = 2
_LOOK_AHEAD = 40


def is_design_task(text: str) -> bool:
    """`Design a booking system`, perhaps behind a name and in quotes: is a heading such a task?"""
    return bool(cue("design_task").match(folded(clean(titled(text)))))


def _asks_for_a_design(title: str) -> bool:
    """`Design push notifications`: without an article it is a task in such a chapter alone."""
    return is_design_task(title) or bool(cue("design_begins").match(folded(clean(titled(title)))))


def is_design(section: Section) -> bool:
    """Is a section a design by its heading, with what stands below it or above?"""
    return _is_design_in_steps(section) or _is_design_of_a_chapter(section)


def _is_design_in_steps(section: Section) -> bool:
    """Does the heading give such a task, with the stages of a design as headings below?"""
    if section.heading is None or len(section.children) < _FEWEST_STEPS:
        return False
    return is_design_task(section.title) and any(
        cue("design_stage").search(folded(clean(child.title))) for child in section.children
    )


def _is_design_of_a_chapter(section: Section) -> bool:
    """`Design a parcel locker` below a chapter called no more than "Design", with something said of it?"""
    above = section.parent
    if section.heading is None or above is None or above.heading is None or not section.lines:
        return False
    chapter = cue("design_chapter").match(folded(above.heading.clean).strip(" :："))
    return chapter is not None and _asks_for_a_design(section.title)


def is_coded(section: Section) -> bool:
    """`Technical challenges` over code, there or right below: tasks to code, and no challenges once met?"""
    if section.heading is None or not cue("technical_tasks").match(
        folded(section.heading.clean).strip(" :：")
    ):
        return False
    return any(
        line.kind is Kind.CODE for held in (section, *section.children) for line in held.lines[:_LOOK_AHEAD]
    )
