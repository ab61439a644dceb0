"""Text to a tree of sections, tolerant of everything people do to Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.lines.topics import Topic
from knowledge.markup.asked_blocks import with_asked_blocks
from knowledge.markup.blocks import read_lines
from knowledge.markup.closing_titles import with_closing_titles
from knowledge.markup.figures_at_the_end import with_figures_at_the_end
from knowledge.markup.further_stories import with_further_stories
from knowledge.markup.kinds_in_rows import with_kinds_of_rows
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.markup.numbered_titles import with_numbered_titles
from knowledge.markup.own_titles import OWN_LEVEL, with_own_titles
from knowledge.markup.plain_questions import with_plain_questions
from knowledge.markup.pointed import with_pointed_questions
from knowledge.markup.ruled_blocks import with_ruled_blocks
from knowledge.markup.set_apart import with_answers_set_apart
from knowledge.markup.spoken_answers import with_spoken_answers
from knowledge.markup.tabbed import with_tabbed_rows

PROMOTED_LEVEL = OWN_LEVEL
_PREPARED = frozenset(
    {
        Topic.PITCH,
        Topic.QUESTIONS,
        Topic.STORIES,
        Topic.FACTS,
        Topic.RED_FLAGS,
        Topic.WEAK_AREAS,
        Topic.TO_ASK,
        Topic.CHECKLIST,
        Topic.STRENGTHS,
    }
)
_NAMED_FIGURE = re.compile(r"^[^:：.!?]{2,40}[:：]\s[^:：]{0,20}\d")


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
    _nearly_all_below_ask: bool | None = None
    _kinds_below: frozenset[Topic] | None = None
    _gives_tasks_to_code: bool | None = None
    _asked_among: frozenset[int] | None = None

    def headings_below_ask(self) -> bool:
        """Do most of the headings right below ask, two at least?"""
        if self._headings_below_ask is None:
            asking = sum(child.heading is not None and child.heading.asks for child in self.children)
            self._headings_below_ask = asking >= 2 and asking * 2 > len(self.children)
        return self._headings_below_ask

    def kinds_below(self) -> frozenset[Topic]:
        """The kinds of list that somebody prepares with, of the sections right below with a topic."""
        if self._kinds_below is None:
            topics = {child.topic for child in self.children}
            self._kinds_below = frozenset(topic for topic in topics if topic in _PREPARED)
        return self._kinds_below

    def nearly_all_below_ask(self) -> bool:
        """Do two of three of the headings right below ask, four at least, with no sections below these?

        Only those of the deepest level count: behind a deck of cards chapters may follow.
        """
        if self._nearly_all_below_ask is None:
            deepest = max((child.level for child in self.children), default=0)
            cards = [child for child in self.children if child.level == deepest]
            asking = sum(child.heading is not None and child.heading.asks for child in cards)
            flat = not any(child.children for child in cards)
            self._nearly_all_below_ask = flat and asking >= 4 and asking * 3 >= len(cards) * 2
        return self._nearly_all_below_ask

    def numbered_below_ask(self, asks: Callable[[Line], bool | None]) -> bool:
        """Do two of three of the numbered headings right below ask, three numbered at least?

        `asks` says it of a heading; None of one without a number.
        """
        if self._numbered_below_ask is None:
            told = [asks(child.heading) for child in self.children if child.heading is not None]
            numbered = [said for said in told if said is not None]
            self._numbered_below_ask = len(numbered) > 2 and sum(numbered) * 3 >= len(numbered) * 2
        return self._numbered_below_ask

    def gives_tasks_to_code(self, tells: Callable[[Section], bool]) -> bool:
        """Whether `tells` says so of this section: asked once, since each one below asks it of this."""
        if self._gives_tasks_to_code is None:
            self._gives_tasks_to_code = tells(self)
        return self._gives_tasks_to_code

    def asked_among(self, tells: Callable[[Section], frozenset[int]]) -> frozenset[int]:
        """Which sections right below are asked, by identity, as `tells` says: found out once."""
        if self._asked_among is None:
            self._asked_among = tells(self)
        return self._asked_among

    @property
    def title(self) -> str:
        """The heading with its emphasis marks; empty for the root."""
        return self.heading.text if self.heading else ""

    def is_ticked(self) -> bool:
        """Has every item a box to tick? It is something to do, whatever the title calls it."""
        items = [line for line in self.lines if line.kind is Kind.ITEM and line.indent <= 1]
        boxed = [line.marker == BOX_MARKER and not line.ends_as_question for line in items]
        return bool(boxed) and all(boxed)

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


def _never(_title: Line, _section: Section) -> bool:
    return False


def outline(text: str, promotes: Callable[[Line, Section], bool] = _never) -> Section:
    """The tree of `text`; `promotes` says whether a bold or capital line titles a section of its own."""
    root = Section(heading=None, level=0)
    current = root
    alone = True
    rows = with_kinds_of_rows(with_tabbed_rows(read_lines(text)))
    parted = with_pointed_questions(with_ruled_blocks(rows))
    titled = with_further_stories(with_own_titles(with_spoken_answers(parted)))
    counted = with_numbered_titles(with_asked_blocks(with_answers_set_apart(titled)))
    lines = with_figures_at_the_end(with_plain_questions(with_closing_titles(counted)))
    for index, line in enumerate(lines):
        if line.kind is Kind.TEXT and (
            (alone and (_names_a_section(line) or _heads_a_list(lines, index)))
            or _announces_in_capitals(line)
        ):
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


def _announces_in_capitals(line: Line) -> bool:
    """Do a few words in capitals name what comes, though no blank line stands above them?"""
    in_capitals = line.text.isupper() and len(line.text.split()) > 1
    return in_capitals and not line.labels and line.topic is not None


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
