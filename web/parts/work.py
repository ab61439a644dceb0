"""Work that was handed in, and what was found of it, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from app.display.labels import label
from app.display.worked import Row, sections, sheets_of, tried_rows, whose_shares
from domain.interview import Question
from domain.verdict import Verdict
from domain.work import DesignWork, HandedIn, Work
from web.parts.citations import citations
from web.parts.diagram import diagram
from web.parts.elements import tag

_MOST_OPEN = 12
_KINDS = {"✓": "met", "✗": "missed", "~": "partly", "·": "open"}


def sheet_blocks(work: HandedIn | None, language: str) -> None:
    """What was handed in, each sheet with the numbers of its lines, which the findings name."""
    for title, text in sheets_of(work, language):
        _block(title.rstrip(":： "), text, language, folded=text.count("\n") >= _MOST_OPEN)


def shown_code(question: Question, *, folded: bool = False) -> None:
    """The code that is shown with a question, with the numbers of its lines; nothing where there is none."""
    if question.shown:
        title = label("page_shown_code", question.language)
        _block(title, question.shown, question.language, folded=folded)


def _block(title: str, text: str, language: str, *, folded: bool) -> None:
    with tag("details", "", "code", open=not folded):
        tag("summary", title)
        with tag("ol", "", "code-lines", tabindex=0, aria_label=title, lang=language):
            for line in text.rstrip("\n").split("\n"):
                tag("li", line or " ")


def work_findings(verdict: Verdict, language: str) -> None:
    """Every part of the work with its evidence; nothing where the verdict is on words alone."""
    if verdict.work is None:
        return
    _diagram(verdict.work, language)
    for section in sections(verdict, language):
        with tag("div", "", "findings work"):
            tag("h4", section.head)
            _rows(section.rows)
    tag("p", whose_shares(verdict.work, language), "notice")


def tried_card(work: Work, language: str) -> None:
    """What came of work that was tried."""
    title = label("work_tried", language)
    with tag("section", "", "card findings work", aria_label=title, role="status"):
        tag("h4", title)
        _diagram(work, language)
        _rows(tried_rows(work, language))


def _diagram(work: Work, language: str) -> None:
    """A design's drawing, drawn again; what was read of it stands below in words."""
    if isinstance(work, DesignWork) and work.drawn.components:
        told = label("page_diagram", language, count=len(work.drawn.components))
        diagram(work.drawn, told)


def _rows(rows: Sequence[Row]) -> None:
    with tag("ul"):
        for row in rows:
            with tag("li", "", _KINDS[row.sign]):
                tag("span", row.sign, "sign")
                tag("span", f" {row.text}")
                if row.source is not None:
                    citations((row.source,))
