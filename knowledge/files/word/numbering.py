"""The lists of a Word file: what stands before an item, and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from knowledge.files.word.styles import Style, Styles
from knowledge.files.word.symbols import BOXES, is_symbolic, shown
from knowledge.files.word.xml import below, number, value, w

_MOST_LEVELS = 9
_PLACE = re.compile(r"%(\d)")
# Bullets that mean something: the writer's verdict on what follows.
_VERDICTS = frozenset("❌✅✗✘⚠❗❓⭐")
# How far, in twentieths of a point, one list is set in further than another that it stands in.
_STEP = 100


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    form: str = "decimal"
    text: str = ""
    font: str = ""
    start: int = 1
    left: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists say of a paragraph.

    `marker` stands before an item, "" where it is no item of its own: it goes on with one, or stands behind
    a `label` that is counted ("Question 3: "). `depth` counts the lists around.
    """

    marker: str
    depth: int
    label: str = ""


class Numbering:
    """The lists of a document, counted as its paragraphs come."""

    def __init__(self, part: Element, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {
            element.get(w("abstractNumId")) or "": element for element in part.findall(w("abstractNum"))
        }
        self._lists = {element.get(w("numId")) or "": element for element in part.findall(w("num"))}
        self._levels: dict[tuple[str, int], Level] = {}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()
        self._by_style: set[str] = set()
        # The items that the next one may stand in: list, level and how far it is set in.
        self._open: list[tuple[str, int, int | None]] = []

    def interrupted(self) -> None:
        """What comes next stands in no list that was open.

        What only a style counts starts again: "List Number" is one list for the whole of a document, and
        programs that write Word files use it for every list there is.
        """
        self._open.clear()
        for abstract in self._by_style:
            self._counts.pop(abstract, None)

    def listed(self, paragraph: Element | None, style: Style) -> Listed | None:
        """What stands before a paragraph with the properties `paragraph`; None where no list holds it."""
        direct = value(paragraph, "numPr/numId")
        list_id = direct if direct is not None else style.list_id
        if list_id in {None, "0"} or list_id not in self._lists:
            return None
        assert list_id is not None
        depth = number(paragraph, "numPr/ilvl")
        if depth is None:
            depth = self._level_of_style(list_id, style) if direct is None else 0
        depth = max(0, min(depth, _MOST_LEVELS - 1))
        level = self._level(list_id, depth)
        if level.form == "none":
            return None
        if direct is None:
            self._by_style.add(value(self._lists[list_id], "abstractNumId") or "")
            left = style.left or level.left
        else:
            left = level.left or style.left
        left = number(paragraph, "ind", "left") or number(paragraph, "ind", "start") or left
        if level.form == "bullet" and not level.text.strip():
            # Pandoc's way to go on with an item in a second paragraph.
            return Listed("", self._within(left or 0))
        stands = self._stands(list_id, depth, left, style.depth)
        if level.form == "bullet":
            return Listed("- [ ]" if _sign(level) in BOXES else "-", stands, _verdict(level))
        listed = _numbered(level, self._count(list_id, depth, level), stands)
        if not listed.marker:
            self._open.pop()
        return listed

    def goes_on(self, paragraph: Element | None, style: Style) -> int:
        """How many lists a paragraph without number stands in, because it is set in as their items are."""
        left = number(paragraph, "ind", "left") or number(paragraph, "ind", "start") or style.left or 0
        return self._within(left) if left > _STEP else 0

    def _within(self, left: int) -> int:
        while self._open and (self._open[-1][2] or 0) > left + _STEP:
            self._open.pop()
        return len(self._open)

    def _stands(self, list_id: str, level: int, left: int | None, named: int) -> int:
        """How deep an item stands, by its level in one list and by how far it is set in among several."""
        while self._open and not self._holds(self._open[-1], list_id, level, left):
            self._open.pop()
        depth = max(len(self._open), named if not self._open else 0)
        self._open.append((list_id, level, left))
        return depth

    @staticmethod
    def _holds(above: tuple[str, int, int | None], list_id: str, level: int, left: int | None) -> bool:
        if above[0] == list_id:
            return above[1] < level
        if above[2] is None or left is None:
            return above[1] < level
        return above[2] + _STEP <= left

    def _count(self, list_id: str, depth: int, level: Level) -> list[int]:
        element = self._lists[list_id]
        abstract = value(element, "abstractNumId") or ""
        counts = self._counts.setdefault(abstract, [])
        if list_id not in self._begun:
            self._begun.add(list_id)
            if element.find(f".//{w('startOverride')}") is not None:
                counts.clear()
        del counts[depth + 1 :]
        while len(counts) <= depth:
            counts.append(self._level(list_id, len(counts)).start - (1 if len(counts) == depth else 0))
        counts[depth] += 1
        return counts

    def _level_of_style(self, list_id: str, style: Style) -> int:
        for depth in range(_MOST_LEVELS):
            if style.style_id and self._level(list_id, depth).style == style.style_id:
                return depth
        return style.level

    def _level(self, list_id: str, depth: int) -> Level:
        if (list_id, depth) not in self._levels:
            self._levels[list_id, depth] = self._read_level(list_id, depth)
        return self._levels[list_id, depth]

    def _read_level(self, list_id: str, depth: int) -> Level:
        element = self._lists[list_id]
        abstract = self._abstract.get(value(element, "abstractNumId") or "")
        linked = value(abstract, "numStyleLink")
        if linked:
            other = self._lists.get(self._styles.list_of(linked) or "")
            abstract = self._abstract.get(value(other, "abstractNumId") or "")
        level = _at(abstract, "lvl", depth)
        override = _at(element, "lvlOverride", depth)
        start = number(override, "startOverride")
        own = below(override, "lvl")
        level = level if own is None else own
        if level is None:
            return Level()
        fonts = below(level, "rPr/rFonts")
        first = number(level, "start")
        return Level(
            form=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            font="" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "",
            start=start if start is not None else 1 if first is None else first,
            left=number(level, "pPr/ind", "left") or number(level, "pPr/ind", "start"),
            style=value(level, "pStyle"),
        )


def _at(element: Element | None, name: str, depth: int) -> Element | None:
    found = () if element is None else element.findall(w(name))
    return next((level for level in found if level.get(w("ilvl")) == str(depth)), None)


def _verdict(level: Level) -> str:
    sign = _sign(level)
    return f"{sign} " if sign in _VERDICTS and not is_symbolic(level.font) else ""


def _sign(level: Level) -> str:
    text = level.text.strip()
    if len(text) == 1 and (is_symbolic(level.font) or 0xF000 <= ord(text) < 0xF100):
        return shown(level.font or "wingdings", ord(text))
    return text


def _numbered(level: Level, counts: list[int], depth: int) -> Listed:
    """ "3." before an item; "Question 3: " as text before a paragraph."""

    def count(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        return str(counts[place]) if 0 <= place < len(counts) else ""

    if any(sign.isalpha() for sign in _PLACE.sub("", level.text)):
        return Listed("", depth, f"{_PLACE.sub(count, level.text).strip()} ")
    return Listed(f"{max(counts[-1], 0) % 1000}.", depth)
