"""Lines of code that words name: "line 12", "Zeilen 4 bis 7", "L3", "10/11:"."""

from __future__ import annotations

import re

_NAMED = (
    r"(?:\b(?:lines?|zeilen?|líneas?|lineas?|lignes?|righe|riga|linhas?|regels?|l\.?|z\.)|第)\s*"
    r"(?P<list>\d{1,4}(?:\s*(?:-|–|—|,|/|and|to|und|bis|y|a|et|à|e|en|tot|i|至|到|和|、|&)\s*\d{1,4}){0,12})\s*(?:行)?"
)
_LINES = re.compile(rf"\(?{_NAMED}\)?", re.IGNORECASE)
_BARE = re.compile(r"^\s*(?:[-*•]\s*)?(?P<list>\d{1,4}(?:\s*[-–/,]\s*\d{1,4}){0,5})\s*[:：]\s+")
_RANGE = re.compile(r"^(?:-|–|—|to|bis|a|à|tot|至|到)$", re.IGNORECASE)
_MOST = 200


def lines_named(text: str, most: int) -> tuple[int, ...]:
    """The lines of 1 to `most` that `text` names, in order."""
    found: set[int] = set()
    for match in (*_LINES.finditer(text), *_BARE.finditer(text)):
        found.update(_numbers(match["list"], most))
    return tuple(sorted(found))[:_MOST]


def without_lines(text: str) -> str:
    """`text` without the naming of lines, and what joined it to the rest."""
    bare = _BARE.sub("", _LINES.sub(" ", text))
    return re.sub(r"^[\s:：,;.)\-–—]+", "", re.sub(r"\s{2,}", " ", bare)).strip() or text.strip()


def _numbers(named: str, most: int) -> list[int]:
    parts = re.findall(r"\d+|[^\d\s]+", named)
    numbers: list[int] = []
    through = False
    for part in parts:
        if not part.isdecimal():
            through = bool(_RANGE.match(part))
            continue
        last = int(part)
        first = numbers[-1] + 1 if through and numbers else last
        numbers += range(first, min(last, most) + 1) if first <= last else [last]
        through = False
    return [number for number in numbers if 1 <= number <= most]
