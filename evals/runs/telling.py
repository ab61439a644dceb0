"""A run in the terminal: a line for what failed with its transcript, the measures, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agents.reasons.used import told
from domain.usage import Usage
from evals.metrics import METRICS
from evals.runs.results import Result, Summary

_SHORT = 200


def transcript(result: Result) -> str:
    """What was said and done, a turn a paragraph."""
    lines: list[str] = []
    for turn in result.transcript:
        score = f" · {100 * turn.score:.0f}" if turn.score is not None else ""
        said = f" · said {100 * turn.said_share:.0f} % of the weight" if turn.said_share is not None else ""
        flags = f" · {', '.join(turn.flags)}" if turn.flags else ""
        lines += [
            f"  {turn.number:>2} {turn.kind.replace('_', '-'):9} {_short(turn.asked)}",
            f"     candidate {_short(turn.answered) or '(nothing)'}",
            f"     → {turn.route}{score}{said}{flags}",
        ]
    return "\n".join(lines)


def failure(result: Result) -> str:
    """A scenario that failed: why, and its transcript."""
    head = f"{result.scenario} (seed {result.seed}, {result.candidate})"
    return "\n".join([head, *(f"  ✗ {why}" for why in result.failed), transcript(result)])


def table(summary: Summary) -> Iterable[str]:
    """The measures of a run."""
    for name, value in summary.metrics.items():
        metric = METRICS[name]
        arrow = {"higher": "↑", "lower": "↓", "": " "}[metric.better]
        yield f"  {arrow} {name:29} {_figure(value):>8} {metric.unit:3} {metric.summary}"


def order_lines(summary: Summary) -> Iterable[str]:
    """How often the better candidate scored higher, and where it did not."""
    pairs = sum(each.pairs for each in summary.orderings)
    right = sum(each.right for each in summary.orderings)
    if pairs:
        yield f"  order of pairs: {right} of {pairs} right ({right / pairs:.1%})"
    for each in summary.orderings:
        if each.right < each.pairs:
            yield f"    {each.better} above {each.worse}: {each.right} of {each.pairs}"
    if summary.spread_over_repeats is not None:
        yield f"  spread of a scenario's score over repeats: {100 * summary.spread_over_repeats:.1f} points"


def spending(results: Sequence[Result]) -> Iterable[str]:
    """What language models took, by agent, where there were any."""
    agents: dict[str, Usage] = {}
    for result in results:
        for agent, usage in result.usage.items():
            agents[agent] = agents.get(agent, Usage()) + usage
    for agent, usage in agents.items():
        failed = f", {usage.failures} failed" if usage.failures else ""
        yield (
            f"  {agent.replace('_', ' '):18} {usage.calls} calls, {told(usage) or 'no tokens'}, "
            f"{usage.milliseconds / 1000:.1f} s waited{failed}"
        )


def closing(results: Sequence[Result], summary: Summary) -> Iterable[str]:
    """The last lines: what was skipped, known failures, and the count."""
    for why in dict.fromkeys(result.skipped for result in results if result.skipped):
        names = ", ".join(dict.fromkeys(result.scenario for result in results if result.skipped == why))
        yield f"  skipped: {names}: {why}"
    played = [result for result in results if not result.skipped]
    known = {result.scenario: result.known_failure for result in played if result.known_failure}
    still = {result.scenario for result in played if not result.passed}
    for name, why in known.items():
        if name in still:
            yield f"  known: {name}: {why}"
        else:
            yield f"  passes now: {name}. Take its `known_failure` out."
    broken = sum(result.broken for result in results)
    left_out = f", {summary.skipped} skipped" if summary.skipped else ""
    yield (
        f"{summary.scenarios} scenarios, {summary.turns} turns in {summary.milliseconds / 1000:.1f} s: "
        f"{summary.passed} passed, {summary.known_failures} failed as known, {broken} failed{left_out}"
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[: _SHORT - 1].rstrip()}…"


def _figure(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
