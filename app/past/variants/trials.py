"""Old answers, judged by each of several variants. Nothing of it is kept here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from agents.reasons import mostly_unused, unused
from app.past.rescoring import Task, judged, tasks
from app.past.transcript import Asked
from app.past.variants.variant import DRAFT, Variant
from domain.interview import Turn
from domain.refinement import Outcome
from domain.usage import Usage
from domain.verdict import Verdict
from knowledge.base import KnowledgeBase
from models.account import Account, Limits, Shareable
from models.language_model import LanguageModel
from prompts import loader as prompts

_AT_ONCE = 4
"""As many requests as a connection has under way at a time."""


class By(StrEnum):
    """Whose verdict one is: the variant's own (model, draft), or a draft in its stead, and why."""

    MODEL = "model"
    DRAFT = "draft"
    NOTHING_TO_JUDGE = "nothing to judge"
    DROPPED = "dropped"
    NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class Judged:
    """One variant's verdict on one answer; `seconds` is the time until it was there."""

    by: By
    verdict: Verdict
    seconds: float

    @property
    def is_own(self) -> bool:
        """Whether the variant came to it, and no draft in its stead."""
        return self.by in (By.MODEL, By.DRAFT)

    @property
    def why(self) -> str:
        """Why a draft stands in, "" where none does."""
        refinement = self.verdict.provenance.refinement
        if self.by is By.DROPPED and refinement is not None:
            return mostly_unused(refinement)
        return unused(refinement).rstrip(".") if refinement is not None and not self.is_own else ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One session under all variants: `judged[v][a]` is what variant v made of `asked[a]`.

    `usage` is what each variant's model took; `gone` counts the questions that the guides no longer have.
    """

    session_id: str
    asked: tuple[Asked, ...]
    judged: tuple[tuple[Judged, ...], ...]
    usage: tuple[Usage, ...]
    index_version: str
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Judge:
    """A variant and its model, None for the draft; `prompts` is the folder its prompts come from."""

    variant: Variant
    model: LanguageModel | None
    prompts: Path | None = None


async def try_all(
    session_id: str,
    turns: Sequence[Turn],
    knowledge: KnowledgeBase,
    judges: Sequence[Judge],
    limits: Limits,
    clock: Callable[[], float],
    heard: Callable[[], None] = lambda: None,
) -> Trial:
    """Judge the answers of a session with one judge after the other, so that none slows another down.

    `limits` hold for each judge by itself; `clock` gives seconds and never goes back; `heard` is called after
    each verdict.
    """
    every = tasks(turns, knowledge)
    there = [task for task in every if task.point is not None]
    # Once untimed: what is embedded and imported now would else be the first judge's time.
    for task in there:
        await judged(task, knowledge, None)
    results: list[tuple[Judged, ...]] = []
    usage: list[Usage] = []
    for judge in judges:
        account = Account(limits)
        model = judge.model
        if isinstance(model, Shareable):
            model = model.for_session(account.meter("evaluator"))
        # A context of its own: its prompts are for this judge alone.
        context = copy_context()
        context.run(prompts.use_folder, judge.prompts)
        verdicts = _verdicts(there, knowledge, judge.variant, model, clock, heard)
        results.append(await asyncio.create_task(verdicts, context=context))
        usage.append(account.usage)
    return Trial(
        session_id=session_id,
        asked=tuple(task.asked for task in there),
        judged=tuple(results),
        usage=tuple(usage),
        index_version=knowledge.version,
        gone=len(every) - len(there),
    )


async def _verdicts(
    there: Sequence[Task],
    knowledge: KnowledgeBase,
    variant: Variant,
    model: LanguageModel | None,
    clock: Callable[[], float],
    heard: Callable[[], None],
) -> tuple[Judged, ...]:
    free = asyncio.Semaphore(_AT_ONCE)

    async def one(task: Task) -> Judged:
        async with free:
            began = clock()
            verdict = await judged(task, knowledge, model)
            heard()
            return Judged(by=whose(verdict, variant), verdict=verdict, seconds=clock() - began)

    return tuple(await asyncio.gather(*(one(task) for task in there)))


def whose(verdict: Verdict, variant: Variant) -> By:
    """Whose verdict it is that came when `variant` was to judge."""
    made = verdict.provenance
    if variant.model == DRAFT:
        return By.DRAFT
    match made.outcome:
        case None:
            return By.NOTHING_TO_JUDGE
        case Outcome.REJECTED:
            return By.DROPPED
        case Outcome.FAILED:
            return By.NO_ANSWER
    return By.MODEL
