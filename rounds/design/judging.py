"""A score for a design: arithmetic over what was asked, drawn, said and worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.guide import Source, TalkingPoint
from domain.values import Frozen
from domain.verdict import Evidence, FigureLabel, FigureVerdict, KeyPointVerdict, Label
from domain.work import (
    About,
    AskedNext,
    DesignWork,
    Drawn,
    Finding,
    FindingKind,
    Mark,
    Weighed,
    WorkKind,
    WorkPart,
)
from rounds.design.asking import Asked
from rounds.design.comparing import Placing, arrows_told, loose
from rounds.design.sketches import Sketched
from rounds.design.sums import Sum
from rounds.design.task import DesignTask
from rounds.labelled import AS_FOUND
from rounds.shares import shares_of

_SAID_ONLY = 0.7
"""What a component counts that is named in words and not drawn."""
_ENOUGH = 10
"""So many of the guide's points are all that is said in ten minutes."""
_CREDITS = {FigureLabel.RIGHT: 1.0, FigureLabel.CLOSE: 0.7, FigureLabel.WRONG: 0.0}
_SPOKEN = (WorkPart.DETAIL, WorkPart.TRADE_OFFS, WorkPart.FAILURE, WorkPart.COST, WorkPart.CHANGE)
_MOST_ASKED = 2


class Seen(Frozen):
    """All that was found of a design before it is weighed.

    `told` are the guide's points in the order of the task's `expected`; `said` is what was said of them, for
    the lines; `figures` those of the answer, held against the guide's.
    """

    sketch: Sketched
    said: str
    asked: tuple[Asked, ...]
    placed: tuple[Placing, ...]
    told: tuple[KeyPointVerdict, ...]
    figures: tuple[FigureVerdict, ...]
    sums: tuple[Sum, ...]


def judged(task: DesignTask, points: Sequence[TalkingPoint], said: str, seen: Seen) -> DesignWork:
    """The score over what could be judged; `points` are all talking points: their rubric gives the shares.

    Of what the guide says nothing, nothing is judged.
    """
    shares, own = shares_of(points, WorkKind.DESIGN)
    judge = _Judge(task, seen)
    return DesignWork(
        said=said,
        drawn=seen.sketch.drawn,
        not_read=seen.sketch.not_read,
        parts=tuple(judge.part(part, weight) for part, weight in shares.items()),
        of_the_guide=own,
        next=asked_next(task, seen),
    )


def asked_next(task: DesignTask, seen: Seen) -> tuple[AskedNext, ...]:
    """At most two questions: the requirement that changes, and what of the design is open."""
    asked = [AskedNext(about=About.CHANGED, name=task.change)]
    if task.asks and not any(each.told for each in seen.asked):
        asked.append(AskedNext(about=About.NOT_ASKED))
    silent = {part for part in _SPOKEN if task.of(part) and not any(map(_credit, _of(task, seen, part)))}
    if WorkPart.FAILURE in silent and seen.sketch.drawn.components:
        asked.append(AskedNext(about=About.IF_FAILS, name=_busiest(seen.sketch.drawn)))
    if WorkPart.TRADE_OFFS in silent:
        asked.append(AskedNext(about=About.WHAT_ELSE))
    if not seen.figures and not seen.sums:
        asked.append(AskedNext(about=About.HOW_MUCH))
    return tuple(asked[:_MOST_ASKED])


