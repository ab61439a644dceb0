"""Notes in two columns, cues on the left and what is said on the right: `why us? | I live here`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.kinds_in_rows import kind_named
from knowledge.markup.page import Page
from knowledge.markup.star_letters import with_colons

_ROW = re.compile(r"^(?P<left>[^|]{0,50}?)\s*\|(?:\s+(?P<right>[^|]*))?$")
_RULE = re.compile(r"^[\s|:+-]+$")
_FEWEST_ROWS = 8
_FEWEST_KINDS = 3
_REMARK = re.compile(r"\s*[,(（].*$")


def with_two_columns(page: Page) -> None:
    """Write such notes as titles and what is below them; a table, which has a rule, stays as it is."""
    barred = [(index, line) for index, line in page.said("|") if not line.startswith("|")]
    if len(barred) < _FEWEST_ROWS:
        return
    rows = {index: found for index, line in barred if (found := _ROW.match(line))}
    filled = sum(bool(line.strip()) for line in page.lines)
    if len(rows) < _FEWEST_ROWS or len(rows) * 4 < filled * 3:
        return
    if any("|" in line and _RULE.match(line) for line in page.lines):
        return
    named = {index: _named(found["left"]) for index, found in rows.items() if found["left"].strip()}
    if len({topic for topic in named.values() if topic is not None}) < _FEWEST_KINDS:
        return
    for index, line in _written(rows, named):
        page.lines[index] = line


def _named(left: str) -> Topic | None:
    return None if Phrase(left).asks else Phrase(left).topic or kind_named(_REMARK.sub("", left))


def _written(rows: dict[int, re.Match[str]], named: dict[int, Topic | None]) -> Iterator[tuple[int, str]]:
    listed = False
    said = {index: (rows[index]["right"] or "").strip() for index in sorted(rows)}
    said |= with_colons(said.items())
    for index, right in said.items():
        left = rows[index]["left"].strip()
        if not left:
            yield index, right
        elif named[index] is not None:
            listed = True
            yield index, f"\n## {left}\n{right}"
        else:
            over = "\n## Questions\n" if listed else ""
            listed = False
            yield index, f"{over}\nQ: {left}" + (f"\nA: {right}" if right else "")
