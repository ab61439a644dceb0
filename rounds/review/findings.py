"""What a candidate found, taken apart: one finding after another, each with the lines it names."""

from __future__ import annotations

import re

from domain.values import Frozen
from language.sentences import sentences
from rounds.placed import ITEM
from rounds.review.numbers import lines_named, without_lines
from rounds.review.severity import Severity, severity_of

MOST = 40
"""Findings that are heard; a review of more is a list of everything."""
_MOST_LETTERS = 20_000
_LONGEST = 1200
_WRAPPED = 66
"""A line of so many letters may go on in the next."""
_OPENS = re.compile(
    r"\s*(?:[-*•+]|\d{1,3}[.)]|\[|\(|(?:line|zeile|línea|ligne|riga|linha|regel|第)\w*\s*\d)", re.IGNORECASE
)
_ENDS = tuple(".!?。！？:：")


class Found(Frozen):
    """One finding: `said` as it was written, `text` without lines and severity; `line` is the candidate's own
    (1-based), `about` the lines of the code it names."""

    said: str
    text: str
    line: int
    about: tuple[int, ...] = ()
    severity: Severity | None = None


def findings(said: str, code_lines: int) -> tuple[Found, ...]:
    """The findings in `said`, at most forty: its items, its lines, or the sentences of its one paragraph."""
    return tuple(_finding(text, number, code_lines) for number, text in _pieces(said))[:MOST]


def _finding(said: str, number: int, code_lines: int) -> Found:
    text = ITEM.sub("", said, count=1)
    severity, plain = severity_of(text)
    if severity is None:
        severity, plain = severity_of(without_lines(text))
    return Found(
        said=said.strip(),
        text=without_lines(plain),
        line=number,
        about=lines_named(text, code_lines),
        severity=severity,
    )


def _pieces(said: str) -> list[tuple[int, str]]:
    rows = [(n, row.rstrip()[:_LONGEST]) for n, row in enumerate(said[:_MOST_LETTERS].splitlines(), start=1)]
    found: list[tuple[int, str]] = []
    closed = True
    for number, row in rows:
        if not row.strip():
            closed = True
        elif (
            found
            and not closed
            and len(rows[number - 2][1]) >= _WRAPPED
            and row.lstrip()[:1].islower()
            and not _OPENS.match(row)
        ):
            found[-1] = (found[-1][0], f"{found[-1][1]} {row.strip()}"[:_LONGEST])
            closed = row.rstrip().endswith(_ENDS)
        else:
            found.append((number, row))
            closed = row.rstrip().endswith(_ENDS)
    if len(found) <= 1 or not any(_OPENS.match(text) for _, text in found):
        return [
            (number, sentence) for number, text in found for sentence in sentences(text) if sentence.strip()
        ]
    return found
