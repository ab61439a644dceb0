"""Runs scenarios side by side and keeps what came of each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from evals.candidates.acting import NobodyPlays
from evals.candidates.catalogue import BEHAVIOURS
from evals.playing.play import play
from evals.playing.scenario import Scenario
from evals.playing.world import Worlds
from evals.runs.results import Result, Summary, result_of, skipped, summary_of
from evals.scorers.scoring import score

if TYPE_CHECKING:
    from models.account import Limits
    from models.language_model import LanguageModel

TIERS = {each.name: each.tier for each in BEHAVIOURS.values() if each.tier is not None}


async def run_one(
    scenario: Scenario,
    seed: int,
    worlds: Worlds,
    models: Mapping[str, LanguageModel] | None = None,
    limits: Limits | None = None,
) -> Result:
    """Play `scenario` and score it; one whose candidate nobody plays is skipped, with the reason."""
    world = worlds.of(scenario)
    begun = time.perf_counter()
    try:
        played = await play(scenario, seed, world, models, limits)
    except NobodyPlays as error:
        return skipped(scenario, seed, str(error))
    milliseconds = (time.perf_counter() - begun) * 1000
    return result_of(played, await score(played), milliseconds)


async def run(
    scenarios: Sequence[Scenario],
    worlds: Worlds,
    *,
    seeds: Sequence[int] = (0,),
    jobs: int = 1,
    models: Mapping[str, LanguageModel] | None = None,
    limits: Limits | None = None,
    finished: Callable[[Result], None] = lambda result: None,
) -> tuple[tuple[Result, ...], Summary]:
    """Every scenario with every seed, at most `jobs` at once, in the order of the scenarios.

    Without a language model a run is arithmetic in one process: more jobs make no run quicker and every
    turn's time longer. With one, jobs wait for the model together.
    """
    for scenario in scenarios:
        worlds.of(scenario)  # A guide that is not there ends the run before it begins.
    begun = time.perf_counter()
    gate = asyncio.Semaphore(jobs)

    async def one(scenario: Scenario, seed: int) -> Result:
        async with gate:
            result = await run_one(scenario, seed, worlds, models, limits)
            finished(result)
            # A turn without a model never waits, and the progress bar needs its moment.
            await asyncio.sleep(0)
            return result

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(scenario, seed)) for scenario in scenarios for seed in seeds]
    results = tuple(task.result() for task in tasks)
    return results, summary_of(results, TIERS, (time.perf_counter() - begun) * 1000)
