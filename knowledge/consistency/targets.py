"""Targets that are told elsewhere as results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.contradiction import Contradiction, ContradictionClass
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Mood, Voice
from language.figures import Dimension, Figure
from language.figures.words import content_stems, stem

_TARGET = re.compile(r"\b(?:targets?|goals?|objectives?|aim(?:ed|ing)? (?:for|at))\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;()]")
_DONE = re.compile(
    r"\b(?:handl\w+|process\w*|serv\w+|achiev\w+|deliver\w+|reach\w+|built|runs?|running|with"
    r"|support\w*|sustain\w*|is|are)\b",
    re.IGNORECASE,
)
_TARGET_STEMS = frozenset(stem(word) for word in "target goal objective aim scale sla slo".split())


def targets_as_results(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Figures that one place calls a target and another tells as reached."""
    facts = [
        (statement, figure)
        for statement in statements
        if statement.voice is Voice.CANDIDATE and statement.mood is Mood.FACT and _DONE.search(statement.text)
        for figure in figures_of(statement.text)
    ]
    told: set[tuple[float, str]] = set()
    for statement in statements:
        if statement.voice is not Voice.CANDIDATE or statement.mood is not Mood.TARGET:
            continue
        for figure, subject in _targets(statement):
            reached = [
                held for held, other in facts if _same_value(figure, other) and _about(subject, held, other)
            ]
            key = (figure.low, figure.quote)
            if reached and key not in told:
                told.add(key)
                yield _contradiction(statement, figure, reached)


def _targets(statement: Statement) -> Iterator[tuple[Figure, frozenset[str]]]:
    """The figures of the row or the clause that says "target", with the stems that tell what they are of."""
    if statement.cells:
        if any(_TARGET.search(cell) for cell in statement.cells[1:]):
            subject = content_stems(statement.cells[0]) - _TARGET_STEMS
            for cell in statement.cells[1:]:
                for figure in figures_of(cell):
                    yield figure, subject
        return
    for clause in _CLAUSE.split(statement.text):
        if _TARGET.search(clause):
            subject = content_stems(clause) - _TARGET_STEMS
            for figure in figures_of(clause):
                yield figure, subject


def _same_value(target: Figure, fact: Figure) -> bool:
    counts = {Dimension.COUNT, Dimension.RATE}
    same_kind = target.unit == fact.unit or {target.dimension, fact.dimension} <= counts
    return same_kind and target.low == fact.low and target.high == fact.high


def _about(subject: frozenset[str], statement: Statement, figure: Figure) -> bool:
    """Whether the words right around the figure name the target's subject."""
    near = content_stems(statement.text[max(0, figure.start - 48) : figure.end + 48])
    named = {word for word in subject if len(word) > 3}
    return bool(named) and len(named & near) * 2 >= len(named)


def _contradiction(target: Statement, figure: Figure, reached: Sequence[Statement]) -> Contradiction:
    first, second = target, reached[0]
    if (second.guide, second.line) < (first.guide, first.line):
        first, second = second, first
    return found(
        "target",
        f"{figure.quote} as target or result",
        (first, second),
        f"{figure.quote} is a target in one place and told as a result in another.",
        f"Did you measure {figure.quote}, or is it what you aim for?",
        kind=ContradictionClass.LABEL,
        others=reached[1:],
    )
