"""`interview eval`: runs the scenarios and says whether the interviewer got better."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app import terminal
from app.bootstrap.memory import open_memory
from app.display.console import PlainConsole
from domain.shown import shown
from evals.playing import loading
from evals.playing.scenario import Bound, Scenario
from evals.runs import baseline, gates, page, staging, telling
from evals.runs import junit as xml
from evals.runs import results as jsonl
from evals.runs.baseline import Change
from evals.runs.from_session import scenario_text
from evals.runs.results import Result, Summary
from evals.runs.staging import Wanted

Only = Annotated[
    list[str] | None,
    typer.Option("--only", help="Scenarios whose name begins so; may be given several times."),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", help="Scenarios with this tag; may be given several times.")
]
List = Annotated[bool, typer.Option("--list", help="Name the scenarios and end.")]
Seed = Annotated[int, typer.Option("--seed", help="Added to the candidates' own seeds.")]
Repeat = Annotated[int, typer.Option("--repeat", min=1, max=100, help="Run each with this many seeds.")]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", min=0, max=64, help="At once; 0: one for each core, and eight with a language model."
    ),
]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Play on a Dask cluster, tcp://HOST:PORT.")
]
Model = Annotated[bool, typer.Option("--model/--no-model", help="Use the language model of the settings.")]
CandidateModel = Annotated[
    str, typer.Option("--candidate-model", metavar="NAME", help="The language model that plays personas.")
]
Record = Annotated[
    Path | None,
    typer.Option("--record", help="Keep what a model says as a candidate here; what is there is said again."),
]
Prompts = Annotated[
    Path | None, typer.Option("--prompts", help="A folder of prompts to try instead of the shipped ones.")
]
Scenarios = Annotated[
    Path | None, typer.Option("--scenarios", help="A folder of scenario files of your own.")
]
Out = Annotated[Path | None, typer.Option("--out", help="Write the results here, as JSONL.")]
Junit = Annotated[Path | None, typer.Option("--junit", help="Write JUnit XML here.")]
Html = Annotated[Path | None, typer.Option("--html", help="Write the report as one HTML file here.")]
Against = Annotated[
    str, typer.Option("--against", help="Compare with an accepted run: its name, or a JSONL file.")
]
Gates = Annotated[
    list[str] | None,
    typer.Option("--gate", metavar="MEASURE=FIGURE", help="Fail a run whose mean is not this good."),
]
FromSession = Annotated[
    str, typer.Option("--from-session", help="Print a recorded session as a scenario, masked, and end.")
]
Accept = Annotated[str, typer.Option("--accept", help="Keep this run as the baseline of that name.")]


def evaluate(
    only: Only = None,
    tag: Tags = None,
    list_: List = False,
    seed: Seed = 0,
    repeat: Repeat = 1,
    jobs: Jobs = 0,
    cluster: Cluster = "",
    model: Model = False,
    candidate_model: CandidateModel = "",
    record: Record = None,
    prompts: Prompts = None,
    scenarios: Scenarios = None,
    out: Out = None,
    junit: Junit = None,
    html: Html = None,
    against: Against = "",
    gate: Gates = None,
    from_session: FromSession = "",
    accept: Accept = "",
) -> None:
    """Run scripted interviews with simulated candidates and measure the interviewer.

    Ends with 1 when a scenario fails that is not known to, when a measure got worse than the baseline, or
    when a gate is missed.
    """
    if from_session:
        print(asyncio.run(_as_scenario(from_session)), end="")
        return
    chosen = loading.chosen(loading.load_all(scenarios or loading.SCENARIOS), only or (), tag or ())
    if list_:
        return _list_of(chosen)
    then = _Then(out, junit, html, against, accept, gates.read(gate or ()))
    wanted = Wanted(model, candidate_model, record, prompts, jobs, cluster)
    results, summary = asyncio.run(_run(chosen, range(seed, seed + repeat), wanted))
    changes = baseline.compare(results, against) if against else ()
    _tell_run(results, summary)
    _write(results, summary, changes, then)
    if _got_worse(results, summary, changes, then):
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Then:
    """What is done with the results, as the options of the command say."""

    out: Path | None
    junit: Path | None
    html: Path | None
    against: str
    accept: str
    bounds: Mapping[str, Bound]


def _list_of(scenarios: Sequence[Scenario]) -> None:
    for scenario in scenarios:
        print(f"{scenario.name:28} {', '.join(scenario.tags):36} {scenario.about}")


def _tell_run(results: Sequence[Result], summary: Summary) -> None:
    for result in results:
        if result.broken:
            print(shown(telling.failure(result)), end="\n\n")
    for line in (
        *telling.table(summary),
        *telling.order_lines(summary),
        *telling.spending(results),
        *telling.closing(results, summary),
    ):
        print(shown(line))


def _got_worse(
    results: Sequence[Result],
    summary: Summary,
    changes: Sequence[Change],
    then: _Then,
) -> bool:
    """Print what moved and what was missed; keep the run where it is accepted. Whether it is a failure."""
    worse = _compared(results, then.against, changes) if then.against else False
    if then.accept:
        print(f"accepted as {baseline.accept(then.accept, results, summary)}")
    missed = gates.missed(summary, then.bounds)
    for line in missed:
        print(f"gate missed: {line}")
    return bool(worse or missed or any(result.broken for result in results))


async def _as_scenario(session_id: str) -> str:
    settings = terminal.settings()
    async with open_memory(settings) as memory:
        session = await memory.store.session(session_id)
        return scenario_text(session, await memory.store.turns(session_id), settings.mask_names)


async def _run(
    scenarios: Sequence[Scenario], seeds: Sequence[int], wanted: Wanted
) -> tuple[tuple[Result, ...], Summary]:
    with _progress(len(scenarios) * len(seeds)) as finished:
        return await staging.play(
            scenarios,
            seeds,
            wanted,
            terminal.settings(),
            finished=finished,
            notify=_tell,
        )


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[Result], None]]:
    """A bar on standard error, so that what is piped is the report alone."""
    columns = (TextColumn("{task.description:28}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=PlainConsole(stderr=True), transient=True) as progress:
        task = progress.add_task("scenarios", total=total)

        def finished(result: Result) -> None:
            progress.update(task, advance=1, description=result.scenario)

        yield finished


def _write(results: Sequence[Result], summary: Summary, changes: Sequence[Change], then: _Then) -> None:
    if then.out is not None:
        jsonl.write(then.out, results, summary)
    if then.junit is not None:
        xml.write(then.junit, results, summary)
    if then.html is not None:
        page.write(then.html, results, summary, then.against, changes)


def _compared(results: Sequence[Result], against: str, changes: Sequence[Change]) -> bool:
    """Print what moved since the baseline; whether anything got worse."""
    failing = baseline.newly_failing(results, against)
    print(f"against {against}:")
    for line in baseline.told(changes):
        print(line)
    for name in failing:
        print(f"  worse   {name} passed then and fails now")
    return bool(failing) or any(change.verdict == "worse" for change in changes)


def _tell(message: str) -> None:
    typer.echo(f"interview: {message}", err=True)
