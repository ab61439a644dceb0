"""Where a run is played: in this process, in several, or on a cluster."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.bootstrap.index import open_embedder, open_entailment
from app.bootstrap.models import limits
from app.bootstrap.sandbox import open_sandbox
from app.settings import Settings
from evals.playing.scenario import Scenario
from evals.playing.world import Worlds
from evals.runs import cast
from evals.runs.order import Order, Outcome, Setup, orders
from evals.runs.processes import play_in
from evals.runs.recording import Recording, open_recording
from evals.runs.results import Result, Summary, summary_of
from evals.runs.running import TIERS, run

_AT_ONCE_WITH_A_MODEL = 8
_WORTH_A_PROCESS = 10
"""A process takes two seconds to be ready; with fewer scenarios than this each it does not pay."""

Finished = Callable[[Result], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a run is to be played, as the options of the command say."""

    model: bool = False
    candidate_model: str = ""
    record: Path | None = None
    prompts: Path | None = None
    jobs: int = 0
    cluster: str = ""


async def play(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    wanted: Wanted,
    settings: Settings,
    *,
    finished: Finished,
    notify: Callable[[str], None],
) -> tuple[tuple[Result, ...], Summary]:
    """Every scenario with every seed, in their order; `finished` gets each result as it comes.

    Raises `InterviewError` for what cannot be used: settings, guides, a cluster.
    """
    candidate = cast.candidates_model(settings, wanted.candidate_model, agents=wanted.model)
    settings = cast.with_prompts(settings, wanted.prompts, used=wanted.model or bool(candidate))
    recording = open_recording(wanted.record) if wanted.record is not None else None
    playing = cast.cast(settings, agents=wanted.model, candidate=candidate, recording=recording)
    async with playing as models, _scratch() as folder:
        sandbox = open_sandbox(settings.home)
        embedder, entailment = open_embedder(settings, None, notify), open_entailment(settings)
        worlds = Worlds(folder, embedder, notify, entailment, sandbox)
        processes = 1 if models else _processes(wanted.jobs, len(scenarios) * len(seeds))
        if not wanted.cluster and processes == 1:
            jobs = wanted.jobs or _AT_ONCE_WITH_A_MODEL if models else 1
            here = partial(run, seeds=seeds, jobs=jobs, limits=limits(settings), finished=finished)
            results, summary = await here(scenarios, worlds, models=models)
        else:
            worlds.check(scenarios)
            setup = _setup(settings, wanted, candidate, worlds.embedder, recording)
            results, summary = await _elsewhere(
                orders(setup, scenarios, seeds, recording.lines if recording is not None else None),
                wanted.cluster,
                processes,
                _keeping(recording, finished),
            )
    names = {agent: model.name for agent, model in models.items()}
    return results, summary.model_copy(update={"models": names, "prompts": cast.told(models)})


@asynccontextmanager
async def _scratch() -> AsyncIterator[Path]:
    with tempfile.TemporaryDirectory(prefix="interview-eval-") as folder:
        yield Path(folder)


async def _elsewhere(
    asked: Sequence[Order], cluster: str, processes: int, finished: Callable[[Outcome], None]
) -> tuple[tuple[Result, ...], Summary]:
    begun = time.perf_counter()
    if cluster:
        from evals.runs.cluster import play_on  # noqa: PLC0415 -- an extra

        outcomes = await play_on(cluster, asked, finished)
    else:
        outcomes = await play_in(processes, asked, finished)
    results = tuple(outcome.result for outcome in outcomes if outcome.result is not None)
    return results, summary_of(results, TIERS, (time.perf_counter() - begun) * 1000)


def _processes(jobs: int, games: int) -> int:
    """How many processes `games` games are worth, where no language model is waited for."""
    return min(jobs, games) if jobs else max(1, min(os.cpu_count() or 1, games // _WORTH_A_PROCESS))


def _keeping(recording: Recording | None, finished: Finished) -> Callable[[Outcome], None]:
    def keep(outcome: Outcome) -> None:
        if recording is not None:
            for line in outcome.recorded:
                recording.add(line)
        if outcome.result is not None:
            finished(outcome.result)

    return keep


def _setup(
    settings: Settings, wanted: Wanted, candidate: str, embedder: str, recording: Recording | None
) -> Setup:
    folder = settings.prompts if wanted.model or candidate or recording is not None else None
    texts = {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in (sorted(folder.glob("*/*.md")) if folder is not None else ())
        if folder is not None
    }
    return Setup(
        agents=wanted.model,
        candidate=candidate,
        model=settings.model,
        model_by_agent=dict(settings.model_by_agent),
        model_timeout=settings.model_timeout,
        model_budget=settings.model_budget,
        model_budget_dollars=settings.model_budget_dollars,
        turn_timeout=settings.turn_timeout,
        mask=settings.mask,
        mask_names=settings.mask_names,
        prompts=texts,
        embeddings=settings.embeddings,
        embedder=embedder,
    )
