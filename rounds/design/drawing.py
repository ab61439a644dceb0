"""Boxes and arrows in text, read into components and the arrows between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.work import Drawn
from language.patterns import regex

MOST_COMPONENTS, MOST_ARROWS = 60, 300
_MOST_WORDS, _MOST_LETTERS = 6, 48
_LONGEST_LINE = 1000
_ARROW = regex(r"\s*(?:<?[-=─━]{1,20}[>▶►→]|[→⇒⟶➜➔▶►]|<[-=─━]{1,20}(?!>)|[←⇐⟵]|[↔⇄⇆])\s*")
_BACK = regex(r"\s*(?:<[-=─━]+(?![>▶►→])|[←⇐⟵])")
_BOTH = regex(r"\s*(?:<[-=─━]+[>▶►→]|[↔⇄⇆])")
_DOWN = regex(r"[↓⇓▼↡]|(?:(?<=\s)|^)[vV](?=\s|$)")
_ONLY_LINES = regex(r"^[\s|│┃↓⇓▼▲↑vV┼┴┬├┤└┘┌┐─━╵╷/\\+-]+$")
_BOX_EDGE = regex(r"[┌┐└┘╔╗╚╝╭╮╰╯]|\+[-─=]{3,}\+")
_BORDER = regex(r"[│┃║|]")
_ASIDE = regex(r"\s*[(（][^()（）]{0,80}[)）]\s*$")
_WRAPS = "[](){}<>|│┃║\"'`*_ \t"


class Sketch:
    """A drawing as it is being read: components by their names, in the order they come."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.arrows: dict[tuple[int, int], None] = {}
        self.not_read = 0
        self._places: dict[str, int] = {}
        self._keys: dict[str, int] = {}

    def component(self, name: str, key: str = "") -> int | None:
        """The place of the component `name`, added where it is new; None for no name, or too many of them.

        `key` is what arrows call it. A key that got a name later takes it.
        """
        shown = " ".join(name.split())[:_MOST_LETTERS]
        if key in self._keys:
            at = self._keys[key]
            if shown and self.names[at] == key:
                self.names[at] = shown
            return at
        folded = shown.casefold()
        if not any(sign.isalnum() for sign in folded):
            return None
        if folded not in self._places or (key and shown == key):
            if len(self.names) >= MOST_COMPONENTS:
                self.not_read += 1
                return None
            self._places.setdefault(folded, len(self.names))
            self.names.append(shown)
        if key:
            self._keys[key] = self._places[folded]
        return self._places[folded]

    def arrow(self, one: str, other: str) -> None:
        """An arrow between two components, by their names."""
        self._join(self.component(one), self.component(other))

    def keyed_arrow(self, one: str, other: str) -> None:
        """An arrow between two components, by their keys."""
        self._join(self._keys.get(one), self._keys.get(other))

    def _join(self, one: int | None, other: int | None) -> None:
        if one is not None and other is not None and one != other and len(self.arrows) < MOST_ARROWS:
            self.arrows[one, other] = None

    @property
    def drawn(self) -> Drawn:
        """What was read."""
        return Drawn(components=tuple(self.names), arrows=tuple(self.arrows))


def chain_of(line: str) -> list[tuple[list[str], str]] | None:
    """The pieces of a line of boxes and arrows, each with the arrow behind it ("" at the end).

    None where the line is none: every piece has to be a name of a few words. A piece may name several
    boxes ("Redis, Postgres").
    """
    line = line[:_LONGEST_LINE]
    arrows = list(_ARROW.finditer(line))
    if not arrows:
        return None
    starts = [0, *(each.end() for each in arrows)]
    ends = [*(each.start() for each in arrows), len(line)]
    pieces: list[tuple[list[str], str]] = []
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        names = _names(line[start:end])
        if names is None:
            return None
        pieces.append((names, arrows[at][0] if at < len(arrows) else ""))
    return pieces if sum(bool(names) for names, _ in pieces) > 1 else None


