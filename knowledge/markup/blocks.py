"""Text to a tree of sections and lines, tolerant of everything people do to Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from knowledge.inline import without_marks
from knowledge.lines.annotated import Annotated
from knowledge.lines.labels import Role
from knowledge.lines.topics import Topic
from knowledge.markup.html_lines import parts_of, row_text
from knowledge.markup.one_line import split_line
from knowledge.markup.said import said_in


class Kind(StrEnum):
    """What a line is."""

    BLANK = "blank"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    ROW = "row"
    CODE = "code"
    RULE = "rule"
    DRAWING = "drawing"
    MARK = "mark"
    LEFT_OUT = "left_out"
    """Words that no reader takes, since they were struck out or stand in a footnote."""


@dataclass(frozen=True)
class Line(Annotated):
    """One line of a guide, or a part of one (HTML often puts several things on a line), annotated.

    `number` is 1-based. `text` has lost the marks of headings, lists, quotes and tags, emphasis is still
    there. `indent` counts columns, `marker` is a list item's ("-", "3.", "☐" for a box), `fenced` says that
    the line stands in a fence without a language, `quoted` that it stands in a block quote, `set_as_title`
    that it is set like a title (bold, capitals, a few words over a list), though it may title no section.
    `apart` says that what stood open above it ended before it, though it is no heading: a flash card did.
    """

    number: int
    kind: Kind
    text: str = ""
    indent: int = 0
    level: int = 0
    marker: str = ""
    fenced: bool = False
    quoted: bool = False
    set_as_title: bool = False
    apart: bool = False

    @cached_property
    def ordered(self) -> bool:
        """Is this an item of a numbered list?"""
        return self.kind is Kind.ITEM and bool(re.match(r"[(\d①-⑳a-z]", self.marker))


@dataclass(slots=True)
class Section:
    """A heading, the lines up to the next heading, and the sections below it; the root has no heading.

    `topic` is what the section is about, by its own heading or by those above it (`knowledge/outlined.py`).
    """

    heading: Line | None
    level: int
    parent: Section | None = None
    lines: list[Line] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    topic: Topic | None = None
    _headings_below_ask: bool | None = None
    _numbered_below_ask: bool | None = None

    def headings_below_ask(self) -> bool:
        """Do most of the headings right below ask, two at least?"""
        if self._headings_below_ask is None:
            asking = sum(child.heading is not None and child.heading.asks for child in self.children)
            self._headings_below_ask = asking >= 2 and asking * 2 > len(self.children)
        return self._headings_below_ask

    def numbered_below_ask(self, asks: Callable[[Line], bool | None]) -> bool:
        """Do two of three of the numbered headings right below ask, three numbered at least?

        `asks` says it of a heading; None of one without a number.
        """
        if self._numbered_below_ask is None:
            told = [asks(child.heading) for child in self.children if child.heading is not None]
            numbered = [said for said in told if said is not None]
            self._numbered_below_ask = len(numbered) > 2 and sum(numbered) * 3 >= len(numbered) * 2
        return self._numbered_below_ask

    @property
    def title(self) -> str:
        """The heading with its emphasis marks; empty for the root."""
        return self.heading.text if self.heading else ""

    @property
    def own_topic(self) -> Topic | None:
        """What the section's own heading announces."""
        return self.heading.topic if self.heading else None

    @property
    def path(self) -> tuple[str, ...]:
        """The titles that the section stands under, its own last."""
        titles = [held.heading.clean for held in (self, *self.ancestors()) if held.heading]
        return tuple(reversed(titles))

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in the order of the guide."""
        waiting = [self]
        while waiting:
            section = waiting.pop()
            yield section
            waiting.extend(reversed(section.children))

    def flattened(self) -> list[Line]:
        """The lines of this section and of all below it, with the headings of the latter."""
        lines: list[Line] = []
        for section in self.walk():
            if section is not self and section.heading:
                lines.append(section.heading)
            lines.extend(section.lines)
        return lines

    def ancestors(self) -> Iterator[Section]:
        """The sections this one stands in, nearest first."""
        section = self.parent
        while section is not None:
            yield section
            section = section.parent


BOX_MARKER = "☐"
PROMOTED_LEVEL = 7

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*?)|(?<=##)([^\s#].*?))\s*#*\s*$")
# "# of incidents fell" counts them.
_COUNTED = re.compile(r"^#\s+of\s+[a-z]")
_BEFORE_FENCE = re.compile(r"^\s*(?:>\s?)*\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BOX = re.compile(r"^(?:\[[ xX✓✔]?\](?!\()|[□☐◻▢◽☑☒⬜])\ufe0f?\s*(.*)$")
_ITEM = re.compile(
    r"^(\s*)([-*+•▪▫◦‣●○·–—➢➤►▸⁃✓✔]|\(\d{1,3}(?:[-–]\d{1,3})?\)|\d{1,3}(?:\.\d{1,2})?[.)、．]|[a-h]\)"
    r"|[①-⑳])(?:(?<=[、．①-⑳])|\s+)(\S.*)?$"
)
_STAGES = re.compile(r"^\(\d{1,2}(?:(?:[-–/]|[,，]\s?)\d{1,2}){0,3}\)\s+(?=\S)")
_RULE = re.compile(r"^\s*([-*_=─━—~])(?:\s*\1){2,}\s*$")
_FEWEST_SIGNS_OF_A_LONG_LINE = 12
_UNDERLINE = re.compile(r"^\s*([=\-~^*+#])\1{3,}\s*$|^\s*={3,}\s*$")
# One dash is what a cell holds that says nothing, but for one with a colon.
_DASHES = r"\s*(?::?-{2,}:?|:-:?|-:)\s*"
_TABLE_RULE = re.compile(rf"^\s*\|?{_DASHES}(?:\|{_DASHES})+\|?\s*$|^\s*\|{_DASHES}\|\s*$")
_DRAWING = re.compile(r"[─-▟▲▼◄►]")
_WORDS = re.compile(r"\w+")
_NAMED_FIGURE = re.compile(r"^[^:：.!?]{2,40}[:：]\s[^:：]{0,20}\d")
_FRONT_MATTER_LINES = 60
_LONGEST_UNDERLINED = 60
_FEWEST_COLUMNS_OF_A_MARGIN = 4


def _never(_title: Line, _section: Section) -> bool:
    return False


def outline(text: str, promotes: Callable[[Line, Section], bool] = _never) -> Section:
    """The tree of `text`; `promotes` says whether a bold or capital line titles a section of its own."""
    root = Section(heading=None, level=0)
    current = root
    alone = True
    lines = read_lines(text)
    for index, line in enumerate(lines):
        if alone and line.kind is Kind.TEXT and (_names_a_section(line) or _heads_a_list(lines, index)):
            line = replace(line, set_as_title=True)
            if promotes(line, current):
                line = replace(line, kind=Kind.HEADING, level=PROMOTED_LEVEL)
        alone = line.kind in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}
        if line.kind is not Kind.HEADING:
            current.lines.append(line)
            continue
        while current.level >= line.level and current.parent is not None:
            current = current.parent
        section = Section(heading=line, level=line.level, parent=current)
        current.children.append(section)
        current = section
    return root


def read_lines(text: str) -> list[Line]:
    """`text` as classified lines, in linear time."""
    page = said_in(text)
    raw = page.lines
    code, marks, fenced = page.code, page.marks, page.fenced
    skipped = _front_matter(raw) | page.hidden
    rows = _rows(raw, code, marks)
    margins = _margins(raw, code, marks)
    lines: list[Line] = []
    for index, content in enumerate(raw):
        number = index + 1
        before = len(lines)
        if index in page.left_out:
            lines.append(Line(number, Kind.LEFT_OUT, text.split("\n")[index].strip()))
        elif index in skipped or marks[index]:
            lines.append(Line(number, Kind.MARK, fenced=fenced[index]))
        elif code[index]:
            content = _within(content, margins[index])
            lines.append(Line(number, Kind.CODE, content.rstrip(), _indent(content)))
        elif rows[index]:
            row = row_text(_QUOTE.sub("", content).strip())
            lines.append(Line(number, Kind.ROW, row, fenced=fenced[index]))
        else:
            lines.extend(_lines_of(number, content, fenced[index], lines[-1] if lines else None))
        if index in page.apart:
            lines[before] = replace(lines[before], apart=True)
    return _with_lists_at_the_margin(_with_underlined_headings(lines))


def _lines_of(number: int, content: str, fenced: bool, above: Line | None) -> list[Line]:
    """One line of a guide as the lines that it holds."""
    alone = above is None or above.kind is not Kind.TEXT
    if not alone and above is not None and (":" in content or "：" in content):
        # Below a question with its answer on the same line the next may stand.
        alone = above.label(Role.ANSWER) is not None
    parts = [part for piece in parts_of(content) for part in split_line(piece, alone=alone)]
    return [_classified(number, part, fenced) for part in parts]


def cells(row: Line) -> list[str]:
    """The cells of a table's row."""
    text = row.text.strip()
    text = text.removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", text)]


