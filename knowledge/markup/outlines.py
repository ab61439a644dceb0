"""Plain text with marks of its own: numbered outlines ("1.2.1 Why bridges?"), styled letters, "Q1.", "A."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.markup.letters import has_styled_letters, plain_letters

_NUMBERED = re.compile(
    r"^\s{0,3}(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})[.)]?\s+(?P<title>[^\W\d_]\S*.*|[¿¡\"“„«].*)$"
)
_ASKED = re.compile(r"^Q\d{1,3}\.\s*\S")
_FEWEST_TITLES = 3
_MOST_WORDS = 16
_DEEPEST = 6


def with_titles(text: str) -> str:
    """`text` with what plain text marks in other ways marked as Markdown does; line n stays line n."""
    lines = text.split("\n")
    if has_styled_letters(text):
        lines = [plain_letters(line) for line in lines]
    return "\n".join(_from_letters(from_outline(lines)))


def _from_letters(lines: list[str]) -> list[str]:
    """`A. …` right below `Q1. …` as `A: …`."""
    asked = False
    for place, line in enumerate(lines):
        if asked and line.startswith("A. "):
            lines[place] = f"A:{line[2:]}"
        if line.strip():
            asked = bool(_ASKED.match(line))
    return lines


def from_outline(lines: Sequence[str]) -> list[str]:
    """`lines` with the titles of a numbered outline as headings; as they are where there is none.

    A title's number goes on from one before it ("1.2" after "1.1"), which figures do not.
    """
    if any(line.startswith("#") for line in lines):
        return list(lines)
    found = {place: title for place, line in enumerate(lines) if (title := _NUMBERED.match(line))}
    seen: set[tuple[int, ...]] = set()
    titles: dict[int, str] = {}
    for place, match in found.items():
        number = tuple(int(part) for part in match["number"].split("."))
        alone = place == 0 or not lines[place - 1].strip()
        if (
            not alone
            or len(match["title"].split()) > _MOST_WORDS
            or match["title"].rstrip().endswith((",", ";"))
        ):
            continue
        if number[-1] > 1 and (*number[:-1], number[-1] - 1) not in seen:
            continue
        seen.add(number)
        titles[place] = f"{'#' * min(len(number), _DEEPEST)} {match['title'].strip()}"
    if len(titles) < _FEWEST_TITLES:
        return list(lines)
    return [titles.get(place, line) for place, line in enumerate(lines)]
