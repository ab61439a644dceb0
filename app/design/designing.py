"""Judges a design: what was asked, what is drawn, what was said of it, and what was worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from agents.evaluator.batch import asked as as_asked
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPoint
from domain.verdict import Evidence, KeyPointVerdict, Label, Verdict
from domain.work import DesignWork
from knowledge.entailment.model import Entailment
from rounds.design.asking import asked, questions
from rounds.design.comparing import Wanted, placings
from rounds.design.judging import Seen, judged
from rounds.design.lexicon import component_kinds
from rounds.design.sketches import Sketched, sketched
from rounds.design.sums import sums
from rounds.design.task import DesignTask, Expected
from rounds.likeness import SharedWords

_MOST_LETTERS, _LONGEST_LINE = 40_000, 2000
_FEWEST_NAMED = 3
_MOST_FIGURES = 200
"""Figures that are heard; a wall of numbers says no more for being longer."""
_NUMBER = re.compile(r"\d+")
_MOST_OF_IT, _DOUBTED = 0.5, 0.4


def design(
    task: DesignTask,
    said: str,
    *,
    points: Sequence[TalkingPoint] = (),
    entailment: Entailment | None = None,
) -> DesignWork:
    """Judge `said`, the candidate's questions, drawing and words in any order, as a design for `task`.

    `points` are all talking points of the guides: their rubric gives the shares.
    """
    text = "\n".join(line[:_LONGEST_LINE] for line in said[:_MOST_LETTERS].split("\n"))
    sketch = sketched(text.split("\n"))
    given = questions(sketch.words)
    words = _words_alone(sketch, [line for line, _ in given])
    spoken = "\n".join(words.get(line, "") for line in range(1, len(text.split("\n")) + 1))
    verdict = _verdict(task, _heard(spoken), entailment)
    seen = Seen(
        sketch=sketch,
        said=spoken,
        asked=asked(task.asks, given),
        placed=placings(wanted_of(task), sketch.drawn, tuple(words.items())),
        told=_told(task, verdict, spoken),
        figures=verdict.figures if verdict is not None else (),
        sums=sums(tuple(words.items())),
    )
    return judged(task, points, said, seen)


def wanted_of(task: DesignTask) -> tuple[Wanted, ...]:
    """The guide's components: those it draws, else those that its lines name, where they name three."""
    if task.drawn.components:
        return tuple(
            Wanted(name=name, parts=task.named.get(at, ()), line=task.drawn_on)
            for at, name in enumerate(task.drawn.components)
        )
    named: dict[str, Wanted] = {}
    for each in task.expected:
        for kind, word in component_kinds(each.text).items():
            named.setdefault(kind, Wanted(name=word, line=each.line))
    return tuple(named.values()) if len(named) >= _FEWEST_NAMED else ()


def _words_alone(sketch: Sketched, asking: Sequence[int]) -> dict[int, str]:
    """The lines that say something: no drawing, no question."""
    return {line: text for line, text in sketch.words if text.strip() and line not in asking}


def _heard(spoken: str) -> str:
    """`spoken` up to its last figure that is heard."""
    beyond = next(islice(_NUMBER.finditer(spoken), _MOST_FIGURES, None), None)
    return spoken if beyond is None else spoken[: beyond.start()]


def _verdict(task: DesignTask, spoken: str, entailment: Entailment | None) -> Verdict | None:
    """What was said of the guide's points, as any answer is judged; None where nothing is to be judged."""
    if not task.expected or not spoken.strip():
        return None
    point = task.point.model_copy(
        update={
            "key_points": tuple(
                _key_point(task, number, each) for number, each in enumerate(task.expected, start=1)
            ),
            "text": "\n".join(each.text for each in task.expected),
        }
    )
    return draft(spoken, as_asked(point), point, Material(), entailment=entailment).verdict


def _told(task: DesignTask, verdict: Verdict | None, spoken: str) -> tuple[KeyPointVerdict, ...]:
    if verdict is not None and len(verdict.key_points) == len(task.expected):
        return _doubted(verdict.key_points, spoken)
    return tuple(
        KeyPointVerdict(key_point=_key_point(task, number, each), label=Label.MISSING, credit=0.0)
        for number, each in enumerate(task.expected, start=1)
    )


def _doubted(told: Sequence[KeyPointVerdict], spoken: str) -> tuple[KeyPointVerdict, ...]:
    """`told`, unsure where a line has most of a point's rare words and it was not heard all the same.

    Notes beside a drawing are terser than answers, and the encoder hears them as little.
    """
    shared = SharedWords([each.key_point.text for each in told])
    return tuple(_or_unsure(each, number, shared, spoken) for number, each in enumerate(told))


def _or_unsure(each: KeyPointVerdict, number: int, shared: SharedWords, spoken: str) -> KeyPointVerdict:
    if each.label is not Label.MISSING:
        return each
    at = 0
    for line in spoken.split("\n"):
        if line.strip() and shared.shared(line, number) >= _MOST_OF_IT:
            words = Evidence(quote=line, start=at, end=at + len(line))
            return each.model_copy(update={"label": Label.UNSURE, "credit": _DOUBTED, "evidence": words})
        at += len(line) + 1
    return each


def _key_point(task: DesignTask, number: int, each: Expected) -> KeyPoint:
    return KeyPoint(
        id=f"{task.point.id}/{number}",
        text=each.text,
        weight=1.0,
        origin=KeyPointOrigin.ANSWER,
        source=Source(guide=task.point.source.guide, first_line=each.line, last_line=each.line),
    )