def is_table_rule(row: Line) -> bool:
    """Is this the line of dashes below a table's header?"""
    return bool(_TABLE_RULE.match(row.text))


def _classified(number: int, content: str, fenced: bool) -> Line:
    quote = _QUOTE.match(content)
    quoted = quote is not None
    if quote:
        content = content[quote.end() :]
    stripped = content.strip()
    indent = _indent(content)
    if not stripped:
        return Line(number, Kind.BLANK, fenced=fenced, quoted=quoted)
    if (stripped[0] in "-*_=─━—~" and _RULE.match(stripped)) or (
        stripped[0] in "+^" and _UNDERLINE.match(stripped)
    ):
        return Line(number, Kind.RULE, stripped, indent, fenced=fenced, quoted=quoted)
    if _is_drawing(stripped):
        return Line(number, Kind.DRAWING, stripped, indent, fenced=fenced)
    heading = _HEADING.match(content) if stripped[0] == "#" else None
    if heading and not _COUNTED.match(stripped):
        title = (heading[2] or heading[3] or "").strip()
        kind = Kind.HEADING if _WORDS.search(title) else Kind.MARK
        return Line(number, kind, title, level=len(heading[1]), fenced=fenced)
    item = _ITEM.match(content)
    if item and not (item[2] in "–—·" and indent == 0 and quoted):
        return _item(number, item, indent, fenced, quoted)
    box = _BOX.match(stripped)
    if box:
        return Line(number, Kind.ITEM, box[1].strip(), indent, 0, BOX_MARKER, fenced, quoted)
    return Line(number, Kind.TEXT, stripped, indent, fenced=fenced, quoted=quoted)


