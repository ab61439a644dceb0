"""Plain text with marks of its own: numbered outlines ("1.2.1 Why bridges?"), styled letters, "Q1.", "A."."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge.markup.letters import has_styled_letters, plain_letters

_NUMBERED = re.compile(
    r"^\s{0,3}(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})[.)]?\s+(?P<title>[^\W\d_]\S*.*|[¿¡\"“„«].*)$"
)
# `4. KEY FIGURES` over `4.1 14 species bred`
_CHAPTER = re.compile(r"^\s{0,3}(?P<number>\d{1,2})[.)]?\s+(?P<title>[^\W\d_]\S*.*)$")
_PART = re.compile(r"^\s{0,3}(?P<chapter>\d{1,2})\.(?P<number>\d{1,2})[.)]?\s+(?P<said>\S.*)$")
_FEWEST_CHAPTERS = 3
_ASKED = re.compile(r"^Q\d{1,3}\.\s*\S")
# `### CARD 12 · Figures`, `## Karte 3: Warum wir?`: where one lies in a pile says nothing of what is on it.
_OF_A_PILE = re.compile(
    r"^(?P<marks>\s{0,3}#{1,6}\s+)"
    r"(?:(?:flash|index |cue )?cards?|slide|page|note|(?:kartei|lern)?karte|folie|zettel"
    r"|ficha|tarjeta|diapositiva|cart[aã]o|fiche|carte|diapo|scheda|cartoncino|kaart(?:je)?|dia"
    r"|卡片?|幻灯片|カード|スライド|카드)\s*(?:[#№]\s*|n[.º°]\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*"
    r"(?:[:：·•|]\s*|[.)]\s+|[-–—]\s+)(?=\S)",
    re.IGNORECASE,
)
_FEWEST_TITLES = 3
_MOST_WORDS = 16
_DEEPEST = 6


def with_titles(text: str) -> str:
    """`text` with what plain text marks in other ways marked as Markdown does; line n stays line n."""
    lines = text.split("\n")
    if has_styled_letters(text):
        lines = [plain_letters(line) for line in lines]
    return "\n".join(_from_letters(from_outline(_without_their_place(lines))))


def _without_their_place(lines: list[str]) -> list[str]:
    """The headings of cards or slides, three at least, without `Card 4 ·` before what they say."""
    found = {place: match for place, line in enumerate(lines) if (match := _OF_A_PILE.match(line))}
    if len(found) < _FEWEST_TITLES:
        return lines
    return [
        f"{found[place]['marks']}{line[found[place].end() :]}" if place in found else line
        for place, line in enumerate(lines)
    ]


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
    if chapters := _chapters(lines):
        return _in_chapters(lines, chapters)
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


def _chapters(lines: Sequence[str]) -> dict[int, str]:
    """The titles of chapters with their places, numbered from 1 on; none unless parts stand below several.

    `4. KEY FIGURES` right above `4.1 …` is one, and so are those between such in the same row of numbers.
    """
    filled = [place for place, line in enumerate(lines) if line.strip()]
    chain: list[tuple[int, str]] = []
    over = 0
    for place, below in pairwise(filled):
        found = _CHAPTER.match(lines[place])
        if found is None or int(found["number"]) != len(chain) + 1:
            continue
        if (place and lines[place - 1].strip()) or len(found["title"].split()) > _MOST_WORDS:
            continue
        part = _PART.match(lines[below])
        over += part is not None and (int(part["chapter"]), int(part["number"])) == (len(chain) + 1, 1)
        chain.append((place, found["title"].strip()))
    return dict(chain) if over >= _FEWEST_CHAPTERS else {}


def _in_chapters(lines: Sequence[str], chapters: Mapping[int, str]) -> list[str]:
    """`lines` with `chapters` as headings, and their parts as headings or, one below the other, as items."""
    result = list(lines)
    parts = {place: found for place, line in enumerate(lines) if (found := _PART.match(line))}
    for place, found in parts.items():
        listed = place + 1 in parts or place - 1 in parts
        asked = found["said"].rstrip().endswith(("?", "？"))
        short = len(found["said"].split()) <= _MOST_WORDS
        if listed or not short or (found["said"][:1].isdigit() and not asked):
            result[place] = f"- {found['said']}"
        elif place and not lines[place - 1].strip():
            result[place] = f"## {found['said'].strip()}"
    for place, title in chapters.items():
        result[place] = f"# {title}"
    return result
