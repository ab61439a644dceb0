"""What stands before or around the text of a guide: a YAML header, what a fence is indented by."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEFORE_FENCE = re.compile(r"^\s*(?:>\s?)*\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?")
_FRONT_MATTER_LINES = 60


def front_matter(raw: Sequence[str]) -> set[int]:
    """The lines of a YAML header."""
    if not raw or raw[0].rstrip() != "---":
        return set()
    for index in range(1, min(len(raw), _FRONT_MATTER_LINES)):
        if raw[index].rstrip() in {"---", "..."}:
            body = [line for line in raw[1:index] if line.strip()]
            fields = all(re.match(r"^\s*(?:[\w-]+\s*:|-\s|#)", line) for line in body)
            named = any(re.match(r"^[\w-]+\s*:", line) for line in body)
            return set(range(index + 1)) if named and fields else set()
    return set()


def margins_of(raw: Sequence[str], code: Sequence[bool], marks: Sequence[bool]) -> list[str]:
    """What stands before the ticks of the fence that each line of code is in."""
    margins = []
    margin = ""
    for index, line in enumerate(raw):
        if marks[index]:
            found = _BEFORE_FENCE.match(line)
            margin = found[0] if found else ""
        elif not code[index]:
            margin = ""
        margins.append(margin)
    return margins


def within(content: str, margin: str) -> str:
    """A line of code without what its fence is indented by, or quoted with."""
    if ">" in margin:
        content = re.sub(rf"^\s{{0,3}}(?:>\s?){{1,{margin.count('>')}}}", "", content)
        margin = margin[margin.rindex(">") + 2 :]
    columns = len(margin.expandtabs(4))
    blank = len(content) - len(content.lstrip(" "))
    return content[min(columns, blank) :] if columns else content
