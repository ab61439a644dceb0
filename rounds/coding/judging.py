"""A score for a solution: arithmetic over what was tried and seen, each part with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.work import CodeWork, Weighed
from domain.work import WorkPart as Part
from rounds.coding.asking import asked_next
from rounds.coding.behaviour import Behaviour, NotRun
from rounds.coding.evidence import handled, is_own, of_behaviour, of_questions, of_structure
from rounds.coding.structure import Aspect, Noted
from rounds.sandbox.outcome import Ended

_A_PROBE = 0.5
"""What the behaviour at an edge counts beside an example: nobody stated what should come out."""


def judged(
    code: str,
    shares: Mapping[Part, float],
    of_the_guide: bool,
    behaviour: Behaviour,
    structure: Sequence[Noted],
    questions: Sequence[str] | None,
    talk: float | None,
) -> CodeWork:
    """Arithmetic over the parts; what is None was not judged, and takes no share.

    `questions` are the clarifying ones, two of which are all that is wanted; `talk` is the share of the
    guide's points that were said.
    """
    nothing = behaviour.not_run is NotRun.NOTHING
    met: dict[Part, float | None] = {
        Part.BEHAVIOUR: _behaviour(behaviour, structure),
        Part.STRUCTURE: 0.0 if nothing else _share([1.0 if each.passed else 0.0 for each in structure]),
        Part.QUESTIONS: None if questions is None else min(1.0, len(questions) / 2),
        Part.TALK: talk,
    }
    findings = {
        Part.BEHAVIOUR: of_behaviour(behaviour),
        Part.STRUCTURE: of_structure(structure),
        Part.QUESTIONS: of_questions(questions),
        Part.TALK: (),
    }
    return CodeWork(
        code=code,
        parts=tuple(
            Weighed(part=part, weight=weight, met=met[part], findings=findings[part])
            for part, weight in shares.items()
        ),
        of_the_guide=of_the_guide,
        next=asked_next(code, behaviour),
    )


def _behaviour(behaviour: Behaviour, structure: Sequence[Noted]) -> float | None:
    """Examples passed, and at half their weight the edges.

    None where all that is known is that the candidate's own examples pass: whoever wrote the code says so.
    What does not run at all does nothing, and what is left empty does not do its part.
    """
    if behaviour.not_run in (NotRun.SYNTAX, NotRun.NOTHING, NotRun.PSEUDO):
        return 0.0
    filled = _filled(structure)
    examples = [1.0 if each.passed else 0.0 for each in behaviour.tried if each.wanted is not None]
    guides = [each for each in behaviour.tried if each.wanted is not None and not is_own(each)]
    if not guides and all(examples):
        crashed = any(each.ended not in (None, Ended.FINISHED) for each in behaviour.tried if not each.call)
        return 0.0 if crashed else filled
    if not guides:
        # Where nothing says what should come out, an edge that is met makes no failing test good.
        return sum(examples) / len(examples)
    edges = [1.0 if met else 0.0 for each in behaviour.tried if (met := handled(each)) is not None]
    return (sum(examples) + _A_PROBE * sum(edges)) / (len(examples) + _A_PROBE * len(edges))


def _filled(structure: Sequence[Noted]) -> float | None:
    """The share of its functions that are not left empty; None where none is, whatever they may do."""
    empty = next((each for each in structure if each.aspect is Aspect.HOLLOW and not each.passed), None)
    return None if empty is None or empty.figure is None else empty.figure / 100


def _share(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
