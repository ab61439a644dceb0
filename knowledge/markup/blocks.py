"""Text to a tree of sections and lines, tolerant of everything people do to Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from knowledge.lines.annotated import Annotated
from knowledge.lines.topics import Topic
from knowledge.markup.fences import code_lines
from knowledge.markup.notations import as_markdown


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


@dataclass(frozen=True)
class Line(Annotated):
    """One line of a guide, or a part of one (HTML often puts several things on a line), annotated.

    `number` is 1-based. `text` has lost the marks of headings, lists, quotes and tags, emphasis is still
    there. `indent` counts columns, `marker` is a list item's ("-", "3.", "☐" for a box), `fenced` says that
    the line stands in a fence without a language, `quoted` that it stands in a block quote, `set_as_title`
    that it is set like a title (bold, capitals, a few words over a list), though it may title no section.
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
_SUMMARY_LEVEL = 6

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*?)|(?<=##)([^\s#].*?))\s*#*\s*$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BOX = re.compile(r"^(?:\[[ xX✓✔]?\](?!\()|[□☐◻▢◽☑☒⬜])\ufe0f?\s*(.*)$")
_ITEM = re.compile(
    r"^(\s*)([-*+•▪▫◦‣●○·–—➢➤►▸⁃✓✔]|\(\d{1,3}\)|\d{1,3}(?:\.\d{1,2})?[.)、．]|[a-h]\)"
    r"|[①-⑳])(?:(?<=[、．①-⑳])|\s+)(\S.*)?$"
)
_RULE = re.compile(r"^\s*([-*_=─━—~])(?:\s*\1){2,}\s*$")
_UNDERLINE = re.compile(r"^\s*([=\-~^*+#])\1{3,}\s*$|^\s*={3,}\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$|^\s*\|\s*:?-{2,}:?\s*\|\s*$")
_DRAWING = re.compile(r"[─-▟▲▼◄►]")
_WORDS = re.compile(r"\w+")
_TAG = re.compile(
    r"</?(?:details|summary|ul|ol|li|p|div|span|b|strong|i|em|u|br|hr|h[1-6]|code|pre|a|img"
    r"|sup|sub|kbd|mark|font|center"
    r"|blockquote|section|article|small|table|thead|tbody|tr|td|th)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(
    r"(?=<(?:li|h[1-6]|summary|details|p|hr|blockquote)\b)|(?<=</summary>)|(?<=</li>)"
    r"|(?<=</h[1-6]>)|(?<=</p>)|<br\s*/?>|(?=</details>)",
    re.I,
)
_NAMED_FIGURE = re.compile(r"^[^:：.!?]{2,40}[:：]\s[^:：]{0,20}\d")
_FRONT_MATTER_LINES = 60


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
    raw = as_markdown(text.split("\n"))
    code, marks, fenced = code_lines(raw)
    skipped = _front_matter(raw) | _comments(raw, code)
    rows = _rows(raw, code, marks)
    lines: list[Line] = []
    for index, content in enumerate(raw):
        number = index + 1
        if index in skipped or marks[index]:
            lines.append(Line(number, Kind.MARK, fenced=fenced[index]))
        elif code[index]:
            lines.append(Line(number, Kind.CODE, content.rstrip(), _indent(content)))
        elif rows[index]:
            lines.append(Line(number, Kind.ROW, _QUOTE.sub("", content).strip(), fenced=fenced[index]))
        else:
            lines.extend(_classified(number, part, fenced[index]) for part in _parts(content))
    return _with_underlined_headings(lines)


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
    if _RULE.match(stripped):
        return Line(number, Kind.RULE, stripped, indent, fenced=fenced)
    if _is_drawing(stripped):
        return Line(number, Kind.DRAWING, stripped, indent, fenced=fenced)
    heading = _HEADING.match(content)
    if heading:
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
    signs = len(_DRAWING.findall(stripped))
    if signs == 0:
        return stripped in {"↓", "↑", "|", "v", "V", "│"} or bool(
            re.fullmatch(r"[↓↑→←|/\\+\s-]+", stripped) and len(stripped) > 1
        )
    letters = sum(len(word) for word in _WORDS.findall(stripped))
    return signs >= letters or stripped[0] in "│┌└├╔╚║┃" or signs >= 4


def _parts(content: str) -> list[str]:
    """One line of a guide as the lines its HTML means."""
    if "<" not in content or not _TAG.search(content):
        return [html.unescape(content) if "&" in content else content]
    parts = []
    for part in _BREAKING_TAG.split(content):
        if part is None or not part.strip():
            continue
        text = _untagged(part)
        if text:
            parts.append(text)
    return parts or [""]


def _untagged(part: str) -> str:
    indent = part[: len(part) - len(part.lstrip())]
    opening = re.match(r"\s*<(\w+)", part)
    tag = opening[1].lower() if opening else ""
    if re.match(r"\s*</details>\s*$", part, re.I) or tag == "hr":
        return "---"
    text = re.sub(r"</?(?:b|strong)\b[^<>]*>", "**", part, flags=re.I)
    text = re.sub(r"</?(?:i|em)\b[^<>]*>", "*", text, flags=re.I)
    text = re.sub(r"\*\*\s+\*\*|\*{4,}", "", text)
    text = html.unescape(_TAG.sub("", text)).strip()
    if not text:
        return ""
    if tag == "summary":
        return f"{'#' * _SUMMARY_LEVEL} {text}"
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return f"{'#' * int(tag[1])} {text}"
    if tag == "li":
        return f"{indent}- {text}"
    return f"{indent}{text}"


def _front_matter(raw: Sequence[str]) -> set[int]:
    """The lines of a YAML header."""
    if not raw or raw[0].rstrip() != "---":
        return set()
    for index in range(1, min(len(raw), _FRONT_MATTER_LINES)):
        if raw[index].rstrip() in {"---", "..."}:
            body = [line for line in raw[1:index] if line.strip()]
            fields = all(re.match(r"^\s*(?:[\w-]+\s*:|-\s|#)", line) for line in body)
            return set(range(index + 1)) if body and fields else set()
    return set()


def _comments(raw: Sequence[str], code: Sequence[bool]) -> set[int]:
    """The lines that an HTML comment fills; one that nobody closed is no comment."""
    hidden: set[int] = set()
    begin = -1
    for index, line in enumerate(raw):
        if code[index]:
            continue
        if begin < 0 and line.lstrip().startswith("<!--"):
            begin = index
        if begin >= 0 and line.rstrip().endswith("-->"):
            hidden.update(range(begin, index + 1))
            begin = -1
    return hidden


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
            result[-1] = Line(above.number, Kind.HEADING, above.text, level=level, fenced=above.fenced)
            result.append(Line(line.number, Kind.MARK))
            continue
        result.append(lines[index])
    return result


def _underlines(line: Line, above: Line, before: Line | None) -> bool:
    if (
        line.kind is not Kind.RULE
        or above.kind is not Kind.TEXT
        or above.quoted
        or not _UNDERLINE.match(line.text)
    ):
        return False
    if before is not None and before.kind not in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}:
        return False
    title = above.text
    if title.startswith(("**", '"', "❌", "✅")) or len(title) > 100 or title.endswith((".", ",")):
        return False
    sign = line.text[0]
    return sign == "=" or (len(line.text) >= 4 and (sign == "-" or abs(len(title) - len(line.text)) <= 2))


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
    """Is the line a few plain words over a list, or over lines like `Team: 6 people`?"""
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
