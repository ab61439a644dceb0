"""Work that was handed in, and what was found of it, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from app.display.labels import label
from app.display.worked import Row, sections, tried_rows, whose_shares
from domain.verdict import Verdict
from domain.work import Work
from web.parts.citations import citations
from web.parts.elements import tag

_KINDS = {"✓": "met", "✗": "missed", "~": "partly", "·": "open"}


def code_block(code: str, language: str) -> None:
    """Code with the numbers of its lines, which the findings name; folded where it is long."""
    lines = code.rstrip("\n").split("\n")
    with tag("details", "", "code", open=len(lines) <= 12):
        tag("summary", label("work_lines", language, lines=len(lines)).rstrip(":： "))
        with tag("ol", "", "code-lines", tabindex=0, aria_label=label("page_code", language)):
            for line in lines:
                tag("li", line or " ")


def work_findings(verdict: Verdict, language: str) -> None:
    """Every part of the work with its evidence; nothing where the verdict is on words alone."""
    if verdict.work is None:
        return
    for section in sections(verdict, language):
        with tag("div", "", "findings work"):
            tag("h4", f"{section.title} · {section.share}")
            _rows(section.rows)
    tag("p", whose_shares(verdict.work, language), "notice")


def tried_card(work: Work, language: str) -> None:
    """What came of code that was tried."""
    title = label("work_tried", language)
    with tag("section", "", "card findings work", aria_label=title, role="status"):
        tag("h4", title)
        _rows(tried_rows(work, language))


def _rows(rows: Sequence[Row]) -> None:
    with tag("ul"):
        for row in rows:
            with tag("li", "", _KINDS[row.sign]):
                tag("span", row.sign, "sign")
                tag("span", f" {row.text}")
                if row.source is not None:
                    citations((row.source,))
