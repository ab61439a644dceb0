"""A guide as statements: sentences with their place, who says them, and whether they tell facts or plans."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, Protocol

from domain.guide import Source, Stated
from knowledge.consistency.speakers import Speakers
from knowledge.consistency.voices import Mood, Voice, is_asked, mood_of
from knowledge.consistency.words import words
from knowledge.lines.annotated import Annotated, Phrase
from knowledge.lines.labels import Role
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import Section
from knowledge.markup.tables import cells, is_table_rule
from knowledge.parse.sections import sections_of
from language.figures import Figure, figures
from language.sentences import spans
from language.tongue import nearest, tongue


class GuideLines(Protocol):
    """What is needed of a guide that was read: its name and its clean text."""

    @property
    def name(self) -> str: ...

    @property
    def text(self) -> str: ...


class Statement(NamedTuple):
    """One sentence, list item or table row.

    `text` has no emphasis marks; `labels` are the list heads and lead-ins it stands under, outermost first;
    `cells` are a table row's cells, empty elsewhere; `heading_line` is the line of the nearest heading, 0
    above the first. `title` is the line set like a title that it stands under, `variant` which of several
    answers to choose from it belongs to, "" for none. `part` is the part of a story that it tells,
    `language` the code of the guide's, `topic` what its section is about. `of_cv` says that it stands in a
    CV, all of which is the candidate's.
    """

    guide: str
    line: int
    last_line: int
    text: str
    headings: tuple[str, ...]
    labels: tuple[str, ...]
    voice: Voice
    mood: Mood
    cells: tuple[str, ...] = ()
    heading_line: int = 0
    title: str = ""
    variant: str = ""
    part: Role | None = None
    language: str = "en"
    topic: Topic | None = None
    of_cv: bool = False

    @property
    def label(self) -> str:
        return self.labels[-1] if self.labels else ""

    @property
    def section(self) -> tuple[str, ...]:
        return (self.guide, *self.headings)

    def heading(self) -> Statement:
        """The nearest heading as a statement of its own."""
        return self._replace(
            text=self.headings[-1], line=self.heading_line, last_line=self.heading_line, cells=()
        )

    def stated(self) -> Stated:
        source = Source(
            guide=self.guide, first_line=self.line, last_line=self.last_line, heading_path=self.headings
        )
        return Stated(quote=self.text, source=source)


class _Label(NamedTuple):
    indent: int
    is_item: bool
    text: str


_BOX_DRAWING = re.compile(r"[\u2500-\u257f]")
_LONGEST_LABEL = 12
_LONGEST_VARIANT = 50
# A line this long goes on in the next one, unless that starts something of its own.
_WRAPPED = 60
_STARTS_ANEW = re.compile(r"\*\*|[❌✅☐□]|\W*[A-Z0-9][\w /&-]{0,30}:(?:\s|$)")


@lru_cache(maxsize=8192)
def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a statement's text; several checks read the same ones."""
    return figures(text)


def language_of(text: str) -> str:
    """The code of the language that a guide is in, of those that are listened for."""
    return "zh" if tongue(text) == "zh" else nearest(text)


def statements(guide: GuideLines) -> list[Statement]:
    """The statements of one guide in reading order; code and drawings are left out."""
    written = guide.text.split("\n")
    language = language_of(guide.text)
    return [
        statement
        for section in sections_of(guide.text).walk()
        for statement in _Walk(guide.name, written, section, language).statements()
    ]