class _Judge:
    def __init__(self, task: DesignTask, seen: Seen) -> None:
        self._task, self._seen = task, seen

    def part(self, part: WorkPart, weight: float) -> Weighed:
        """One part with what it rests on."""
        if part in _SPOKEN:
            met, findings = self._spoken(part)
        else:
            met, findings = {
                WorkPart.REQUIREMENTS: self._requirements,
                WorkPart.COMPONENTS: self._components,
                WorkPart.FLOW: self._flow,
                WorkPart.NUMBERS: self._numbers,
            }[part]()
        return Weighed(part=part, weight=weight, met=met, findings=tuple(findings))

    def _requirements(self) -> tuple[float | None, list[Finding]]:
        found = [
            Finding(
                kind=FindingKind.TOLD if each.told else FindingKind.UNTOLD,
                mark=Mark.MET if each.told else Mark.MISSED,
                line=each.line,
                about=each.ask.text,
                got=each.question,
                source=self._place(each.ask.line),
            )
            for each in self._seen.asked
            if each.ask is not None
        ]
        met = sum(each.mark is Mark.MET for each in found) / len(found) if found else None
        beyond = [
            Finding(kind=FindingKind.ASKED, mark=Mark.OPEN, line=each.line, about=each.question)
            for each in self._seen.asked
            if each.ask is None
        ]
        return met, found + beyond

    def _components(self) -> tuple[float | None, list[Finding]]:
        placed = self._seen.placed
        credits = [1.0 if each.at is not None else _SAID_ONLY if each.said_in else 0.0 for each in placed]
        found = [self._component(each) for each in placed]
        found += [Finding(kind=FindingKind.LOOSE, mark=Mark.OPEN, about=name) for name in loose(self._drawn)]
        if self._seen.sketch.not_read:
            count = self._seen.sketch.not_read
            found.append(Finding(kind=FindingKind.NOT_READ, mark=Mark.OPEN, figure=count))
        return (sum(credits) / len(credits) if credits else None), found

    def _component(self, each: Placing) -> Finding:
        drawn, said = each.at is not None, each.said_in is not None
        kind = FindingKind.DRAWN if drawn else FindingKind.SAID_ALONE if said else FindingKind.UNDRAWN
        return Finding(
            kind=kind,
            mark=Mark.MET if drawn or said else Mark.MISSED,
            line=each.said_in,
            about=each.wanted.name,
            got=each.named,
            source=self._place(each.wanted.line),
        )

    def _flow(self) -> tuple[float | None, list[Finding]]:
        if not self._drawn.arrows:
            return None, [Finding(kind=FindingKind.NO_DRAWING, mark=Mark.OPEN)]
        names = self._task.drawn.components
        told = arrows_told(self._task.drawn.arrows, self._seen.placed, self._drawn)
        found = [
            Finding(
                kind=FindingKind.DRAWN if leads else FindingKind.UNDRAWN,
                mark=Mark.MET if leads else Mark.MISSED,
                about=f"{names[one]} → {names[other]}",
                source=self._place(self._task.drawn_on),
            )
            for one, other, leads in told
            if leads is not None
        ]
        # An arrow whose end is missing lacks with it, at half: the component was counted already.
        whole = sum(1.0 if leads is not None else 0.5 for _, _, leads in told)
        met = sum(bool(leads) for _, _, leads in told) / whole if whole else None
        return met, found

    def _numbers(self) -> tuple[float | None, list[Finding]]:
        known = [each for each in self._seen.figures if each.label in _CREDITS]
        found = [
            Finding(
                kind=FindingKind.WRONG_FIGURE
                if each.label is FigureLabel.WRONG
                else FindingKind.RIGHT_FIGURE,
                mark=Mark.MISSED if each.label is FigureLabel.WRONG else Mark.MET,
                line=line_of(self._seen.said, each.said.start),
                about=each.about,
                got=each.said.quote,
                wanted=each.expected,
                source=each.source,
            )
            for each in known
        ]
        found += [
            Finding(
                kind=FindingKind.SUM_RIGHT if each.follows else FindingKind.SUM_WRONG,
                mark=Mark.MET if each.follows else Mark.MISSED,
                line=each.line,
                about=each.said,
                wanted=each.right,
            )
            for each in self._seen.sums
        ]
        credits = [_CREDITS[each.label] for each in known]
        credits += [1.0 if each.follows else 0.0 for each in self._seen.sums]
        wanted = _figures_wanted(self._task)
        if not wanted and not credits:
            return None, found
        return sum(credits) / max(len(credits), min(wanted, 3), 1), found

    def _spoken(self, part: WorkPart) -> tuple[float | None, list[Finding]]:
        verdicts = _of(self._task, self._seen, part)
        found = [self._told(each) for each in verdicts]
        credits = sum(_credit(each) for each in verdicts)
        return (min(1.0, credits / min(len(verdicts), _ENOUGH)) if verdicts else None), found

    def _told(self, each: KeyPointVerdict) -> Finding:
        kind, mark = AS_FOUND[each.label]
        return Finding(
            kind=kind,
            mark=mark,
            line=_line_of_words(self._seen.said, each.evidence) if each.evidence else None,
            about=each.key_point.text,
            got=" ".join(each.evidence.quote.split()) if each.evidence else "",
            source=each.key_point.source,
        )

    @property
    def _drawn(self) -> Drawn:
        return self._seen.sketch.drawn

    def _place(self, line: int) -> Source:
        return Source(guide=self._task.point.source.guide, first_line=line, last_line=line)


def line_of(said: str, at: int) -> int:
    """The line (1-based) of the sign at `at`."""
    return said.count("\n", 0, at) + 1


def _line_of_words(said: str, words: Evidence) -> int:
    """The line in which what was said begins: a quote may begin with the end of the line before."""
    return line_of(said, words.start + len(words.quote) - len(words.quote.lstrip()))


def _credit(each: KeyPointVerdict) -> float:
    """What a point counts: what is shown as not told counts nothing, however little it is doubted."""
    return 0.0 if each.label in (Label.MISSING, Label.CONTRADICTED) else each.credit


def _of(task: DesignTask, seen: Seen, part: WorkPart) -> list[KeyPointVerdict]:
    return [told for each, told in zip(task.expected, seen.told, strict=True) if each.part is part]


def _figures_wanted(task: DesignTask) -> int:
    """How many of the guide's lines state a figure; a number in a list of three is none."""
    return sum(bool(re.search(r"\d", re.sub(r"^\s*\d{1,2}[.)]", "", each.text))) for each in task.expected)


def _busiest(drawn: Drawn) -> str:
    """The component that most arrows reach or leave; the first of those."""
    degrees = [sum(place in arrow for arrow in drawn.arrows) for place in range(len(drawn.components))]
    return drawn.components[degrees.index(max(degrees))]
