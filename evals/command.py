"""`interview eval`: runs the scenarios and says whether the interviewer got better."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.shown import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evals.runs.baseline import Change
    from evals.runs.results import Result, Summary
    from evals.runs.scenario import Scenario
    from evals.runs.staging import Wanted

Names = Annotated[
    list[str] | None,
    typer.Option("--only", help="Scenarios whose name begins so; may be given several times."),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", help="Scenarios with this tag; may be given several times.")
]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("eval")(evaluate)


def evaluate(
    only: Names = None,
    tag: Tags = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the scenarios and end.")] = False,
    seed: Annotated[int, typer.Option("--seed", help="Added to the candidates' own seeds.")] = 0,
    repeat: Annotated[
        int, typer.Option("--repeat", min=1, max=100, help="Run each with this many seeds.")
    ] = 1,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", min=0, max=64, help="At once; 0: one for each core, and eight with a language model."
        ),
    ] = 0,
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="ADDRESS", help="Play on a Dask cluster, tcp://HOST:PORT.")
    ] = "",
    model: Annotated[
        bool, typer.Option("--model/--no-model", help="Use the language model of the settings.")
    ] = False,
    candidate_model: Annotated[
        str,
        typer.Option("--candidate-model", metavar="NAME", help="The language model that plays personas."),
    ] = "",
    record: Annotated[
        Path | None,
        typer.Option(
            "--record", help="Keep what a model says as a candidate here; what is there is said again."
        ),
    ] = None,
    prompts: Annotated[
        Path | None, typer.Option("--prompts", help="A folder of prompts to try instead of the shipped ones.")
    ] = None,
    scenarios: Annotated[
        Path | None, typer.Option("--scenarios", help="A folder of scenario files of your own.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the results here, as JSONL.")] = None,
    junit: Annotated[Path | None, typer.Option("--junit", help="Write JUnit XML here.")] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the report as one HTML file here.")
    ] = None,
    against: Annotated[
        str, typer.Option("--against", help="Compare with an accepted run: its name, or a JSONL file.")
    ] = "",
    gate: Annotated[
        list[str] | None,
        typer.Option("--gate", metavar="MEASURE=FIGURE", help="Fail a run whose mean is not this good."),
    ] = None,
    from_session: Annotated[
        str, typer.Option("--from-session", help="Print a recorded session as a scenario, masked, and end.")
    ] = "",
    accept: Annotated[str, typer.Option("--accept", help="Keep this run as the baseline of that name.")] = "",
) -> None:
    """Run scripted interviews with simulated candidates and measure the interviewer.

    Ends with 1 when a scenario fails that is not known to, when a measure got worse than the baseline, or
    when a gate is missed.
    """
    from evals.runs import baseline, gates, loading, telling  # noqa: PLC0415 -- keeps `interview --help` quick
    from evals.runs.staging import Wanted  # noqa: PLC0415

    if from_session:
        print(asyncio.run(_as_scenario(from_session)), end="")
        return
    chosen = loading.chosen(loading.load_all(scenarios or loading.SCENARIOS), only or (), tag or ())
    if list_:
        for each in chosen:
            print(f"{each.name:28} {', '.join(each.tags):36} {each.about}")
        return
    bounds = gates.read(gate or ())
    seeds = range(seed, seed + repeat)
    wanted = Wanted(
        model=model,
        candidate_model=candidate_model,
        record=record,
        prompts=prompts,
        jobs=jobs,
        cluster=cluster,
    )
    results, summary = asyncio.run(_run(chosen, seeds, wanted))
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
    changes = baseline.compare(results, against) if against else ()
    _write(results, summary, out, junit)
    if html is not None:
        from evals.runs import page  # noqa: PLC0415

        page.write(html, results, summary, against, changes)
    worse = _compared(results, against, changes) if against else False
    if accept:
        print(f"accepted as {baseline.accept(accept, results, summary)}")
    missed = gates.missed(summary, bounds)
    for line in missed:
        print(f"gate missed: {line}")
    if worse or missed or any(result.broken for result in results):
        raise typer.Exit(1)


async def _as_scenario(session_id: str) -> str:
    from app import bootstrap, terminal  # noqa: PLC0415
    from evals.runs.from_session import scenario_text  # noqa: PLC0415

    settings = terminal.settings()
    async with bootstrap.open_memory(settings) as memory:
        session = await memory.store.session(session_id)
        return scenario_text(session, await memory.store.turns(session_id), settings.mask_names)


async def _run(
    scenarios: Sequence[Scenario], seeds: Sequence[int], wanted: Wanted
) -> tuple[tuple[Result, ...], Summary]:
    from app import terminal  # noqa: PLC0415
    from evals.runs import staging  # noqa: PLC0415

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
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    from app.display.console import PlainConsole  # noqa: PLC0415

    columns = (TextColumn("{task.description:28}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=PlainConsole(stderr=True), transient=True) as progress:
        task = progress.add_task("scenarios", total=total)

        def finished(result: Result) -> None:
            progress.update(task, advance=1, description=result.scenario)

        yield finished


def _write(results: Sequence[Result], summary: Summary, out: Path | None, junit: Path | None) -> None:
    from evals.runs import junit as xml  # noqa: PLC0415
    from evals.runs import results as jsonl  # noqa: PLC0415

    if out is not None:
        jsonl.write(out, results, summary)
    if junit is not None:
        xml.write(junit, results, summary)


def _compared(results: Sequence[Result], against: str, changes: Sequence[Change]) -> bool:
    """Print what moved since the baseline; whether anything got worse."""
    from evals.runs import baseline  # noqa: PLC0415

    failing = baseline.newly_failing(results, against)
    print(f"against {against}:")
    for line in baseline.told(changes):
        print(line)
    for name in failing:
        print(f"  worse   {name} passed then and fails now")
    return bool(failing) or any(change.verdict == "worse" for change in changes)


def _tell(message: str) -> None:
    typer.echo(f"interview: {message}", err=True)
