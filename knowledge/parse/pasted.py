"""What pastes and exports leave between the lines: slide numbers, keycaps, a chat program's offers."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import replace

from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import Section

_PAGE = re.compile(
    r"^\W*(?:slide|page|card|folie|seite|karte|diapositiva|pagina|página|slide|diapo|page|dia|幻灯片|スライド)"
    r"\s*\d{1,3}(?:\s*(?:/|of|von|de|di|van)\s*\d{1,3})?\W*$",
    re.IGNORECASE,
)
# `Marine biologist – aquarium          p. 2 of 2`, as it stands on each printed page.
_RUNNING_HEAD = re.compile(
    r"^\S.{0,90}?\s{2,}(?:p(?:age|\.|[aá]g\.?|[aá]gina)?|seite|s\.|pagina|blz\.?|bladzijde|第)\s*"
    r"\d{1,3}(?:\s*(?:/|of|von|de|di|sur|van)\s*\d{1,3}|页)?\W*$",
    re.IGNORECASE,
)
_KEYCAP = re.compile(
    r"^(?P<digit>\d)\ufe0f?\u20e3\s*(?P<text>\S.*)$|^(?P<ten>🔟)\s*(?P<rest>\S.*)$", re.DOTALL
)
_RECORDING = re.compile(r"^\W*(?P<name>[^\W\d_][^\d:]{2,30}?)\s*#?\d{1,3}\s*[(（\[,–—-][^:]*\d{1,2}:\d{2}\b")
# `[00:04:10 noise]` is nobody's words.
_AT = re.compile(r"^[\[(]\d{1,2}:\d{2}(?::\d{2})?\b[^\[\]()]*[\])]$")
_BRACKETS = frozenset("[(")
_LONGEST_HEAD = 80
_LAST_LINES = 3
_LONGEST_NUMBER = 24


def tidy(root: Section) -> None:
    """Make rules of slide numbers, items of keycap numbers, and nothing of an offer at the end, in place."""
    dated = _dated(root)
    last: deque[tuple[Section, int]] = deque(maxlen=_LAST_LINES)
    for section in root.walk():
        for place, line in enumerate(section.lines):
            if line.kind not in {Kind.TEXT, Kind.ITEM}:
                continue
            if line.text[:1] in _BRACKETS and _AT.match(line.text):
                section.lines[place] = replace(line, kind=Kind.LEFT_OUT)
                continue
            if dated and _head_of_recording(line) in dated:
                section.lines[place] = replace(line, kind=Kind.RULE)
                continue
            if line.text[-1:].isdigit() and "  " in line.text and _RUNNING_HEAD.match(line.text):
                section.lines[place] = replace(line, kind=Kind.RULE)
                continue
            if len(line.text) <= _LONGEST_NUMBER or not line.text[:2].isascii():
                section.lines[place] = _tidied(line)
            last.append((section, place))
    for section, place in last:
        line = section.lines[place]
        if cue("offers_more").match(folded(line.clean)):
            section.lines[place] = replace(line, kind=Kind.MARK)


def _dated(root: Section) -> set[str]:
    """What names recordings or messages, several of them: `Voice note 2 (22 Nov, 01:31)`."""
    heads = Counter(
        head for section in root.walk() for line in section.lines if (head := _head_of_recording(line))
    )
    return {head for head, times in heads.items() if times > 1}


def _head_of_recording(line: Line) -> str:
    """What stands before the number of a recording and its date, folded; "" for any other line."""
    if line.kind is not Kind.TEXT or len(line.text) > _LONGEST_HEAD or ":" not in line.text:
        return ""
    found = _RECORDING.match(line.text)
    return folded(found["name"]) if found else ""


def _tidied(line: Line) -> Line:
    if line.kind is Kind.TEXT and _PAGE.match(line.text):
        return replace(line, kind=Kind.RULE)
    found = _KEYCAP.match(line.text) if line.text[:1] in "0123456789🔟" else None
    if found is None:
        return line
    marker = f"{found['digit']}." if found["digit"] else "10."
    return replace(line, kind=Kind.ITEM, marker=marker, text=found["text"] or found["rest"])
