"""Headings that give a system to design, over its steps, and chapters of tasks told by what they hold."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.lines.heads import names_designs
from knowledge.markup.line import Kind
from knowledge.markup.sections import Section
from knowledge.parse.draft import titled

_FEWEST_STEPS = 2
_LOOK_AHEAD = 40
_FEWEST_CODED = 2


def is_design_task(text: str) -> bool:
    """`Design a booking system`, perhaps behind a name and in quotes: is a heading such a task?"""
    return bool(cue("design_task").match(folded(clean(titled(text)))))


def asks_for_a_design(title: str) -> bool:
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
    return names_designs(above.heading.clean) and asks_for_a_design(section.title)


def lists_designs(section: Section) -> bool:
    """Is a chapter called no more than "Design" a list of such tasks, or is one given first?"""
    if section.heading is None or section.children or section.heading.question:
        return False
    if not names_designs(section.heading.clean):
        return False
    first = next((line for line in section.lines[:_LOOK_AHEAD] if line.kind in {Kind.TEXT, Kind.ITEM}), None)
    if first is not None and first.kind is Kind.TEXT and asks_for_a_design(first.text):
        return True
    outer = [line for line in section.lines[:_LOOK_AHEAD] if line.kind is Kind.ITEM and not line.indent]
    return bool(outer) and all(asks_for_a_design(line.text) for line in outer)


def is_coded(section: Section) -> bool:
    """`Technical challenges` over code, there or right below: tasks to code, and no challenges once met?

    "Exercises" over tasks with names of their own are such, too, where how to code most of them is said.
    """
    return section.gives_tasks_to_code(_is_coded)


def _is_coded(section: Section) -> bool:
    if section.heading is None or section.heading.question or section.heading.ends_as_question:
        return False
    title = folded(section.heading.clean).strip(" :：")
    technical = cue("technical_tasks").match(title)
    if technical and any(
        line.kind is Kind.CODE for held in (section, *section.children) for line in held.lines[:_LOOK_AHEAD]
    ):
        return True
    if not technical and not cue("exercises").search(title):
        return False
    tasks = list(_tasks_in(section))
    coded = sum(_speaks_of_code(folded(said)) for said in tasks)
    return coded >= _FEWEST_CODED and coded * 2 >= len(tasks)


def _speaks_of_code(said: str) -> bool:
    return bool(cue("code_talk").search(said) or cue("known_tasks").search(said))


def is_judged(section: Section) -> bool:
    """`Review this`, `Was stimmt hier nicht?` over code: is what stands there to be judged?"""
    if section.heading is None or section.children:
        return False
    if not any(line.kind is Kind.CODE for line in section.lines[:_LOOK_AHEAD]):
        return False
    return bool(cue("judges_code").match(folded(section.heading.clean)))


def _tasks_in(section: Section) -> Iterator[str]:
    """What is said in each section right below, or else in each outer item with what is below it."""
    if section.children:
        for child in section.children:
            if child.heading is None or child.heading.asks:
                continue
            yield " ".join(line.clean for line in child.lines[:_LOOK_AHEAD])
        return
    said: list[str] = []
    for line in section.lines[:_LOOK_AHEAD]:
        if line.kind is Kind.ITEM and not line.indent and said:
            yield " ".join(said)
            said = []
        if line.kind in {Kind.TEXT, Kind.ITEM}:
            said.append(line.clean)
    if said:
        yield " ".join(said)