class _Walk:
    """Walks the lines of one section and keeps what stands above each: labels, the question asked."""

    def __init__(self, name: str, written: Sequence[str], section: Section, language: str) -> None:
        self._name = name
        self._language = language
        self._written = written
        self._section = section
        self._lines = section.lines
        self._headings = section.path
        # The title names the whole guide ("Interview preparation") and says nothing about one statement.
        top = [section, *section.ancestors()][-2:][0]
        self._below_title = section.path[1:] if top.level == 1 else section.path
        self._speakers = Speakers(section)
        self._labels: list[_Label] = []
        self._question = ""

    def statements(self) -> Iterator[Statement]:
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            last = index
            if line.kind is Kind.ROW:
                yield from self._row(index)
            elif self._tells(line):
                last = self._paragraph_end(index)
                yield from self._prose(index, last)
            index = last + 1

    def _tells(self, line: Line) -> bool:
        return (
            line.kind in {Kind.TEXT, Kind.ITEM}
            and any(map(str.isalnum, line.text))
            and not _BOX_DRAWING.search(line.text)
        )

    def _paragraph_end(self, index: int) -> int:
        """The place of the last line of the wrapped paragraph or item that starts at `index`."""
        while index + 1 < len(self._lines):
            line, following = self._lines[index], self._lines[index + 1]
            written = self._written[line.number - 1]
            wraps = len(written) >= _WRAPPED and not written.endswith("  ") and not line.text.endswith(":")
            if not wraps or following.kind is not Kind.TEXT or _STARTS_ANEW.match(following.text):
                break
            index += 1
        return index

    def _row(self, index: int) -> Iterator[Statement]:
        row, following = self._lines[index], self._lines[index + 1 : index + 2]
        if is_table_rule(row) or any(held.kind is Kind.ROW and is_table_rule(held) for held in following):
            return
        told = tuple(_clean(Phrase(cell)) for cell in cells(row))
        yield self._statement(row, " | ".join(cell for cell in told if cell), told)

    def _prose(self, index: int, last: int) -> Iterator[Statement]:
        line, wrapped = self._lines[index], self._lines[index : last + 1]
        pieces = [_clean(held) for held in wrapped]
        text = " ".join(pieces)
        is_item = line.kind is Kind.ITEM
        self._labels = [held for held in self._labels if _still_holds(held, line.indent, is_item)]
        if is_asked(text):
            self._question = text
        ends = list(accumulate(len(piece) + 1 for piece in pieces))
        for start, end in spans(text):
            first = wrapped[bisect.bisect_right(ends, start)]
            final = wrapped[bisect.bisect_right(ends, end - 1)]
            yield self._statement(first, text[start:end], last=final)
        if self._is_label(index, text):
            self._labels.append(_Label(line.indent, is_item, text.rstrip(":")))

    def _is_label(self, index: int, text: str) -> bool:
        if len(text.split()) > _LONGEST_LABEL:
            return False
        if text.endswith(":"):
            return True
        below = self._lines[index + 1 : index + 4]
        following = next((held for held in below if held.kind is not Kind.BLANK), None)
        if following is None or following.kind is not Kind.ITEM:
            return False
        deeper = following.indent > self._lines[index].indent
        return deeper or (":" in text and text.isupper()) or _has_head(text)

    def _statement(
        self, line: Line, text: str, cells: tuple[str, ...] = (), *, last: Line | None = None
    ) -> Statement:
        labels = tuple(held.text for held in self._labels)
        lead = labels[-1] if labels else ""
        voice, said = self._speakers.heard(line, text, self._below_title, lead)
        return Statement(
            guide=self._name,
            line=line.number,
            last_line=(last or line).number,
            text=said if voice is Voice.CANDIDATE else text,
            headings=self._headings,
            labels=labels,
            voice=voice,
            mood=mood_of(text, self._below_title, labels, self._question),
            cells=cells,
            heading_line=self._section.heading.number if self._section.heading else 0,
            title=self._speakers.title_of(line),
            variant=self._variant(line, lead),
            part=self._speakers.part_of(line),
            language=self._language,
            topic=self._section.topic,
        )

    def _variant(self, line: Line, lead: str) -> str:
        """Which of several answers to choose from `line` belongs to: `**Option B:** …`, `### Answer 2`."""
        name, colon, _ = line.clean.partition(":")
        for title in (
            name if colon else "",
            lead,
            self._speakers.title_of(line),
            *reversed(self._below_title),
        ):
            if len(title) <= _LONGEST_VARIANT and words("variant").search(title):
                return title.lower()
        return ""


def _still_holds(label: _Label, indent: int, is_item: bool) -> bool:
    if label.is_item:
        return indent > label.indent
    return indent > label.indent or (is_item and indent == label.indent)


def _has_head(text: str) -> bool:
    """Whether a line like "OPTION 2: RankNet" heads the list under it."""
    head = text.partition(":")[0]
    return bool(head) and head == head.upper() and ":" in text


def _clean(line: Annotated) -> str:
    return line.unmarked.strip('"“” ')
