"""A system to design as a guide states it: what is asked for, what must be asked, what should come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from domain.guide import TalkingPoint, TalkingPointKind
from domain.values import Frozen
from domain.work import Drawn, StageTime, WorkPart
from language.patterns import regex
from language.tables import read_yaml
from rounds.design.drawing import chain_of
from rounds.design.sketches import sketched
from rounds.design.stages import stages_in
from rounds.placed import Placed, placed, span

MOST_LINES = 80
_ANSWERED = regex(r"(?P<asked>[^()]{8,200}?)\s*\((?P<answer>[^()]{1,120})\)")
_LABEL = regex(r"(?P<label>[^:：.!?]{2,60}?)\s*[:：]\s+(?=\S)")
_COLUMN = regex(r"(?:^|\s)-\s?(?P<name>[^\s-][^-]{0,40}?)(?=\s{2,}|\s*-\s|$)")
_ITEM_OF_CODE = regex(r"\s*[-*•]\s+(?P<text>\S.*)$")
_FEWEST_WORDS = 3
# A heading that says how much changes ("Scaling to ten times the users"), and not that something scales.
_HOW_MUCH = regex(r"\d|\b(?:ten|zehn|diez|dix|dieci|dez|tien) |\b(?:zehn|ver)\w*fach|十", re.IGNORECASE)
_ORDINAL = regex(r"^\d{1,2}[.)]\s+")
_TIME_GIVEN = regex(r"\s*\([^()]{0,20}\bmin\w*\.?\)", re.IGNORECASE)
_PARTS = (WorkPart.TRADE_OFFS, WorkPart.FAILURE, WorkPart.COST, WorkPart.CHANGE)


class Ask(Frozen):
    """What must be asked first, with its line in the guide; `answer` is the guide's, "" where it has none."""

    text: str
    line: int
    answer: str = ""


class Expected(Frozen):
    """Something that the guide says of the design, with its line in the guide."""

    text: str
    line: int
    part: WorkPart


class DesignTask(Frozen):
    """One system: what may be shown (`statement`), and what it is held against.

    `drawn` is the guide's own drawing and `named` what it lists below a component, by the component's place;
    `drawn_on` the guide's line where it begins. `stages` have their seconds, the guide's where it gives them.
    """

    point: TalkingPoint
    statement: tuple[str, ...]
    asks: tuple[Ask, ...]
    expected: tuple[Expected, ...]
    drawn: Drawn
    named: Mapping[int, tuple[str, ...]] = {}
    drawn_on: int = 1
    stages: tuple[StageTime, ...] = ()
    change: str = ""
    """The requirement that changes, as the guide's heading puts it; "" where it has none."""

    def of(self, part: WorkPart) -> tuple[Expected, ...]:
        """What the guide says of `part`."""
        return tuple(each for each in self.expected if each.part is part)


def design_of(point: TalkingPoint, raw: Sequence[str] = ()) -> DesignTask:
    """What `point` asks for; `raw` are all lines of its guide, in which drawings stand as they were drawn."""
    if point.kind is TalkingPointKind.SCHEDULE_ITEM:
        return _scheduled(point, raw)
    lines = placed(point, raw)
    drawn_lines = span(point.source, raw)
    # Without its guide no line is known: then they are told apart by their order.
    own = drawn_lines or tuple((at, line.text) for at, line in enumerate(lines))
    drawing = sketched([text for _, text in own])
    first = own[drawing.lines[0] - 1][0] if drawing.lines and drawn_lines else point.source.first_line
    drawn_on = {own[number - 1][0] for number in drawing.lines}
    named, columns = _named(own, drawing.drawn)
    read = _Reading(point)
    for at, line in enumerate(lines):
        if (line.line if drawn_lines else at) not in drawn_on | columns and not _draws(line):
            read.take(line)
    return DesignTask(
        point=point,
        statement=tuple(read.statement),
        asks=tuple(read.asks)[:MOST_LINES],
        expected=tuple(read.expected)[:MOST_LINES],
        drawn=drawing.drawn,
        named=named,
        drawn_on=first,
        stages=stages_in(point),
        change=read.change,
    )