def _item(number: int, item: re.Match[str], indent: int, fenced: bool, quoted: bool) -> Line:
    marker, text = item[2], (item[3] or "").strip()
    inner = _ITEM.match(text)
    if inner and inner[3] and inner[2] in "-*+•":
        text = inner[3].strip()
    # "- (1-2) Tell me …", "- (2, 3) …" name the stages at which it is asked.
    text = _STAGES.sub("", text)
    heading = _HEADING.match(text)
    if heading and heading[2]:
        return Line(number, Kind.HEADING, heading[2].strip(), level=len(heading[1]), fenced=fenced)
    box = _BOX.match(text)
    if box:
        return Line(number, Kind.ITEM, box[1].strip(), indent, 0, BOX_MARKER, fenced, quoted)
    return Line(number, Kind.ITEM, text, indent, 0, marker, fenced, quoted)


def _indent(content: str) -> int:
    expanded = content.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _is_drawing(stripped: str) -> bool:
    """Boxes and arrows made of signs: most signs of the line are lines, or it is framed by them."""
    if stripped.isascii() and stripped[0].isalnum():
        return stripped in {"v", "V"}
    signs = len(_DRAWING.findall(stripped))
    if signs == 0:
        return stripped in {"↓", "↑", "|", "v", "V", "│"} or bool(
            re.fullmatch(r"[↓↑→←|/\\+\s-]+", stripped) and len(stripped) > 1
        )
    letters = sum(len(word) for word in _WORDS.findall(stripped))
    return signs >= letters or stripped[0] in "│┌└├╔╚║┃" or signs >= 4


def _front_matter(raw: Sequence[str]) -> set[int]:
    """The lines of a YAML header."""
    if not raw or raw[0].rstrip() != "---":
        return set()
    for index in range(1, min(len(raw), _FRONT_MATTER_LINES)):
        if raw[index].rstrip() in {"---", "..."}:
            body = [line for line in raw[1:index] if line.strip()]
            fields = all(re.match(r"^\s*(?:[\w-]+\s*:|-\s|#)", line) for line in body)
            named = any(re.match(r"^[\w-]+\s*:", line) for line in body)
            return set(range(index + 1)) if named and fields else set()
    return set()


def _margins(raw: Sequence[str], code: Sequence[bool], marks: Sequence[bool]) -> list[str]:
    """What stands before the ticks of the fence that each line of code is in."""
    margins = []
    margin = ""
    for index, line in enumerate(raw):
        if marks[index]:
            found = _BEFORE_FENCE.match(line)
            margin = found[0] if found else ""
        elif not code[index]:
            margin = ""
        margins.append(margin)
    return margins


def _within(content: str, margin: str) -> str:
    """A line of code without what its fence is indented by, or quoted with."""
    if ">" in margin:
        content = re.sub(rf"^\s{{0,3}}(?:>\s?){{1,{margin.count('>')}}}", "", content)
        margin = margin[margin.rindex(">") + 2 :]
    columns = len(margin.expandtabs(4))
    blank = len(content) - len(content.lstrip(" "))
    return content[min(columns, blank) :] if columns else content


