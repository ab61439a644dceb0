"""Letters to the pieces of lines that they stand in, with what is bold, in code letters or struck out."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property

from knowledge.files.pdf.drawn import Drawn, Font, Letter, Rule
from knowledge.files.pdf.signs import read_sign
from knowledge.files.pdf.tags import Tag

# In the size of the letters: how wide a gap is a blank, and how wide one parts what stands in one line.
_BLANK = 0.17
_APART = 0.7
_SAME_LINE = 0.35
_RAISED = 0.6
# How many signs a marker has at most, and one more.
_SIGNS_KEPT = 10
NO_FONT = Font("", bold=False, mono=False)
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

    `order` is where it was drawn on its page, `right` the right edge of its column, `mark` the marked content
    that it begins in. `letters` are there only until the line is finished: of a thousand pages they would
    fill the memory; what is needed of them later stays in `font` (of most letters), `families`, `first_word`
    (its width), `begins` (where the first signs stand) and `letter_width`.
    """

    page: int
    order: int
    x0: float
    x1: float
    baseline: float
    size: float
    tag: Tag | None = None
    mark: int | None = None
    right: float = 0.0
    runs: list[Run] = field(default_factory=list)
    font: Font = NO_FONT
    families: frozenset[str] = frozenset()
    first_word: float = 0.0
    begins: tuple[float, ...] = ()
    letter_width: float = 0.0
    letters: list[Letter] = field(default_factory=list, repr=False)

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def all_bold(self) -> bool:
        written = [run for run in self.runs if any(sign.isalnum() for sign in run.text)]
        return bool(written) and all(run.bold for run in written)

    @cached_property
    def all_mono(self) -> bool:
        written = [run for run in self.runs if run.text.strip()]
        return bool(written) and all(run.mono for run in written)


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
    main = max(left, right, key=lambda part: len(part.text))
    blank = "" if left.text.endswith(" ") or right.text.startswith(" ") else " "
    return replace(
        main,
        order=left.order,
        x0=left.x0,
        x1=max(left.x1, right.x1),
        tag=left.tag or right.tag,
        mark=left.mark,
        right=left.right,
        runs=left.runs + ([Run(blank)] if blank else []) + right.runs,
        families=left.families | right.families,
        first_word=left.first_word,
        begins=(left.begins + right.begins)[:_SIGNS_KEPT],
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
    """Give the line its size, its runs and what else is needed of its letters; is there anything in it?"""
    written = [letter for letter in line.letters if not letter.text.isspace()]
    if not written:
        return False
    line.size = Counter(round(letter.size * 2) / 2 for letter in written).most_common(1)[0][0] or 1.0
    line.baseline = Counter(round(letter.baseline, 1) for letter in written).most_common(1)[0][0]
    first, last = line.letters.index(written[0]), len(line.letters)
    while line.letters[last - 1].text.isspace():
        last -= 1
    line.letters = line.letters[first:last]
    line.x0, line.x1 = written[0].x0, max(letter.x1 for letter in written)
    rules = _through(line, struck)
    before: Letter | None = None
    for letter in line.letters:
        text = _plain(letter, line)
        if before is not None and _blank_between(before, letter):
            text = " " + text
        through = bool(rules) and any(rule.start <= _middle(letter) <= rule.end for rule in rules)
        _append(line.runs, text, letter, through)
        before = letter
    _keep(line, written)
    return bool(line.text.strip())


def _keep(line: Line, written: list[Letter]) -> None:
    """What is needed of the letters later."""
    line.font = Counter(letter.font for letter in written).most_common(1)[0][0]
    line.families = frozenset(letter.font.family for letter in written)
    line.first_word = _first_word(line)
    line.begins = tuple(letter.x0 for letter in written[:_SIGNS_KEPT])
    widths = sorted(letter.x1 - letter.x0 for letter in written if letter.text.isascii())
    line.letter_width = widths[len(widths) // 2] if widths else 0.6 * line.size
    line.letters = []


def _first_word(line: Line) -> float:
    """How much room the line's first word takes; among Chinese, Japanese or Korean, its first sign."""
    letters = line.letters
    end = 0
    while end + 1 < len(letters):
        here, following = letters[end], letters[end + 1]
        if following.text.isspace() or following.x0 - here.x1 > _BLANK * line.size:
            break
        if WIDE.match(here.text) and not unicodedata.category(following.text[:1] or " ").startswith("P"):
            break
        end += 1
    return letters[end].x1 - letters[0].x0


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
