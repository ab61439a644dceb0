"""Stories whose parts have a letter or a name before them but no colon: `S - the van broke`, `Task. I …`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import STAR, Role
from knowledge.markup.page import Page

_LETTERED = re.compile(
    r"^(?P<before>\s*(?:(?:[-*+•>]|\d{1,2}[.)])\s+)?)(?P<open>[*_(\[]{0,3})(?P<letter>[A-Z])(?P<close>[*_)\]]{0,3})"
    r"\s*(?P<sign>[.)/=|–—-]{0,3})\s+[*_]{0,2}(?=[^\s:：])"
)
_MAY_BE_LETTERED = re.compile(r"[^a-z]{0,12}[A-Z](?![a-zà-ÿ])")
_ROWS = ("STAR", "CTAR", "CAR", "PAR", "SAHE", "SAR", "SOAR")
"""The letters that parts begin with, one line below the other."""
# `Situation. In spring …`
_WORDED = re.compile(
    r"^(?P<before>\s*(?:[-*+•>]\s+)?)(?P<mark>\*{0,2})(?P<name>[^\W\d_]{3,15})(?:\.(?P=mark)|(?P=mark)\.)\s+(?=\S)"
)
_MOST_BETWEEN = 2
_MOST_BETWEEN_PARTS = 6
_FEWEST_PARTS = 3
_LONGEST = max(map(len, _ROWS))


def _is_named(rest: str) -> bool:
    """Does the name of the part stand behind its letter: `S - Situation: …`?"""
    return Phrase(rest).label(*STAR) is not None


def with_star_letters(page: Page) -> None:
    """Write a colon behind the letters of such parts, where all of them stand below each other."""
    for index, line in with_colons(page.said()).items():
        page.lines[index] = line
    told: list[tuple[int, Role, str]] = []
    for index, line in page.said(". ", ".** "):
        found = _WORDED.match(line)
        label = Phrase(f"**{found['name']}:** told").label(*STAR) if found else None
        if found is None or label is None:
            continue
        if told and (label.role is Role.SITUATION or index - told[-1][0] > _MOST_BETWEEN_PARTS):
            _write_names(page, told)
            told = []
        told.append((index, label.role, f"{found['before']}**{found['name']}:** {line[found.end() :]}"))
    _write_names(page, told)


def _write_names(page: Page, told: Sequence[tuple[int, Role, str]]) -> None:
    """Write the parts of one story as labelled, where three different ones stand there from the first on."""
    if len({role for _, role, _ in told}) < _FEWEST_PARTS or told[0][1] is not Role.SITUATION:
        return
    for index, _, line in told:
        page.lines[index] = line


def with_colons(lines: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The same of lines with their places: those that have a colon now."""
    written: dict[int, str] = {}
    held: list[tuple[int, str, re.Match[str]]] = []
    for index, line in lines:
        found = _LETTERED.match(line) if _MAY_BE_LETTERED.match(line) else None
        if found is None or bool(found["open"]) is not bool(found["close"]) or _is_named(line[found.end() :]):
            held = held if held and index - held[-1][0] <= _MOST_BETWEEN else []
            continue
        held = [*held, (index, line, found)][-_LONGEST:]
        told = "".join(part["letter"] for _, _, part in held)
        row = next((row for row in _ROWS if told.endswith(row)), "")
        if len(row) == len("SAR") and not all(part["sign"] for _, _, part in held[-3:]):
            continue
        for at, said, part in held[-len(row) :] if row else []:
            written[at] = f"{part['before']}{part['letter']}: {said[part.end() :]}"
        held = [] if row else held
    return written
