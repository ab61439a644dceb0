"""A guide as statements: sentences with their place, who says them, and whether they tell facts or plans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple, Protocol

from domain.contradiction import Stated
from domain.guide import Source
from knowledge.figures import Figure, figures


class GuideLines(Protocol):
    """What is needed of a guide that was read: its name and its clean text."""

    @property
    def name(self) -> str: ...

    @property
    def text(self) -> str: ...


class Voice(Enum):
    """Whose words a statement is."""

    CANDIDATE = auto()
    OTHERS = auto()
    ADVICE = auto()


class Mood(Enum):
    """What a statement claims to be."""

    FACT = auto()
    TARGET = auto()
    HYPOTHESIS = auto()


class Statement(NamedTuple):
    """One sentence, list item or table row.

    `text` has no emphasis marks; `labels` are the list heads and lead-ins it stands under, outermost first;
    `cells` are a table row's cells, empty elsewhere; `heading_line` is the line of the nearest heading, 0
    above the first.
    """

    guide: str
    line: int
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
        return self._replace(text=self.headings[-1], line=self.heading_line, cells=())

    def stated(self) -> Stated:
        source = Source(
            guide=self.guide, first_line=self.line, last_line=self.line, heading_path=self.headings
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
_SENTENCE = re.compile(r"(?<=[.!?])[\"”'_*)]*\s+(?=[\"“'_*(]*[A-Z0-9])")
_MARKS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|^>+\s?")
_CODE = re.compile(
    r"^\s*(?:def|class|import|return|from \w+ import|for .+:|if .+:|while .+:|SELECT|FROM|WHERE"
    r"|GROUP BY|JOIN|const"
    r"|let|var|func|public|private|@\w+)\b.*$|[;{}]\s*$|^\s*[\w.\[\]\"']+\s*=\s*\S|^\s*#\s|^\s*//|^\s*[})\]]"
)
_BOX_DRAWING = re.compile(r"[\u2500-\u257f]")

_NOT_SAID = re.compile(
    r"^\s*(?:❌|✗|✘|🚫)|\b(?:don'?t|do not|never|avoid) (?:say|saying|claim|mention)"
    r"|\binstead of saying\b|^\s*bad\b:",
    re.IGNORECASE,
)
_RATHER_SAY = re.compile(r"✅|→\s*(?=[\"“])|\b(?:instead|rather) say\b", re.IGNORECASE)
_THEIRS = re.compile(
    r"questions? (?:you |i )?(?:should |to |could |can |might |want to )*ask|ask (?:them"
    r"|the interviewer)|about the "
    r"(?:company|role|team)|company (?:research|context|facts|background)|job description"
    r"|what they(?:'re| are)? "
    r"(?:want|look)|why (?:this|it|these).{0,20}works?|they ask|target role|clarifying questions"
    r"|red flags? (?:about|from)"
    r"|interviewers?\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^\W*(?:q\d*\s*[:.]|question\b|they (?:ask|say)\b|interviewer\b|requirement\b)", re.IGNORECASE
)
_ADVICE = re.compile(
    r"checklist|delivery tips|day before|night before|practice plan|schedule\b|tips\b|remember to|logistics",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:targets?|goals?|sl[ao]s?|objectives?|aim(?:s|ed|ing)?|projected|estimat(?:e|ed|es)"
    r"|expected|forecast)\b",
    re.IGNORECASE,
)
_HYPOTHESIS = re.compile(
    r"\b(?:would|could|will|should|might|may|if|i'd|you'd|we'd|imagine|suppose|let's|at scale|future"
    r"|future state|plan to"
    r"|planned|hypothetical(?:ly)?|in theory|ideally|next step|for example|e\.g\.)\b"
    r"|\b\d+[kmb]?x? scale\b|\bscale (?:to|it|this)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL_TASK = re.compile(
    r"\bhow would you\b|\bwhat would you\b|\bhow (?:do|can) you scale\b|\bscale (?:this|your|it|to"
    r"|up)\b|\bdesign an?\b"
    r"|\bhow i'd\b|\bsystem design\b|\bwhat if\b|\b\d+[kmb]?x? scale\b|\bat scale\b|^at \S*\d"
    r"|\byou'd\b|\bsuppose\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"^\W*(?:current(?:ly)?|today|now|existing|as is|status quo)\b", re.IGNORECASE)
_LONGEST_LABEL = 12


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
        for number, line in enumerate(self._lines, 1):
            if fence := _FENCE.match(line):
                # A fence with a language holds code; many guides put whole spoken answers in bare ones.
                in_code = (
                    bool(fence[1]) and fence[1].lower() not in ("text", "markdown", "md") and not in_code
                )
                continue
            if in_code or not any(map(str.isalnum, line)) or _BOX_DRAWING.search(line):
                continue
            if heading := _HEADING.match(line):
                self._enter(number, len(heading[1]), _clean(heading[2]))
                continue
            if line.lstrip().startswith("|"):
                yield from self._row(number, line)
            elif not _CODE.search(line):
                yield from self._prose(number, line)

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

    def _prose(self, number: int, line: str) -> Iterator[Statement]:
        item = _ITEM.match(line)
        indent = len(line) - len(line.lstrip())
        text = _clean(line[item.end() :] if item else line)
        self._labels = [held for held in self._labels if _still_holds(held, indent, item is not None)]
        if _ASKED.match(text):
            self._question = text
        for sentence in _SENTENCE.split(text):
            if sentence.strip():
                yield self._statement(number, sentence.strip(), checkbox=bool(_CHECKBOX.match(line)))
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
        self, number: int, text: str, cells: tuple[str, ...] = (), *, checkbox: bool = False
    ) -> Statement:
        headings = tuple(title for _, title in self._headings)
        labels = tuple(held.text for held in self._labels)
        voice = Voice.ADVICE if checkbox else self._voice(text, headings, labels)
        if voice is Voice.CANDIDATE and (better := _RATHER_SAY.search(text)) and _NOT_SAID.search(text):
            text = text[better.end() :].strip(' "“”')
        mood = self._mood(text, headings, labels)
        return Statement(self._name, number, text, headings, labels, voice, mood, cells, self._heading_line)

    def _voice(self, text: str, headings: tuple[str, ...], labels: tuple[str, ...]) -> Voice:
        above = [*headings[1:], *labels[-1:]]
        if (
            any(_THEIRS.search(title) for title in above)
            or _ASKED.match(text)
            or text.rstrip('"”*_ ').endswith("?")
        ):
            return Voice.OTHERS
        if _NOT_SAID.search(text) and not _RATHER_SAY.search(text):
            return Voice.OTHERS
        if _THEIRS.match(text.lstrip('"“*_ ')):
            return Voice.OTHERS
        return Voice.ADVICE if any(_ADVICE.search(title) for title in above) else Voice.CANDIDATE

    def _mood(self, text: str, headings: tuple[str, ...], labels: tuple[str, ...]) -> Mood:
        if any(_TODAY.match(title) for title in (text, *labels[-1:])):
            return Mood.FACT
        if _TARGET.search(text) or any(_TARGET.search(title) for title in labels):
            return Mood.TARGET
        task = [self._question, *labels, *headings[-1:]]
        if _HYPOTHESIS.search(text) or any(_HYPOTHETICAL_TASK.search(title) for title in task):
            return Mood.HYPOTHESIS
        return Mood.FACT


def _still_holds(label: _Label, indent: int, is_item: bool) -> bool:
    if label.is_item:
        return indent > label.indent
    return indent > label.indent or (is_item and indent == label.indent)


def _has_head(text: str) -> bool:
    """Whether a line like "APPROACH 2: LoRA" heads the list under it."""
    head = text.partition(":")[0]
    return bool(head) and head == head.upper() and ":" in text


def _clean(text: str) -> str:
    return _MARKS.sub("", text).strip().strip('"“”').strip()
