"""A guide as statements: sentences with their place, who says them, and whether they tell facts or plans."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, Protocol

from domain.guide import Source, Stated
from knowledge.consistency.voices import Mood, Voice, better_wording, is_asked, mood_of, voice_of
from language.figures import Figure, figures
from language.sentences import spans


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
    above the first.
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


_FENCE = re.compile(r"^\s*(?:```|~~~)\s*(\w*)")
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+•]|\d{1,2}[.)])\s+(?:\[[ xX]?\]\s*)?")
_CHECKBOX = re.compile(r"^\s*(?:[-*+]\s+)?(?:\[[ xX]?\]|[□☐☑])\s")
_RULE_ROW = re.compile(r"^[\s|:-]+$")
_MARKS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|^>+\s?")
_CODE = re.compile(
    r"^\s*(?:def|class|import|return|from \w+ import|for .+:|if .+:|while .+:|SELECT|FROM|WHERE"
    r"|GROUP BY|JOIN|const"
    r"|let|var|func|public|private|@\w+)\b.*$|[;{}]\s*$|^\s*[\w.\[\]\"']+\s*=\s*\S|^\s*#\s|^\s*//|^\s*[})\]]"
)
_BOX_DRAWING = re.compile(r"[\u2500-\u257f]")

_LONGEST_LABEL = 12
_TEXT = frozenset({"text", "txt", "markdown", "md"})
# A line this long goes on in the next one, unless that starts something of its own.
_WRAPPED = 60
_STARTS_ANEW = re.compile(
    r"\s*(?:[-*+•#>|]|\d{1,2}[.)]\s|```|~~~|\*\*|[❌✅☐□]|\W*[A-Z0-9][\w /&-]{0,30}:(?:\s|$))"
)


@lru_cache(maxsize=8192)
def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a statement's text; several checks read the same ones."""
    return figures(text)


def statements(guide: GuideLines) -> list[Statement]:
    """The statements of one guide in reading order; code and drawings are left out."""
    return list(_Outline(guide.name, guide.text.split("\n")).walk())


class _Outline:
    """Walks a guide's lines and keeps what stands above each: headings, labels, the question asked."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self._name = name
        self._lines = lines
        self._headings: list[tuple[int, str]] = []
        self._heading_line = 0
        self._labels: list[_Label] = []
        self._question = ""

    def walk(self) -> Iterator[Statement]:
        in_code = False
        number = 0
        while number < len(self._lines):
            line = self._lines[number]
            number += 1
            if fence := _FENCE.match(line):
                # A fence with a language holds code; many guides put whole spoken answers in bare ones.
                in_code = bool(fence[1]) and fence[1].lower() not in _TEXT and not in_code
            elif in_code or not any(map(str.isalnum, line)) or _BOX_DRAWING.search(line):
                continue
            elif heading := _HEADING.match(line):
                self._enter(number, len(heading[1]), _clean(heading[2]))
            elif line.lstrip().startswith("|"):
                yield from self._row(number, line)
            elif not _CODE.search(line):
                last = self._paragraph_end(number)
                yield from self._prose(number, last)
                number = last

    def _paragraph_end(self, number: int) -> int:
        """The last line (1-based) of the wrapped paragraph or item that starts on line `number`."""
        while number < len(self._lines):
            line, following = self._lines[number - 1], self._lines[number]
            wraps = len(line) >= _WRAPPED and not line.endswith("  ") and not line.rstrip().endswith(":")
            if not wraps or not following.strip() or _STARTS_ANEW.match(following) or _CODE.search(following):
                break
            number += 1
        return number

    def _enter(self, number: int, level: int, title: str) -> None:
        self._heading_line = number
        self._headings = [held for held in self._headings if held[0] < level]
        self._headings.append((level, title))
        self._labels, self._question = [], ""

    def _row(self, number: int, line: str) -> Iterator[Statement]:
        following = self._lines[number] if number < len(self._lines) else ""
        if _RULE_ROW.match(line) or _RULE_ROW.match(following.strip() or "x"):
            return
        cells = tuple(_clean(cell) for cell in line.strip().strip("|").split("|"))
        yield self._statement(number, " | ".join(cell for cell in cells if cell), cells)

    def _prose(self, number: int, last: int) -> Iterator[Statement]:
        line = self._lines[number - 1]
        item = _ITEM.match(line)
        indent = len(line) - len(line.lstrip())
        pieces = [_clean(line[item.end() :] if item else line)]
        pieces += [_clean(wrapped) for wrapped in self._lines[number:last]]
        text = " ".join(pieces)
        self._labels = [held for held in self._labels if _still_holds(held, indent, item is not None)]
        if is_asked(text):
            self._question = text
        ends = list(accumulate(len(piece) + 1 for piece in pieces))
        for start, end in spans(text):
            first = number + bisect.bisect_right(ends, start)
            final = number + bisect.bisect_right(ends, end - 1)
            yield self._statement(first, text[start:end], last=final, checkbox=bool(_CHECKBOX.match(line)))
        if self._is_label(number, text, indent):
            self._labels.append(_Label(indent, item is not None, text.rstrip(":")))

    def _is_label(self, number: int, text: str, indent: int) -> bool:
        if len(text.split()) > _LONGEST_LABEL:
            return False
        if text.endswith(":"):
            return True
        following = next((line for line in self._lines[number : number + 3] if line.strip()), "")
        deeper = len(following) - len(following.lstrip()) > indent
        return bool(_ITEM.match(following)) and (
            deeper or (":" in text and text.isupper()) or _has_head(text)
        )

    def _statement(
        self,
        number: int,
        text: str,
        cells: tuple[str, ...] = (),
        *,
        last: int | None = None,
        checkbox: bool = False,
    ) -> Statement:
        headings = tuple(title for _, title in self._headings)
        labels = tuple(held.text for held in self._labels)
        # The title names the whole guide ("Interview preparation") and says nothing about one statement.
        below_title = headings[1:] if self._headings and self._headings[0][0] == 1 else headings
        voice = Voice.ADVICE if checkbox else voice_of(text, below_title, labels[-1] if labels else "")
        return Statement(
            guide=self._name,
            line=number,
            last_line=last or number,
            text=better_wording(text) if voice is Voice.CANDIDATE else text,
            headings=headings,
            labels=labels,
            voice=voice,
            mood=mood_of(text, below_title, labels, self._question),
            cells=cells,
            heading_line=self._heading_line,
        )


def _still_holds(label: _Label, indent: int, is_item: bool) -> bool:
    if label.is_item:
        return indent > label.indent
    return indent > label.indent or (is_item and indent == label.indent)


def _has_head(text: str) -> bool:
    """Whether a line like "OPTION 2: RankNet" heads the list under it."""
    head = text.partition(":")[0]
    return bool(head) and head == head.upper() and ":" in text


def _clean(text: str) -> str:
    return _MARKS.sub("", text).strip().strip('"“”').strip()