def _scheduled(point: TalkingPoint, raw: Sequence[str]) -> DesignTask:
    """What a line of the schedule asks for, held against the drawings in the guide's fences, wherever."""
    own, fenced = list[tuple[int, str]](), False
    for number, line in enumerate(raw, start=1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            own.append((number, ""))
        elif fenced:
            own.append((number, line))
    drawing = sketched([text for _, text in own])
    grows = _HOW_MUCH.search(point.text) and _cue(WorkPart.CHANGE).search(point.text)
    return DesignTask(
        point=point,
        statement=(point.text or point.title,),
        asks=(),
        expected=(),
        drawn=drawing.drawn,
        drawn_on=own[drawing.lines[0] - 1][0] if drawing.lines else point.source.first_line,
        stages=stages_in(point),
        change=point.text if grows else "",
    )


def _draws(line: Placed) -> bool:
    return (
        chain_of(line.text) is not None or line.text.startswith(("flowchart", "graph ")) or "-->" in line.text
    )


class _Reading:
    """Takes a task's lines one by one, and knows below which heading they stand."""

    def __init__(self, point: TalkingPoint) -> None:
        self.statement: list[str] = []
        self.asks: list[Ask] = []
        self.expected: list[Expected] = []
        self.change = ""
        # Of a task that is itself about growing, what grows is the design.
        self._grows = _cue(WorkPart.CHANGE).search(point.title) is not None
        self._part: WorkPart | None = None
        self._begun = False

    def take(self, line: Placed) -> None:
        """Read one line."""
        if line.code:
            item = _ITEM_OF_CODE.match(line.text)
            if item is not None:
                self._expect(item["text"], line.line)
            return
        if line.heads:
            self._head(line.text)
        elif not self._begun and not line.item:
            self.statement.append(line.text)
        else:
            self._begun = True
            self._say(line)

    def _head(self, text: str) -> None:
        self._begun = True
        self._part = self._named(text)
        bare = _ORDINAL.sub("", _TIME_GIVEN.sub("", text).strip("*_:： "))
        if self._part is WorkPart.CHANGE and not self.change and _HOW_MUCH.search(bare):
            self.change = bare

    def _say(self, line: Placed) -> None:
        label = _LABEL.match(line.text)
        own = self._named(label["label"]) if label is not None else None
        part = own or self._part
        asks = line.text.rstrip("\"”»' *_").endswith(("?", "？"))
        if part is WorkPart.REQUIREMENTS or (asks and part is None):
            self._ask(line.text[label.end() :] if label is not None and own else line.text, line.line)
        else:
            self._expect(line.text, line.line, part)

    def _ask(self, text: str, line: int) -> None:
        answered = list(_ANSWERED.finditer(text))
        if answered and not text.rstrip().endswith(("?", "？")):
            self.asks += [
                Ask(text=each["asked"].strip(" ,;"), line=line, answer=each["answer"].strip())
                for each in answered
            ]
            return
        self.asks.append(Ask(text=text.strip("\"“”„« »'"), line=line))

    def _expect(self, text: str, line: int, part: WorkPart | None = None) -> None:
        if len(text.split()) >= _FEWEST_WORDS or len(text) > 12:
            part = part or self._part
            known = part if part in _PARTS else WorkPart.DETAIL
            self.expected.append(Expected(text=text, line=line, part=known))

    def _named(self, text: str) -> WorkPart | None:
        for part in (WorkPart.REQUIREMENTS, *_PARTS):
            if part is WorkPart.CHANGE and self._grows:
                continue
            if _cue(part).search(text):
                return part
        return None


def _named(own: Sequence[tuple[int, str]], drawn: Drawn) -> tuple[dict[int, tuple[str, ...]], frozenset[int]]:
    """What columns of items below a chain list for each of its boxes, and the lines they stand on."""
    named: dict[int, list[str]] = {}
    lines: set[int] = set()
    heads: list[tuple[int, int]] = []
    places = {name.casefold(): at for at, name in enumerate(drawn.components)}
    for number, text in own:
        if chain_of(text) is not None:
            folded = text.casefold()
            heads = [(folded.find(name), at) for name, at in places.items() if name in folded]
            continue
        items = list(_COLUMN.finditer(text))
        if not heads or not text.strip() or len(text) > 400:
            heads = heads if any(sign in text for sign in "↓|") else []
        elif len(items) > 1 or (lines and items and text.startswith("  ")):
            lines.add(number)
            for item in items:
                at = min(heads, key=lambda head: abs(head[0] - item.start("name")))[1]
                named.setdefault(at, []).append(item["name"].strip())
    return {at: tuple(names) for at, names in named.items()}, frozenset(lines)


@cache
def _cue(part: WorkPart) -> re.Pattern[str]:
    rows: dict[str, str] = read_yaml(Path(__file__).with_name("parts.yaml"))
    return re.compile(rows[part.value], re.IGNORECASE)
