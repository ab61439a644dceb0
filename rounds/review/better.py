"""A better version that a candidate wrote: are the faults gone that can be seen, and what else is there."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from enum import StrEnum

from domain.values import Frozen, Share
from rounds.coding.behaviour import Behaviour
from rounds.coding.snippets import Language, bad_line, parsed
from rounds.coding.structure import Aspect, Noted, noted
from rounds.review.detecting import detected
from rounds.review.matching import kinds_of
from rounds.review.task import Issue, ReviewTask

_ASPECTS = frozenset({Aspect.DOCSTRINGS, Aspect.TYPES, Aspect.ERRORS})


class NotRead(StrEnum):
    """Why a better version was not read."""

    OTHER_LANGUAGE = "other_language"
    SYNTAX = "syntax"
    NOTHING = "nothing"
    """It was asked for, and none came."""
    LEAVES_OUT = "leaves_out"
    """It does a fraction of what the code did, so that its faults are gone with its work."""


class Mended(Frozen):
    """An issue that can be seen in code: is it gone? `line` is where it still is (1-based), else None."""

    issue: Issue
    gone: bool
    line: int | None = None


class Better(Frozen):
    """A better version, read and, where it has or is given examples, run."""

    code: str
    not_read: NotRead | None = None
    line: int | None = None
    """Of what does not parse."""
    mended: tuple[Mended, ...] = ()
    structure: tuple[Noted, ...] = ()
    behaviour: Behaviour | None = None

    @property
    def met(self) -> Share | None:
        """The share of all that was looked at that is well; None where nothing could be looked at."""
        if self.not_read is NotRead.OTHER_LANGUAGE:
            return None
        if self.not_read is not None:
            return 0.0
        looked = [each.gone for each in self.mended] + [each.passed for each in self.structure]
        ran = self.behaviour.tried if self.behaviour is not None else ()
        looked += [bool(each.passed) for each in ran if each.wanted is not None]
        return sum(looked) / len(looked) if looked else None


def read_better(task: ReviewTask, code: str, behaviour: Behaviour | None = None) -> Better:
    """Read `code` as a better version of what `task` shows; `behaviour` is what came of running it."""
    if task.language is not Language.PYTHON:
        return Better(code=code, not_read=NotRead.OTHER_LANGUAGE)
    tree = parsed(code)
    if tree is None:
        return Better(code=code, not_read=NotRead.SYNTAX, line=bad_line(code))
    if 2 * _statements(tree) < _statements(parsed(task.code)):
        return Better(code=code, not_read=NotRead.LEAVES_OUT)
    asked = tuple(each for each in noted(code, task.point.text) if each.aspect in _ASPECTS)
    return Better(code=code, mended=_mended(task, code), structure=asked, behaviour=behaviour)


def _mended(task: ReviewTask, code: str) -> tuple[Mended, ...]:
    """Each issue of which the shown code shows a fault: does `code` still show it?"""
    before, after = detected(task.code), detected(code)
    found = []
    for issue in task.issues:
        kinds = kinds_of(issue.text) & set(before)
        if kinds:
            left = [line for kind in kinds for line in after.get(kind, ())]
            found.append(Mended(issue=issue, gone=not left, line=min(left) if left else None))
    return tuple(found)


def seen_in(code: str, issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """`issues`, those without a line of the code with those where their fault is seen."""
    shown = detected(code)
    return tuple(
        issue
        if issue.about
        else issue.model_copy(
            update={
                "about": tuple(sorted({n for kind in kinds_of(issue.text) for n in shown.get(kind, ())}))[:3]
            }
        )
        for issue in issues
    )


def _statements(tree: ast.Module | None) -> int:
    return sum(isinstance(node, ast.stmt) for node in ast.walk(tree)) if tree is not None else 0