def _rows(raw: Sequence[str], code: Sequence[bool], marks: Sequence[bool]) -> list[bool]:
    """Which lines belong to tables, with or without bars at their ends."""
    rows = [False] * len(raw)
    inside = False
    for index, line in enumerate(raw):
        if code[index] or marks[index] or "|" not in line:
            inside = False
            continue
        text = _QUOTE.sub("", line)
        if _TABLE_RULE.match(text) and "|" in text:
            inside = True
            rows[index] = True
            if index and "|" in raw[index - 1] and not code[index - 1]:
                rows[index - 1] = True
            continue
        framed = text.strip().startswith("|") and text.count("|") >= 2
        rows[index] = inside or framed
    return rows


def _with_underlined_headings(lines: list[Line]) -> list[Line]:
    """Titles underlined with =, -, ~ or ^, as in setext Markdown and reStructuredText."""
    result: list[Line] = []
    for index, line in enumerate(lines):
        above = result[-1] if result else None
        if above is not None and _underlines(line, above, result[-2] if len(result) > 1 else None):
            sign = line.text[0] if line.text else "~"
            level = 1 if sign == "=" else 2 if sign == "-" else 3
            # A line of the same signs above the title belongs to it.
            title = f"{above.marker} {above.text}" if above.kind is Kind.ITEM else above.text
            result[-1] = Line(above.number, Kind.HEADING, title, level=level, fenced=above.fenced)
            result.append(Line(line.number, Kind.MARK))
            continue
        result.append(lines[index])
    return result


def _with_lists_at_the_margin(lines: list[Line]) -> list[Line]:
    """Lists that are indented as a whole, below no item of another, moved to where lists begin."""
    result: list[Line] = []
    nested = False
    margin = 0
    for line in lines:
        filled = line.kind not in {Kind.BLANK, Kind.MARK}
        if line.kind is Kind.HEADING:
            nested = False
        if margin and filled and line.indent < margin:
            margin = 0
            line = replace(line, apart=True)
        if line.kind is Kind.ITEM and not margin and not nested:
            margin = line.indent if line.indent >= _FEWEST_COLUMNS_OF_A_MARGIN else 0
            nested = not margin
        moved = margin and line.kind in {Kind.ITEM, Kind.TEXT}
        result.append(replace(line, indent=line.indent - margin) if moved else line)
    return result


def _underlines(line: Line, above: Line, before: Line | None) -> bool:
    if (
        line.kind is not Kind.RULE
        or not (above.kind is Kind.TEXT or (above.ordered and not above.indent))
        or above.quoted is not line.quoted
        or not _UNDERLINE.match(line.text)
    ):
        return False
    if before is not None and before.kind not in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}:
        return False
    title = above.text
    if (
        title.startswith(("**", '"', "❌", "✅"))
        or len(without_marks(title)) > 100
        or title.endswith((".", ","))
    ):
        return False
    sign, length = line.text[0], len(line.text)
    if above.kind is Kind.ITEM:
        # The last item of a list may well have a rule below it: a title with a number has one as long.
        return sign != "-" and length >= len(title)
    # In reStructuredText a line of any signs is as long as its title, or longer.
    longer = length > len(title) and (
        length >= _FEWEST_SIGNS_OF_A_LONG_LINE or len(title) <= _LONGEST_UNDERLINED or sign in "~^"
    )
    return sign == "=" or (length >= 4 and (sign == "-" or abs(len(title) - length) <= 2 or longer))


def _names_a_section(line: Line) -> bool:
    """Is a line set like a title: all bold, all capitals, in Chinese brackets?"""
    text = line.text
    bold = re.fullmatch(r"[^\w*]*(\*\*|__)(.+?)\1[:：]?\s*(?:\([^()]*\))?[:：]?", text)
    bracketed = re.fullmatch(r"【[^【】]+】|[一二三四五六七八九十]+、.+", text)
    letters = [sign for sign in text if sign.isalpha()]
    capital = (
        len(letters) >= 6 and all(sign == sign.upper() for sign in letters) and text.upper() != text.lower()
    )
    return len(text) <= 90 and (capital or (not line.fenced and bool(bold or bracketed)))


def _heads_a_list(lines: Sequence[Line], index: int) -> bool:
    """Is the line a few plain words over a list, over a question, or over lines like `Team: 6 people`?"""
    line = lines[index]
    if len(line.text) > 60 or len(line.text.split()) > 8 or line.indent > 3 or line.quoted or line.fenced:
        return False
    if line.text.endswith((".", ",", ";", "!", "。")) or not line.text[0].isalpha():
        return False
    following = (held for held in lines[index + 1 : index + 3] if held.kind is not Kind.BLANK)
    below = next(following, None)
    return below is not None and (
        below.kind is Kind.ITEM
        or (below.kind is Kind.TEXT and (below.ends_as_question or bool(_NAMED_FIGURE.match(below.text))))
    )
