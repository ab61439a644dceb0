"""Work that was handed in and what was found of it, as rows that terminal, page and exports show alike."""

from __future__ import annotations

from dataclasses import dataclass

from agents.reasons.said import said
from agents.reasons.work import finding, part_title
from app.display.labels import label
from domain.guide import Source
from domain.interview import ENGLISH, CandidateMessage
from domain.shown import shown_in_a_line
from domain.verdict import KeyPointVerdict, Label, Verdict
from domain.work import FindingKind, Mark, Weighed, Work, WorkPart


@dataclass(frozen=True, slots=True)
class Row:
    """A line of evidence with its sign: ✓ met, ✗ missed, ~ in part, · told and not counted."""

    sign: str
    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the verdict: its title with what was met, its share, and its evidence."""

    title: str
    share: str
    rows: tuple[Row, ...]


MET, MISSED, PARTLY, OPEN = "✓", "✗", "~", "·"
_SIGNS = {Mark.MET: MET, Mark.MISSED: MISSED, Mark.OPEN: OPEN}
_OF_LABELS = {
    Label.COVERED: MET,
    Label.PARTLY: PARTLY,
    Label.UNSURE: OPEN,
    Label.MISSING: MISSED,
    Label.CONTRADICTED: MISSED,
}


def sections(verdict: Verdict, language: str = ENGLISH) -> tuple[Section, ...]:
    """Every part of the work that `verdict` is about, with its evidence line by line; () without work."""
    if verdict.work is None:
        return ()
    return tuple(section_of(part, verdict.key_points, language) for part in verdict.work.parts)


def tried_rows(work: Work, language: str = ENGLISH) -> tuple[Row, ...]:
    """What came of work that was tried: what it does, and no more."""
    behaviour = next((part for part in work.parts if part.part is WorkPart.BEHAVIOUR), None)
    return _rows(behaviour, language) if behaviour is not None else ()


def whose_shares(work: Work, language: str = ENGLISH) -> str:
    """Who gave the shares of the parts."""
    return said("work.shares_guide" if work.of_the_guide else "work.shares_ours", language)


def handed_in(message: CandidateMessage, language: str = ENGLISH) -> str:
    """That work was handed in with a message, and how long it is; "" where none was."""
    if message.work is None:
        return ""
    return label("work_lines", language, lines=len(message.work.text.splitlines()))


def section_of(part: Weighed, key_points: tuple[KeyPointVerdict, ...], language: str) -> Section:
    """One part with its evidence; `key_points` are those of what was said of the work."""
    if part.part is WorkPart.TALK:
        rows = tuple(
            Row(_OF_LABELS[each.label], shown_in_a_line(each.key_point.text), each.key_point.source)
            for each in key_points
        ) or (Row(OPEN, said("work.not_said", language)),)
    else:
        rows = _rows(part, language)
    return Section(part_title(part, language), f"{part.weight:g} %", rows)


def _rows(part: Weighed, language: str) -> tuple[Row, ...]:
    return tuple(
        Row(
            PARTLY if each.kind is FindingKind.PARTLY else _SIGNS[each.mark],
            shown_in_a_line(finding(each, language)),
            each.source,
        )
        for each in part.findings
    )
