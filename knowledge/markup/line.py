"""A line of a guide, and what kind of line it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge.lines.annotated import Annotated
from knowledge.lines.once import Once
from knowledge.lines.topics import Topic

BOX_MARKER = "☐"


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
    `unwrapped` says that nobody breaks lines in this guide to keep them short: each ends where its writer
    ended it. `told` is what a title is over where more than its words says so: the column of a sheet, what
    stands below it.
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
    unwrapped: bool = False
    told: Topic | None = None

    @Once
    def ordered(self) -> bool:
        """Is this an item of a numbered list?"""
        return self.kind is Kind.ITEM and bool(re.match(r"[(\d①-⑳a-z]", self.marker))