def read_chains(lines: Sequence[str], sketch: Sketch) -> None:
    """Add to `sketch` what lines of boxes and arrows draw."""
    for line in lines:
        before, arrow = list[str](), ""
        for names, behind in chain_of(line) or ():
            for name in names:
                sketch.component(name)
            _join(sketch, before, names, arrow)
            before, arrow = names, behind


def read_boxes(lines: Sequence[str], sketch: Sketch) -> None:
    """Add to `sketch` what boxes above each other draw, with arrows down between them."""
    above: list[tuple[int, int, str]] = []
    level: list[tuple[int, int, str]] = []
    downs: list[int] = []
    for line in (*(each[:_LONGEST_LINE] for each in lines), ""):
        if _is_down(line):
            if level:
                _join_levels(sketch, above, level, downs)
                above, level, downs = level, [], []
            downs += [match.start() for match in _DOWN.finditer(line)]
            continue
        if _ONLY_LINES.match(line) or not line.strip():
            continue
        for start, end, name in _cells(line):
            if not any(start < right and left < end for left, right, _ in level):
                level.append((start, end, name))
    if level:
        _join_levels(sketch, above, level, downs)


def _is_down(line: str) -> bool:
    return bool(_ONLY_LINES.match(line)) and bool(_DOWN.search(line)) and "─" not in line


def is_boxed(line: str) -> bool:
    """Is `line` part of a drawing of boxes above each other?"""
    bordered = len(_BORDER.findall(line)) > 1 and ("│" in line or "┃" in line or "║" in line)
    return bool(_BOX_EDGE.search(line)) or bordered or _is_down(line)


def _join_levels(
    sketch: Sketch,
    above: Sequence[tuple[int, int, str]],
    level: Sequence[tuple[int, int, str]],
    downs: list[int],
) -> None:
    for _, _, name in level:
        sketch.component(name)
    if not above:
        return
    for at in downs:
        sketch.arrow(_nearest(above, at), _nearest(level, at))
    if len(level) == 1 and downs:
        return
    if len(above) == 1 and len(downs) < len(level):
        for _, _, name in level:
            sketch.arrow(above[0][2], name)


def _nearest(level: Sequence[tuple[int, int, str]], at: int) -> str:
    return min(
        level, key=lambda box: 0 if box[0] <= at <= box[1] else min(abs(box[0] - at), abs(box[1] - at))
    )[2]


def _cells(line: str) -> list[tuple[int, int, str]]:
    """The names in a row of boxes with their columns; a row without borders is one name."""
    borders = [match.start() for match in _BORDER.finditer(line)]
    if len(borders) < 2:
        name = _name(line)
        return [(len(line) - len(line.lstrip()), len(line.rstrip()), name)] if name else []
    cells = []
    for left, right in pairwise(borders):
        text = line[left + 1 : right]
        if text.strip() and not text.strip().startswith(("-", "•", "*", "(")) and (name := _name(text)):
            cells.append((left, right, name))
    return cells


def _names(piece: str) -> list[str] | None:
    """The boxes that a piece between arrows names, none for an empty one; None where it is a sentence."""
    bare = piece.strip()
    if not bare:
        return []
    between = r"(?<=[\])}])\s*[,;，、]\s*" if bare[:1] in "[({" else r"\s*[,;，、]\s*"
    parts = re.split(between, bare)
    names = [_name(part) for part in parts]
    return [name for name in names if name] if all(names) else None


def _name(text: str) -> str | None:
    bare = re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", text)
    bare = _ASIDE.sub("", bare) if not bare.strip().startswith(("(", "（")) else bare
    bare = bare.strip(_WRAPS).strip()
    if not bare or len(bare) > _MOST_LETTERS or len(bare.split()) > _MOST_WORDS:
        return None
    ends = bare[-1:] in ".?!。？！:：" or not any(sign.isalpha() for sign in bare)
    return None if ends else bare


def _join(sketch: Sketch, before: Sequence[str], names: Sequence[str], arrow: str) -> None:
    for one in before:
        for other in names:
            if not _BACK.match(arrow) or _BOTH.match(arrow):
                sketch.arrow(one, other)
            if _BACK.match(arrow) or _BOTH.match(arrow):
                sketch.arrow(other, one)
