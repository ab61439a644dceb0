"""Work that was handed in and what was found of it, as rows that terminal, page and exports show alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.reasons.said import said
from agents.reasons.work import finding, part_title
from app.display.labels import label
from domain.guide import Source
from domain.interview import ENGLISH
from domain.shown import shown_in_a_line
from domain.verdict import KeyPointVerdict, Label, Verdict
from domain.work import (
    DesignWork,
    Drawn,
    FindingKind,
    HandedIn,
    Linted,
    Mark,
    ReviewWork,
    Weighed,
    Work,
    WorkKind,
    WorkPart,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of evidence with its sign: ✓ met, ✗ missed, ~ in part, · told and not counted."""

    sign: str
    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the verdict: its title with what was met, its share, and its evidence.

    What counts for nothing has no share ("").
    """

    title: str
    share: str
    rows: tuple[Row, ...]

    @property
    def head(self) -> str:
        """Title and share in a line."""
        return f"{self.title} · {self.share}" if self.share else self.title


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
    """Every part of the work that `verdict` is about, with its evidence line by line; () without work.

    Before them a drawing as it was read, behind them what a linter sees besides.
    """
    work = verdict.work
    if work is None:
        return ()
    parts = tuple(section_of(part, verdict.key_points, language) for part in work.parts)
    match work:
        case DesignWork() if work.drawn.components:
            return (Section(label("design_read_as", language), "", _drawn_rows(work, language)), *parts)
        case ReviewWork() if work.lints:
            return (*parts, _linted(work.linted, language))
    return parts


def tried_rows(work: Work, language: str = ENGLISH) -> tuple[Row, ...]:
    """What came of work that was tried: what code does, how a drawing is read, and no more."""
    if isinstance(work, DesignWork):
        return _drawn_rows(work, language) or (Row(OPEN, label("work_no_drawing", language)),)
    behaviour = next((part for part in work.parts if part.part is WorkPart.BEHAVIOUR), None)
    return _rows(behaviour, language) if behaviour is not None else ()


def numbered(code: str) -> str:
    """Code with the number of each line before it."""
    lines = code.splitlines()
    width = len(str(len(lines)))
    return "\n".join(f"{number:>{width}} │ {line}" for number, line in enumerate(lines, start=1))


def drawn_lines(drawn: Drawn) -> list[str]:
    """A drawing as text: each component with what its arrows lead to, those without any alone."""
    after: dict[int, list[int]] = {}
    for one, other in drawn.arrows:
        after.setdefault(one, []).append(other)
    reached = {other for _, other in drawn.arrows}
    names = [shown_in_a_line(name) for name in drawn.components]
    return [
        f"{name} → {', '.join(names[other] for other in after[place])}" if place in after else name
        for place, name in enumerate(names)
        if place in after or place not in reached
    ]


def _drawn_rows(work: DesignWork, language: str) -> tuple[Row, ...]:
    rows = [Row(OPEN, line) for line in drawn_lines(work.drawn)]
    if work.not_read:
        rows.append(Row(OPEN, label("work_not_read", language, count=work.not_read)))
    return tuple(rows)


def _linted(found: Sequence[Linted] | None, language: str) -> Section:
    rows = tuple(
        Row(OPEN, f"{label('round_line', language, line=each.line)}: {_remark(each)}") for each in found or ()
    )
    none = Row(OPEN, label("linter_missing" if found is None else "linter_nothing", language))
    return Section(label("linter_sees", language), "", rows or (none,))


def _remark(each: Linted) -> str:
    return f"{shown_in_a_line(each.said)} ({each.code})"


def whose_shares(work: Work, language: str = ENGLISH) -> str:
    """Who gave the shares of the parts."""
    return said("work.shares_guide" if work.of_the_guide else "work.shares_ours", language)


def lines_told(work: HandedIn, language: str = ENGLISH) -> str:
    """What was handed in, and how long it is: "code, 12 lines:"."""
    of = "" if work.kind is WorkKind.CODE else f"_{work.kind}"
    return label(f"work_lines{of}", language, lines=len(work.text.splitlines()))


def sheets_of(work: HandedIn | None, language: str = ENGLISH) -> list[tuple[str, str]]:
    """What was handed in, sheet for sheet: its title and its text; [] where nothing was."""
    if work is None:
        return []
    sheets = [(lines_told(work, language), work.text.rstrip())]
    if work.better.strip():
        told = label("work_lines_better", language, lines=len(work.better.splitlines()))
        sheets.append((told, work.better.rstrip()))
    return sheets


def section_of(part: Weighed, key_points: tuple[KeyPointVerdict, ...], language: str) -> Section:
    """One part with its evidence; `key_points` are those of what was said of the work."""
    if part.part is WorkPart.TALK:
        rows = tuple(
            Row(_OF_LABELS[each.label], shown_in_a_line(each.key_point.text), each.key_point.source)
            for each in key_points
        ) or (Row(OPEN, said("work.not_said", language)),)
    else:
        rows = _rows(part, language)
    return Section(part_title(part, language), f"{part.weight:.3g} %", rows)


def _rows(part: Weighed, language: str) -> tuple[Row, ...]:
    return tuple(
        Row(
            PARTLY if each.kind is FindingKind.PARTLY else _SIGNS[each.mark],
            shown_in_a_line(finding(each, language)),
            each.source,
        )
        for each in part.findings
    )
