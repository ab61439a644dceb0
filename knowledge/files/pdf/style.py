"""What the type of a document means: its body, the distance of its lines, which type is a heading's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.files.pdf.lines import Line

Key = tuple[float, bool, str]
"""A type: its size in half points, whether it is bold, its family."""

_LARGER = 1.06
_LONGEST_TITLE = 180
_ENDS_A_SENTENCE = re.compile(r"[.;,。；，]$")
_MOST_LEVELS = 6
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Style:
    """`levels` gives the heading level of a type (1 to 6), `titles` that of a title in the outline."""

    size: float = 10.0
    mono: bool = False
    bold: bool = False
    families: set[str] = field(default_factory=set)
    leading: dict[float, float] = field(default_factory=dict)
    levels: dict[Key, int] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)

    def apart(self, above: Line, below: Line) -> bool:
        """Is there more room between two lines than between those of a paragraph?"""
        size = max(above.size, below.size)
        usual = self.leading.get(round(size * 2) / 2, 1.3 * size)
        return below.baseline - above.baseline > 1.2 * usual + 0.5

    def title_level(self, text: str) -> int:
        """The level that the outline gives a line, 0 where it has none."""
        return self.titles.get(_folded(text), 0) if self.titles else 0

    def sets_apart(self, line: Line) -> bool:
        """Is the line set in a type that is not the body's, as headings are?"""
        if line.font.mono and not self.mono:
            return False
        if line.size >= _LARGER * self.size:
            return True
        other = line.all_bold and line.font.family not in self.families
        return other and not self.bold and line.size >= self.size * 0.95


def style_of(regions: Iterable[Sequence[Line]], outline: Sequence[tuple[int, str]]) -> Style:
    """The style of a document, from its lines and from the titles in its outline."""
    style = Style(
        titles={_folded(title): min(level, _MOST_LEVELS) for level, title in outline if title.strip()}
    )
    parts = list(regions)
    lines = [line for part in parts for line in part]
    letters: Counter[tuple[float, bool]] = Counter()
    bold = written = 0
    for line in lines:
        letters[(_half(line.size), line.font.mono)] += len(line.text)
        for run in line.runs:
            written += len(run.text)
            bold += len(run.text) if run.bold else 0
    mono = sum(count for (_, is_mono), count in letters.items() if is_mono)
    style.mono = mono * 3 > written * 2
    style.bold = bold * 3 > written * 2
    of_body = Counter({size: count for (size, is_mono), count in letters.items() if is_mono == style.mono})
    style.size = of_body.most_common(1)[0][0] if of_body else 10.0
    # A bold word within a line of the body makes its family one of the body's.
    style.families = {
        family
        for line in lines
        if not line.all_bold and abs(line.size - style.size) <= 0.6
        for family in line.families
    }
    style.leading = _leading(parts)
    style.levels = _levels(lines, style)
    return style


def key_of(line: Line) -> Key:
    """The line's type."""
    return _half(line.size), line.all_bold, line.font.family


def could_title(line: Line, style: Style) -> bool:
    """Could the words of a line be a title?"""
    text = line.text.strip()
    if not any(sign.isalnum() for sign in text) or len(text) > _LONGEST_TITLE:
        return False
    return line.size >= 1.2 * style.size or not _ENDS_A_SENTENCE.search(text)


def _leading(parts: Sequence[Sequence[Line]]) -> dict[float, float]:
    """For each size the distance between lines of a paragraph: the smallest that is usual."""
    steps: dict[float, Counter[float]] = {}
    for part in parts:
        for above, below in pairwise(part):
            size, step = _half(below.size), below.baseline - above.baseline
            if above.page == below.page and abs(above.size - below.size) < 0.6 and 0.9 < step / size < 2.3:
                steps.setdefault(size, Counter())[_half(step)] += 1
    leading = {}
    for size, counted in steps.items():
        fewest = max(2, 0.08 * sum(counted.values()))
        usual = [step for step, count in counted.items() if count + counted[step + 0.5] >= fewest]
        if usual:
            leading[size] = min(usual) + 0.25
    return leading


def _levels(lines: Sequence[Line], style: Style) -> dict[Key, int]:
    """Larger type is a higher heading; where the outline knows titles of a type, it says how high."""
    told: dict[Key, Counter[int]] = {}
    for line in lines:
        if style.sets_apart(line) and could_title(line, style):
            told.setdefault(key_of(line), Counter())[style.title_level(line.text)] += 1
    levels: dict[Key, int] = {}
    rank = 0
    for key in sorted(told, key=lambda held: (-held[0], not held[1], held[2])):
        known = Counter({level: count for level, count in told[key].items() if level})
        rank = known.most_common(1)[0][0] if known else rank + 1
        levels[key] = min(rank, _MOST_LEVELS)
    return levels


def _half(size: float) -> float:
    return round(size * 2) / 2


def _folded(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()
