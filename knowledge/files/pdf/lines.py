"""Letters to the pieces of lines that they stand in, with what is bold, in code letters or struck out."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.files.pdf.drawn import Drawn, Font, Letter, Rule
from knowledge.files.pdf.signs import read_sign
from knowledge.files.pdf.tags import Tag

# In the size of the letters: how wide a gap is a blank, and how wide one parts what stands in one line.
_BLANK = 0.17
_APART = 0.7
_SAME_LINE = 0.35
_RAISED = 0.6
WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


@dataclass(slots=True)
class Run:
    """Letters of a line that are set alike."""

    text: str
    bold: bool = False
    mono: bool = False
    struck: bool = False


@dataclass
class Line:
    """A line of text, or as much of one as stands together; places are points from the page's upper left.

    `right` is the right edge of the column that it stands in, `order` where it was drawn on its page.
    """

    page: int
    order: int
    x0: float
    x1: float
    baseline: float
    size: float
    tag: Tag | None = None
    right: float = 0.0
    letters: list[Letter] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def font(self) -> Font:
        """The font of most letters."""
        fonts = Counter(letter.font for letter in self.letters if not letter.text.isspace())
        return fonts.most_common(1)[0][0] if fonts else Font("", bold=False, mono=False)

    @cached_property
    def all_bold(self) -> bool:
        written = [run for run in self.runs if any(sign.isalnum() for sign in run.text)]
        return bool(written) and all(run.bold for run in written)

    @cached_property
    def all_mono(self) -> bool:
        written = [run for run in self.runs if run.text.strip()]
        return bool(written) and all(run.mono for run in written)

    @property
    def first_word_width(self) -> float:
        """How much room the line's first word takes; among Chinese, Japanese or Korean, its first sign."""
        start = 0
        while start < len(self.letters) and self.letters[start].text.isspace():
            start += 1
        if start == len(self.letters):
            return 0.0
        end = start
        while end + 1 < len(self.letters):
            here, following = self.letters[end], self.letters[end + 1]
            if following.text.isspace() or following.x0 - here.x1 > _BLANK * self.size:
                break
            if WIDE.match(here.text) and not unicodedata.category(following.text[:1] or " ").startswith("P"):
                break
            end += 1
        return self.letters[end].x1 - self.letters[start].x0


def lines_of(page: Drawn, number: int, tags: dict[tuple[int, int], Tag]) -> list[Line]:
    """The page's lines in the order they were drawn; parts with a wide gap between are lines of their own."""
    lines: list[Line] = []
    for letter in page.letters:
        if not letter.text or letter.text == "\x00":
            continue
        tag = tags.get((number, letter.mark)) if letter.mark is not None else None
        current = lines[-1] if lines else None
        if current is not None and _goes_on(current, letter, tag):
            if not _drawn_twice(current.letters[-1], letter):
                current.letters.append(letter)
                current.x1 = max(current.x1, letter.x1)
            continue
        lines.append(
            Line(
                number, len(lines), letter.x0, letter.x1, letter.baseline, letter.size, tag, letters=[letter]
            )
        )
    struck = sorted(page.across)
    return [line for line in lines if _finished(line, struck)]


def merged(left: Line, right: Line) -> Line:
    """Two parts of one line as one, with a blank between; the longer one says where and how large it is."""
    main = max(left, right, key=lambda part: len(part.letters))
    blank = "" if left.text.endswith(" ") or right.text.startswith(" ") else " "
    return Line(
        left.page,
        left.order,
        left.x0,
        max(left.x1, right.x1),
        main.baseline,
        main.size,
        left.tag or right.tag,
        left.right,
        left.letters + right.letters,
        left.runs + ([Run(blank)] if blank else []) + right.runs,
    )


def _goes_on(line: Line, letter: Letter, tag: Tag | None) -> bool:
    if (line.tag.block if line.tag else None) != (tag.block if tag else None):
        return False
    size = max(line.size, letter.size)
    raised = letter.size < 0.85 * line.size and 0 < line.baseline - letter.baseline < _RAISED * size
    if abs(letter.baseline - line.baseline) > _SAME_LINE * size and not raised:
        return False
    gap = letter.x0 - line.x1
    return -0.5 * size < gap <= _APART * size or _drawn_twice(line.letters[-1], letter)


def _drawn_twice(before: Letter, letter: Letter) -> bool:
    """Some programs make a letter bold by drawing it again, a hair beside."""
    return (
        before.text == letter.text and abs(before.x0 - letter.x0) < 0.12 * letter.size and letter.text != " "
    )


def _finished(line: Line, struck: list[Rule]) -> bool:
    """Give the line its size and runs; is there anything in it?"""
    sizes: Counter[float] = Counter()
    for letter in line.letters:
        if not letter.text.isspace():
            sizes[round(letter.size * 2) / 2] += 1
    if not sizes:
        return False
    line.size = sizes.most_common(1)[0][0] or 1.0
    line.baseline = Counter(round(letter.baseline, 1) for letter in line.letters).most_common(1)[0][0]
    while line.letters[0].text.isspace():
        line.letters.pop(0)
    while line.letters[-1].text.isspace():
        line.letters.pop()
    line.x0, line.x1 = line.letters[0].x0, max(letter.x1 for letter in line.letters)
    rules = _through(line, struck)
    before: Letter | None = None
    for letter in line.letters:
        text = _plain(letter, line)
        if before is not None and _blank_between(before, letter):
            text = " " + text
        _append(line.runs, text, letter, any(rule.start <= _middle(letter) <= rule.end for rule in rules))
        before = letter
    return bool(line.text.strip())


def _append(runs: list[Run], text: str, letter: Letter, struck: bool) -> None:
    last = runs[-1] if runs else None
    style = (letter.font.bold, letter.font.mono, struck)
    if last is not None and (text.isspace() or style == (last.bold, last.mono, last.struck)):
        last.text += text
        return
    if last is not None and text.startswith(" "):
        last.text += " "
        text = text[1:]
    runs.append(Run(text, *style))


def _blank_between(before: Letter, letter: Letter) -> bool:
    if before.text.endswith(" ") or letter.text.isspace():
        return False
    size = min(before.size, letter.size)
    wide = WIDE.match(before.text) and WIDE.match(letter.text)
    return letter.x0 - before.x1 > (0.5 if wide else _BLANK) * size


def _plain(letter: Letter, line: Line) -> str:
    if letter.text.isspace():
        return " "
    raised = line.baseline - letter.baseline > 0.15 * line.size and letter.size < 0.85 * line.size
    return read_sign(letter.text, raised=raised)


def _through(line: Line, rules: list[Rule]) -> list[Rule]:
    """The rules that go through the middle of the line's letters."""
    top, bottom = line.baseline - 0.5 * line.size, line.baseline - 0.12 * line.size
    start = bisect_left(rules, top, key=lambda rule: rule.at)
    found = []
    for rule in rules[start : start + 50]:
        if rule.at > bottom:
            break
        if (
            rule.start < line.x1
            and rule.end > line.x0
            and rule.end - rule.start < line.x1 - line.x0 + line.size
        ):
            found.append(rule)
    return found


def _middle(letter: Letter) -> float:
    return (letter.x0 + letter.x1) / 2
