"""Talking points while a guide is being read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.lines.names import named, without_name
from knowledge.lines.remarks import is_remark
from knowledge.lines.to_write import is_still_to_write
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form, Piece
from knowledge.markup.sections import Section
from language.sentences import count_words

_BOLD_BEFORE_VALUE = re.compile(r"^[^\w*]*(\*\*|__)(?P<name>[^*_]+?)[:：]\1\s*(?P<value>\S.*)$", re.DOTALL)
_IN_BRACKETS = re.compile(r"^[(（][^()（）]*[)）][.!。]?$")
_LEADING_ARROW = re.compile(r"^(?:→|->|=>|➡️?|↑|↓)\s*")
# What parts a name from what is said of it. An arrow between two figures ("78 -> 74", "9 to 4") and a dash
# between two dates ("Jan - Aug 2024") are within either.
_SEPARATOR = re.compile(
    r"^(.{3,}?)\s*(?:(?<!\d)(?<!\d[\s%$€£a-zA-Z])(?<!\d[%$€£]\s)(?<!\d\s[%$€£]\s)(?:→|⇒|->|=>)"
    r"|(?:→|⇒|->|=>)(?!\s*[^\w\s]?\d)"
    r"|(?<!\d)\s[—–-]\s(?![^\W\d_]{3,9}\.?\s\d{4}\b)|(?<=\d)\s[—–-]\s(?!\d))\s*(.+)$",
    re.DOTALL,
)
# `returns 8 -> 3 %`: what changed, and from what to what.
_CHANGE = re.compile(
    r"^(?P<name>[^\d→]{2,60}?)\s+(?P<change>[^\w\s]?\d[^→]{0,12}(?:→|⇒|->|=>)\s*\S.*)$", re.DOTALL
)
# `SDRA = …`, `staff = 9`
_DEFINED = re.compile(r"^(?P<name>[^\d:：=.!?]{2,48}?)\s+=\s+(?P<said>[^=]*\S[^=]*)$", re.DOTALL)
_MOST_WORDS_OF_A_TERM = 6
_MOST_WORDS_OF_A_NOTE = 14
_MOST_WORDS_WITHOUT_AN_ANSWER = 18
_LEFT_TO_DO = re.compile(r"(?<![\w-])(?:TODO|TBD|FIXME|XXX)(?![\w-])")
_BRACKETED = re.compile(r"^[\[【<{][^\[\]【】<>{}]*[\]】>}]\.?$")


@dataclass(slots=True)
class Draft:
    """A talking point before it has an id: what it says as pieces, and where it stands.

    `told` are the parts of the story that its answer is, by their names: the key points are theirs, without
    the labels before them.
    """

    kind: TalkingPointKind
    title: str
    first: int
    last: int
    path: tuple[str, ...] = ()
    answer: list[Piece] = field(default_factory=list)
    text: str = ""
    star: dict[str, list[Piece]] = field(default_factory=dict)
    told: dict[str, list[Piece]] = field(default_factory=dict)
    wanted: list[Piece] = field(default_factory=list)
    why: list[Piece] = field(default_factory=list)
    hooks: list[str] = field(default_factory=list)
    seconds: tuple[int, int] | None = None
    say_instead: str = ""
    weight_percent: float | None = None
    minutes: tuple[float, float] | None = None
    number: int = 0


@dataclass(slots=True)
class Reading:
    """What was found so far in one guide; `taken` are the lines that belong to a talking point.

    `hooked` are lines of follow-ups that a talking point elsewhere has, `heads` lines that only name a group
    of what was read below them, `done` the ids of sections that were read already. `boxed` says of lists, by
    the id of their section, whether they have boxes to tick. `mostly_fenced` says, once asked, whether most
    headings of the guide stand in fences.
    """

    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    done: set[int] = field(default_factory=set)
    hooked: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)
    boxed: dict[int, bool] = field(default_factory=dict)
    mostly_fenced: bool | None = None

    def add(self, draft: Draft) -> None:
        """Keep `draft` and its lines."""
        if any(map(str.isalnum, draft.title)):
            self.drafts.append(draft)
            self.taken.update(range(draft.first, draft.last + 1))

    def head(self, line: Line) -> None:
        """`line` names a group of what was read below it, and is nothing itself."""
        self.heads.add(line.number)
        self.taken.add(line.number)

    def finish(self, section: Section) -> None:
        """Nothing more is looked for in the sections below `section`."""
        self.done.update(id(below) for below in section.walk() if below is not section)

    def taken_whole(self, lines: Iterable[Line]) -> bool:
        """Is there something in `lines`, and have talking points taken all of it but the heads of tables?"""
        said = [line for line in lines if line.kind in {Kind.TEXT, Kind.ITEM, Kind.ROW}]
        rows = [line.number in self.taken for line in said if line.kind is Kind.ROW]
        others = [line.number in self.taken for line in said if line.kind is not Kind.ROW]
        return bool(said) and all(others) and (any(rows) or not rows)

    def free(self, lines: Iterable[Line]) -> list[Line]:
        """The lines that no talking point has taken yet."""
        return [line for line in lines if line.number not in self.taken]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item with the lines that belong to it."""

    line: Line
    below: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.line, *self.below)

    @property
    def last(self) -> int:
        return last_line(self.lines, self.line.number)


def last_line(lines: Sequence[Line], default: int) -> int:
    """The number of the last of `lines` that has something on it."""
    for line in reversed(lines):
        # Of code that is never closed the end of the file is an empty line, which no guide counts.
        if line.kind not in {Kind.BLANK, Kind.RULE, Kind.MARK} and (line.kind is not Kind.CODE or line.text):
            return line.number
    return default


