"""Judges a design: what was asked, what is drawn, what was said of it, and what was worked out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from agents.evaluator.batch import asked as as_asked
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from agents.evaluator.work.verdict import as_verdict
from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPoint
from domain.verdict import Evidence, KeyPointVerdict, Label, Verdict
from domain.work import DesignWork, Weighed
from domain.worked import Worked
from knowledge.entailment.model import Entailment
from rounds.design.asking import asked, questions
from rounds.design.comparing import Wanted, placings
from rounds.design.judging import Seen, judged
from rounds.design.lexicon import component_kinds
from rounds.design.sketches import Sketched, sketched
from rounds.design.sums import sums
from rounds.design.task import DesignTask, Expected, design_of
from rounds.likeness import SharedWords

__all__ = [
    "as_drawn",
    "design",
    "design_of",
    "judge_again",
    "judge_design",
    "said_points",
    "spoken_in",
    "wanted_of",
]
_MOST_LETTERS, _LONGEST_LINE = 40_000, 2000
_FEWEST_NAMED = 3
_MOST_FIGURES = 200
"""Figures that are heard; a wall of numbers says no more for being longer."""
_NUMBER = re.compile(r"\d+")
_MOST_OF_IT, _DOUBTED = 0.5, 0.4


def judge_design(
    done: Worked,
    task: DesignTask,
    points: Sequence[TalkingPoint],
    entailment: Entailment | None,
    *,
    index_version: str = "",
    talk: Verdict | None = None,
) -> Verdict:
    """The verdict on what was `done` on the system `task`; `talk` is that on its words, where it is known.

    Its key points are the guide's points, as far as they were said.
    """
    seen, verdict = _seen(task, _all_of(done), entailment, talk)
    work = _within_sheet(judged(task, points, _all_of(done), seen), done)
    if verdict is not None:
        verdict = verdict.model_copy(update={"key_points": seen.told})
    return as_verdict(work, verdict, index_version)


def judge_again(
    done: Worked,
    task: DesignTask,
    points: Sequence[TalkingPoint],
    entailment: Entailment | None,
    talk: Verdict,
) -> Verdict:
    """The verdict on the same design where its words were looked at again, which `talk` is the verdict on."""
    return judge_design(
        done, task, points, entailment, index_version=talk.provenance.index_version, talk=talk
    )


def as_drawn(text: str) -> DesignWork:
    """How the drawing in `text` is read, and nothing of what is made of it."""
    sketch = sketched(_bounded(text).split("\n"))
    return DesignWork(said=text, parts=(), drawn=sketch.drawn, not_read=sketch.not_read)


def spoken_in(done: Worked) -> str:
    """The words of a design, line for line: empty lines where it draws and where it asks."""
    sketch, given = _taken_apart(_all_of(done))
    return _spoken(_all_of(done), _words_alone(sketch, [line for line, _ in given]))


def said_points(task: DesignTask) -> TalkingPoint:
    """The task's talking point with what its guide says of the design as key points."""
    return task.point.model_copy(
        update={
            "key_points": tuple(
                _key_point(task, number, each) for number, each in enumerate(task.expected, start=1)
            ),
            "text": "\n".join(each.text for each in task.expected),
        }
    )


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
    return judged(task, points, said, _seen(task, said, entailment)[0])


def _all_of(done: Worked) -> str:
    """The design as it was handed in, then what was asked before it and said besides."""
    written = done.work.text.rstrip() if done.work is not None else ""
    return "\n".join(filter(None, (written, *done.asked, *done.said)))


def _within_sheet(work: DesignWork, done: Worked) -> DesignWork:
    """`work` where lines are those of what was handed in; what was said beside it stands in none."""
    lines = len(done.work.text.rstrip().splitlines()) if done.work is not None else 0

    def placed(part: Weighed) -> Weighed:
        found = (
            each.model_copy(update={"line": None}) if each.line is not None and each.line > lines else each
            for each in part.findings
        )
        return part.model_copy(update={"findings": tuple(found)})

    return work.model_copy(update={"parts": tuple(map(placed, work.parts))})


def _seen(
    task: DesignTask, said: str, entailment: Entailment | None, talk: Verdict | None = None
) -> tuple[Seen, Verdict | None]:
    """All that is found of `said`, and the verdict on its words; `talk` where that is known."""
    sketch, given = _taken_apart(said)
    words = _words_alone(sketch, [line for line, _ in given])
    spoken = _spoken(said, words)
    verdict = talk if talk is not None else _verdict(task, _heard(spoken), entailment)
    seen = Seen(
        sketch=sketch,
        said=spoken,
        asked=asked(task.asks, given),
        placed=placings(wanted_of(task), sketch.drawn, tuple(words.items())),
        told=talk.key_points if talk is not None else _told(task, verdict, spoken),
        figures=verdict.figures if verdict is not None else (),
        sums=sums(tuple(words.items())),
    )
    return seen, verdict


def _bounded(said: str) -> str:
    return "\n".join(line[:_LONGEST_LINE] for line in said[:_MOST_LETTERS].split("\n"))


def _taken_apart(said: str) -> tuple[Sketched, tuple[tuple[int, str], ...]]:
    """What `said` draws, and what it asks with the lines that do."""
    sketch = sketched(_bounded(said).split("\n"))
    return sketch, questions(sketch.words)


def _spoken(said: str, words: Mapping[int, str]) -> str:
    """`words` by their lines, among all lines of `said`."""
    return "\n".join(words.get(line, "") for line in range(1, len(_bounded(said).split("\n")) + 1))


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
    point = said_points(task)
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
