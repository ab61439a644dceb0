"""Text to classified lines, tolerant of everything people do to Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.lines.labels import Role
from knowledge.markup.html_lines import parts_of, row_text
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.markup.margins import front_matter, margins_of, within
from knowledge.markup.one_line import split_line
from knowledge.markup.said import said_in
from knowledge.markup.tables import rows_of
from knowledge.markup.underlined import UNDERLINE, with_underlined_headings

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s+(\S.*)?|(?<=##)([^\s#].*)|)$")
# "# of incidents fell" counts them.
_COUNTED = re.compile(r"^#\s+of\s+[a-z]")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BOX = re.compile(r"^(?:\[ ?[ xX✓✔]? ?\](?!\()|\( ?[xX✓✔ ] ?\)(?=\s)|[□☐◻▢◽☑☒⬜])\ufe0f?\s*(.*)$")
_ITEM = re.compile(
    r"^(\s*)([-*+•▪▫◦‣●○·–—➢➤►▸⁃✓✔]|[-=]>|\(\d{1,3}(?:[-–]\d{1,3})?\)|\d{1,3}(?:\.\d{1,2})?[.)、．]|\(?[a-h]\)"
    r"|[①-⑳])(?:(?<=[、．①-⑳])|\s+)(\S.*)?$"
)
_STAGES = re.compile(r"^\(\d{1,2}(?:(?:[-–/]|[,，]\s?)\d{1,2}){0,3}\)\s+(?=\S)")
# "- TODO call Ana", "- DONE iron the shirt", as Logseq and Org have them.
_TO_DO = re.compile(r"^(?:TODO|DONE|DOING|LATER|NOW|WAITING)\s+(?=[^\s:：])")
_SIGN_IN_A_BOX = re.compile(r"^\[[!?*>/\"iIbplSukfdc-]\]\s+(?=\S)")
_RULE = re.compile(r"^\s*([-*_=─━—~])(?:\s*\1){2,}\s*$")
_DRAWING = re.compile(r"[─-▟▲▼◄►]")
_WORDS = re.compile(r"\w+")
_FEWEST_COLUMNS_OF_A_MARGIN = 4
_FEWEST_HEADS = 3
_LONGEST_WRAPPED = 160
_NARROWEST = 60
_ENDS = (".", "!", "?", ":", "…", "。", "！", "？")
_FEWEST_LONG = 2
"""Lines longer than any wrapped one, so many of which show that a guide's lines are not wrapped."""


def read_lines(text: str) -> list[Line]:
    """`text` as classified lines, in linear time."""
    page = said_in(text)
    raw, written = page.lines, text.split("\n")
    code, marks, fenced = page.code, page.marks, page.fenced
    skipped = front_matter(raw) | page.hidden
    rows = rows_of(raw, code, marks)
    margins = margins_of(raw, code, marks)
    lines: list[Line] = []
    unwrapped = _is_unwrapped(raw)
    for index, content in enumerate(raw):
        number = index + 1
        before = len(lines)
        if index in page.left_out:
            lines.append(Line(number, Kind.LEFT_OUT, written[index].strip()))
        elif index in skipped or marks[index]:
            lines.append(Line(number, Kind.MARK, fenced=fenced[index]))
        elif code[index]:
            content = within(content, margins[index])
            lines.append(Line(number, Kind.CODE, content.rstrip(), _indent(content)))
        elif rows[index]:
            row = row_text(_QUOTE.sub("", content).strip())
            lines.append(Line(number, Kind.ROW, row, fenced=fenced[index]))
        else:
            found = _lines_of(number, content, fenced[index], lines[-1] if lines else None)
            # Only below another line of text is there something to ask.
            below = unwrapped and lines and lines[-1].kind is Kind.TEXT and found[0].kind is Kind.TEXT
            lines.extend([replace(line, unwrapped=True) for line in found] if below else found)
        if index in page.apart:
            lines[before] = replace(lines[before], apart=True)
    return _with_lists_at_the_margin(_with_heads_as_items(with_underlined_headings(lines)))


def _is_unwrapped(raw: Sequence[str]) -> bool:
    """Does nobody break lines here: are some longer than any wrapped one, and goes none on below?

    Where a line of usual width ends in the middle of a sentence that the next one goes on with in small
    letters, more than once, the guide is wrapped, whatever long lines it has as well.
    """
    if sum(len(line) > _LONGEST_WRAPPED and line.lstrip()[:1] != "|" for line in raw) < _FEWEST_LONG:
        return False
    broken = sum(
        _NARROWEST <= len(above) <= _LONGEST_WRAPPED
        and below.lstrip()[:1].islower()
        and not above.rstrip().endswith(_ENDS)
        for above, below in pairwise(raw)
    )
    return broken < _FEWEST_LONG


def _lines_of(number: int, content: str, fenced: bool, above: Line | None) -> list[Line]:
    """One line of a guide as the lines that it holds."""
    alone = above is None or above.kind is not Kind.TEXT
    if not alone and above is not None and (":" in content or "：" in content):
        # Below a question with its answer on the same line the next may stand.
        alone = above.label(Role.ANSWER) is not None
    # What was written as Markdown may be several lines: a title over an item.
    pieces = [piece for each in content.split("\n") for piece in (parts_of(each) or [each])]
    parts = [part for piece in pieces for part in split_line(piece, alone=alone)]
    return [_classified(number, part, fenced) for part in parts]


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
        stripped[0] in "+^" and UNDERLINE.match(stripped)
    ):
        return Line(number, Kind.RULE, stripped, indent, fenced=fenced, quoted=quoted)
    if _is_drawing(stripped):
        return Line(number, Kind.DRAWING, stripped, indent, fenced=fenced)
    heading = _HEADING.match(content) if stripped[0] == "#" else None
    if heading and not _COUNTED.match(stripped):
        title = (heading[2] or heading[3] or "").rstrip().rstrip("#").strip()
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
    # Notes programs have further boxes: "[!]" for what is important, "[?]" for a question.
    text = _SIGN_IN_A_BOX.sub("", text)
    to_do = _TO_DO.match(text)
    if to_do:
        return Line(number, Kind.ITEM, text[to_do.end() :], indent, 0, BOX_MARKER, fenced, quoted)
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


def _with_heads_as_items(lines: list[Line]) -> list[Line]:
    """Indented lines without a mark, each over items that stand deeper, as items: pages folded by indent."""
    heads: dict[int, list[int]] = {}
    for place, (line, below) in enumerate(pairwise(lines)):
        if line.kind is Kind.TEXT and below.kind is Kind.ITEM and 0 < line.indent < below.indent:
            heads.setdefault(line.indent, []).append(place)
    found = {place for places in heads.values() if len(places) >= _FEWEST_HEADS for place in places}
    found = {place for place in found if not lines[place].labels and not lines[place].quoted}
    return [
        replace(line, kind=Kind.ITEM, marker="-") if place in found else line
        for place, line in enumerate(lines)
    ]


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