def titled(text: str) -> str:
    """A heading as a title: without number, label, quotes, emphasis and the time in brackets."""
    return clean(without_name(named(text))).rstrip(" :：")


def is_placeholder(text: str) -> bool:
    """Is this text to be written still: "[STAR response]", "Answer here", "____"?"""
    text = clean(text)
    return (
        not any(map(str.isalnum, text))
        or bool(_BRACKETED.match(text))
        or bool(cue("stub").match(folded(text)))
    )


def is_a_note(text: str) -> bool:
    """Are these, where an answer is wanted, a few words to oneself: in brackets, or a pointer elsewhere?"""
    text = clean(text)
    words = count_words(text)
    if words <= _MOST_WORDS_WITHOUT_AN_ANSWER and cue("has_none_yet").search(folded(text)):
        return True
    if words > _MOST_WORDS_OF_A_NOTE:
        return False
    if _LEFT_TO_DO.search(text):
        return True
    if _IN_BRACKETS.match(text) or is_still_to_write(text):
        return True
    return bool(cue("points_elsewhere").search(folded(_LEADING_ARROW.sub("", text)).rstrip(" .!:")))


def without_remarks(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` without remarks of whoever wrote them, unless they are all there is.

    "52 secs on the bus, ok" behind a pitch would be a thing that no pitch ever says.
    """
    kept = [piece for piece in pieces if not _is_remark(piece)]
    return kept if any(piece.form is not Form.HEAD for piece in kept) else list(pieces)


def _is_remark(piece: Piece) -> bool:
    return len(piece.parts) == 1 and piece.form in (Form.PROSE, Form.BULLET) and is_remark(piece.joined)


def top_items(lines: Sequence[Line]) -> list[Item]:
    """The items of the outermost lists in `lines`, each with its nested and continuing lines."""
    items: list[tuple[Line, list[Line]]] = []
    outer: int | None = None
    blank = False
    for line in lines:
        if line.kind is Kind.ITEM and (outer is None or line.indent <= outer + 1):
            outer = line.indent if outer is None else min(outer, line.indent)
            items.append((line, []))
        elif items and outer is not None and _belongs(line, outer, blank):
            items[-1][1].append(line)
        elif line.kind in {Kind.TEXT, Kind.HEADING, Kind.RULE}:
            outer = None
        blank = line.kind is Kind.BLANK
    return [Item(line, tuple(below)) for line, below in items]


def _belongs(line: Line, outer: int, blank: bool) -> bool:
    if line.kind in {Kind.BLANK, Kind.MARK, Kind.CODE, Kind.DRAWING}:
        return True
    if line.kind is Kind.ITEM:
        return line.indent > outer + 1
    bold = line.text.startswith(("**", "__"))
    return line.kind is Kind.TEXT and (line.indent > outer or not (blank or bold))


def continued(item: Item) -> tuple[str, list[Line]]:
    """The item's own text over its wrapped lines, and the lines below it."""
    text = item.line.text
    below = list(item.below)
    while (
        below
        and below[0].kind is Kind.TEXT
        and not below[0].text.startswith(("**", "→", "✅", "❌", "💡"))
        and below[0].label(Role.ANSWER) is None
    ):
        text += " " + below.pop(0).text
    return text, below


def split_item(text: str) -> tuple[str, str]:
    """A bullet as (name, rest): `**Name**: rest`, `Name → rest`, `Name — rest`; rest may be empty."""
    bold = re.match(r"^[^\w*]*(?:\*\*|__)(.+?)(?:\*\*|__)\s*((?:[:：(（\-–—→]|=>|,\s).*)?$", text, re.DOTALL)
    bold = bold or re.match(r"^[^\w*]*\*\*([^*]{3,80}[.。])\*\*\s+(\S.*)$", text, re.DOTALL)
    if bold and clean(bold[1]):
        rest = re.sub(r"^(?:[:：\-–—→,]|=>|\s)+>?", "", bold[2] or "")
        return clean(bold[1]).rstrip(":："), clean(rest)
    parted = _SEPARATOR.match(text)
    if parted:
        return clean(parted[1]), clean(parted[2])
    return clean(text), ""


def split_statement(text: str) -> tuple[str, str]:
    """Like `split_item`, and at a colon too: `No degree: I studied transport`."""
    bold = _BOLD_BEFORE_VALUE.match(text)
    if bold and clean(bold["name"]):
        return clean(bold["name"]), clean(bold["value"])
    defined = _DEFINED.match(text)
    if defined is not None and count_words(defined["name"]) <= _MOST_WORDS_OF_A_TERM:
        # Arrows and dashes behind it are of what it means.
        return clean(defined["name"]), clean(defined["said"])
    name, rest = split_item(text)
    named = re.match(r"^[^:：→⇒]{1,80}?(?:：|:\s)[^→⇒]*(?:→|⇒|->|=>)", clean(text))
    if named and not text.lstrip().startswith(("**", "__")):
        # In `Errors: 12 → 2` the arrow is part of the value.
        name, rest = clean(text), ""
    if rest:
        return name, rest
    if change := _CHANGE.match(name):
        return change["name"].rstrip(":： "), change["change"]
    parted = re.match(r"^([^:：]{1,80}?)\s*(?:：|:\s)\s*(\S.*)$", name, re.DOTALL)
    if parted and parted[1].count("(") > parted[1].count(")"):
        # As in "from offer to completion (market: 16)".
        return name, ""
    return (clean(parted[1]), clean(parted[2])) if parted else (name, "")


def until_rule(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines` up to the first rule or heading."""
    for index, line in enumerate(lines):
        if line.kind in {Kind.RULE, Kind.HEADING}:
            return lines[:index]
    return lines
