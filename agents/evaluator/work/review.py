"""Judges a review of the guide's bad code: what was found, how bad it is said to be, what was made of it."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator.work.verdict import as_verdict
from domain.guide import TalkingPoint
from domain.verdict import Verdict
from domain.work import About, ReviewWork
from domain.worked import Worked
from knowledge.entailment.model import Entailment
from language.tongue import tongue
from rounds.coding.behaviour import Behaviour, tried
from rounds.coding.examples import Origin, in_code, in_guide
from rounds.coding.snippets import Language
from rounds.review.better import Better, NotRead, read_better, seen_in
from rounds.review.findings import Found, findings
from rounds.review.judging import judged
from rounds.review.linter import linted
from rounds.review.matching import matched
from rounds.review.task import ReviewTask, review_of
from rounds.sandbox.running import Sandbox

__all__ = ["found_in", "judge_review", "review", "review_of"]


def judge_review(
    done: Worked,
    task: ReviewTask,
    points: Sequence[TalkingPoint],
    sandbox: Sandbox | None,
    entailment: Entailment | None,
    *,
    index_version: str = "",
) -> Verdict:
    """The verdict on what was found in the code of `task`, and on the better version that came with it."""
    better = done.work.better if done.work is not None else ""
    wanted = About.BETTER in done.answered
    work = review(
        task,
        found_in(done),
        better=better,
        points=points,
        entailment=entailment,
        sandbox=sandbox if better.strip() else None,
        wanted=wanted,
    )
    return as_verdict(work, None, index_version)


def found_in(done: Worked) -> str:
    """All that was said of the code: the findings as they were handed in, then what was said besides."""
    written = done.work.text.rstrip() if done.work is not None else ""
    return "\n".join(filter(None, (written, *done.said)))


def review(
    task: ReviewTask,
    said: str,
    *,
    better: str = "",
    points: Sequence[TalkingPoint] = (),
    entailment: Entailment | None = None,
    sandbox: Sandbox | None = None,
    wanted: bool = False,
    lint: bool = True,
) -> ReviewWork:
    """Judge `said` as a review of the code of `task`, and `better` as its better version, "" for none.

    `wanted` says that a better version was asked for, so that none is worth nothing; else it is unscored.
    `points` are all talking points of the guides: their rubric gives the shares.
    """
    issues = seen_in(task.code, task.issues)
    found = findings(said, len(task.code.splitlines()))
    held = matched(issues, found, _meanings([issue.text for issue in issues], found, entailment))
    made = read_better(task, better, _ran(task, better, sandbox)) if better.strip() else None
    if made is None and wanted:
        made = Better(code="", not_read=NotRead.NOTHING)
    return judged(task, points, said, held, found, made, linted(task.code) if lint else None)


def _meanings(
    issues: Sequence[str], found: Sequence[Found], entailment: Entailment | None
) -> list[list[float]] | None:
    """How far each finding conveys each issue, as the encoder reads it; None where it cannot read them."""
    if entailment is None or not issues:
        return None
    encoder = entailment.in_languages({tongue("\n".join(issues))})
    if encoder is None:
        return None
    return [
        [each.credit for each in encoder.read(f"{finding.text.rstrip('.')}.", issues).found]
        for finding in found
    ]


def _ran(task: ReviewTask, better: str, sandbox: Sandbox | None) -> Behaviour | None:
    """What came of the guide's and the candidate's examples; None without any, and for other languages."""
    if task.language is not Language.PYTHON:
        return None
    examples = (*in_guide(task.point.text), *in_code(better, Origin.CANDIDATE))
    return tried(better, examples, sandbox) if examples else None
