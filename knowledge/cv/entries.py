"""The entries of a part: what stands at the head of each, and what is told below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.cv.periods import periods_in, without_dates
from knowledge.cv.words import pattern
from knowledge.inline import clean, folded
from knowledge.markup.line import Kind, Line
from knowledge.markup.tables import cells, is_table_rule
from language.sentences import count_words

_LONGEST_HEAD = 14
_MOST_HEAD_LINES = 3
_BETWEEN = re.compile(r"\s*[|·•;；\t]\s*|\s*\u3000+\s*|\s+[-–—]\s+|\s{3,}|,\s+|，|、|:\s+|：")
_AT = re.compile(r"\s(?:at|with|for|bei|beim|im|am|chez|presso|bij|en|na|no|alla|al|a|@)\s")
_BRACKETS = re.compile(r"[(（]\s*[|,\s]*[)）]")


@dataclass(slots=True)
class Entry:
    """An entry while it is read: the lines of its head, and those below."""

    head: list[Line] = field(default_factory=list)
    told: list[Line] = field(default_factory=list)
    above: str = ""
    """The heading without a date that it stands under."""

    @property
    def dated(self) -> bool:
        return any(periods_in(line.text) for line in self.head)


class Named:
    """The names in an entry's head: those of posts, and others, each with the place of its line."""

    def __init__(self, head: Sequence[Line]) -> None:
        self.posts: list[tuple[int, str]] = []
        self.others: list[tuple[int, str]] = []
        for at, line in enumerate(head):
            for name in _names(line):
                (self.posts if is_post(name) else self.others).append((at, name))

    @property
    def title(self) -> str:
        return self.posts[0][1] if self.posts else ""

    @property
    def employer(self) -> str:
        """Who it was for: the firm by its form, else the first name in the title's line, else the first.

        "" where no name is known to be a post and several stand there: any of them may be one.
        """
        firm = next((name for _, name in self.others if is_firm(name)), "")
        beside = next((name for at, name in self.others if self.posts and at == self.posts[0][0]), "")
        alone = self.posts or len(self.others) == 1
        return firm or beside or (self.others[0][1] if self.others and alone else "")

    @property
    def all(self) -> str:
        """The names of the first line, as they stand beside each other: "Train Guide, Nordic Night"."""
        return ", ".join(
            name for at, name in sorted(self.posts + self.others, key=lambda each: each[0]) if not at
        )


def is_post(name: str) -> bool:
    """Whether `name` tells a post: "Senior Engineer", "Stationsleiterin", "高级工程师"."""
    return pattern("posts").search(folded(name)) is not None and count_words(name) <= 8


def is_firm(name: str) -> bool:
    """Whether `name` has a form that only firms have: "GmbH", "B.V.", "有限公司"."""
    plain = folded(name)
    return bool(
        re.search(rf"\s(?:{pattern('firms').pattern})\.?$", plain) or pattern("chinese_firms").search(plain)
    )


def entries_of(lines: Sequence[Line], *, items: bool = False) -> list[Entry]:
    """The entries in `lines`, in order: each begins with a date, or with what a date follows.

    With `items` every item of the outermost list is one, as where only degrees are listed.
    """
    return _Entries(lines, items).entries


class _Entries:
    def __init__(self, lines: Sequence[Line], items: bool) -> None:
        self.entries: list[Entry] = []
        self._items = items
        self._above = ""
        self._level = 0
        self._apart = True
        shown = [line for line in lines if line.kind is not Kind.MARK]
        for index, line in enumerate(shown):
            following = shown[index + 1] if index + 1 < len(shown) else None
            if line.kind in {Kind.BLANK, Kind.RULE}:
                self._apart = True
                continue
            self._take(line, following)
            self._apart = False

    def _take(self, line: Line, following: Line | None) -> None:
        now = self.entries[-1] if self.entries else None
        dated = bool(periods_in(line.text))
        if line.kind is Kind.ROW:
            self._row(line, following)
        elif line.kind is Kind.HEADING:
            if line.level <= self._level:
                self._above = ""
            self._begin(line)
            if not dated:
                self._above, self._level = line.clean, line.level
        elif self._items and line.kind is Kind.ITEM and not line.indent:
            self._begin(line)
        elif dated and _is_short(line) and (line.kind is Kind.TEXT or not line.indent):
            if now is None or now.told or now.dated or len(now.head) > _MOST_HEAD_LINES:
                self._begin(line)
            else:
                now.head.append(line)
        elif line.kind is Kind.TEXT and _may_head(line) and self._heads(now, following):
            if now is None or now.told or (now.dated and self._apart):
                self._begin(line)
            else:
                now.head.append(line)
        elif now is not None:
            now.told.append(line)

    def _heads(self, now: Entry | None, following: Line | None) -> bool:
        """Whether a short line belongs to a head: to that which is open, or to one that a date follows."""
        if now is None or now.told or self._apart:
            return self._apart
        named = Named(now.head)
        return not (now.dated and named.title and named.employer) and len(now.head) < _MOST_HEAD_LINES

    def _begin(self, line: Line) -> None:
        self.entries.append(Entry(head=[line], above=self._above))

    def _row(self, line: Line, following: Line | None) -> None:
        heads = following is not None and following.kind is Kind.ROW and is_table_rule(following)
        if not heads and not is_table_rule(line) and any(cells(line)):
            self.entries.append(Entry(head=[line]))


def _is_short(line: Line) -> bool:
    return count_words(without_dates(line.text)) <= _LONGEST_HEAD


def _may_head(line: Line) -> bool:
    text = line.clean
    stopped = text.endswith((".", "。", "!", ":", "：")) and not is_firm(text)
    return _is_short(line) and not stopped and not text[:1].islower()


def _names(line: Line) -> Iterator[str]:
    text = _BRACKETS.sub(" ", without_dates(line.text))
    for piece in _BETWEEN.split(text):
        name = _name(piece)
        at = _AT.search(name)
        if at is not None and is_post(name[: at.start()]) and not is_post(name[at.end() :]):
            yield name[: at.start()].strip()
            yield name[at.end() :].strip()
        elif name:
            yield name


def _name(piece: str) -> str:
    name = (
        clean(piece).strip(" ()*_,.-–—|/") if not is_firm(clean(piece)) else clean(piece).strip(" ()*_,-–—|")
    )
    return name if any(map(str.isalpha, name)) else ""
