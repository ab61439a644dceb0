"""A run as one HTML file with plots: worst cases first, every claim with its transcript."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from evals.runs import plots
from evals.runs.results import Ordering, Result, Summary
from evals.scorers.metrics import METRICS

_TEMPLATE = Path(__file__).with_name("page.html")
_BY_CANDIDATE = ("key_point_f1", "follow_up_precision", "follow_up_recall", "fair", "advice_grounded")


def write(path: Path, results: Sequence[Result], summary: Summary) -> None:
    """Write the page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(results, summary), encoding="utf-8")


def page(results: Sequence[Result], summary: Summary) -> str:
    """The page; it loads nothing from anywhere."""
    ordered = sorted(results, key=_badness)
    broken = sum(result.broken for result in results)
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        headline=(
            f"{summary.scenarios} scenarios, {summary.turns} turns, {summary.milliseconds / 1000:.1f} s: "
            f"{summary.passed} passed, {summary.known_failures} failed as known, {broken} failed"
        ),
        measures="\n".join(_measure(name, value) for name, value in summary.metrics.items()),
        orderings="\n".join(_ordering(each) for each in summary.orderings),
        plots="\n".join(_figures(results)),
        cases="\n".join(_case(result) for result in ordered),
    )


def _figures(results: Sequence[Result]) -> list[str]:
    candidates = list(dict.fromkeys(result.candidate for result in results))
    groups = {
        name: [turn for result in results if result.candidate == name for turn in result.transcript]
        for name in candidates
    }
    firsts = {
        name: [turn.score for turn in turns if turn.first and turn.score is not None]
        for name, turns in groups.items()
    }
    calibration = [
        (turn.said_share, turn.score)
        for turns in groups.values()
        for turn in turns
        if turn.first and turn.said_share is not None and turn.score is not None
    ]
    figures = [
        plots.dots(firsts, "Scores of first answers by candidate"),
        plots.scatter(calibration, "Calibration: share of the weight that was said, and the score"),
        plots.dots(
            {name: [turn.milliseconds for turn in turns] for name, turns in groups.items()},
            "Milliseconds a turn",
            most=None,
        ),
    ]
    for metric in _BY_CANDIDATE:
        values = {
            name: [r.metrics[metric] for r in results if r.candidate == name and metric in r.metrics]
            for name in candidates
        }
        figures.append(plots.dots(values, f"{METRICS[metric].summary} ({metric})"))
    return [figure for figure in figures if figure]


def _badness(result: Result) -> tuple[bool, bool, float, str]:
    """Sorts failures first, known ones second, then the least fair."""
    return (not result.broken, result.passed, result.metrics.get("fair", 1.0), result.scenario)


def _measure(name: str, value: float) -> str:
    metric = METRICS[name]
    way = {"higher": "more is better", "lower": "less is better", "": ""}[metric.better]
    return (
        f"<tr><td>{escape(name)}</td><td class=number>{value:.3f} {metric.unit}</td>"
        f"<td>{escape(metric.summary)}</td><td class=quiet>{way}</td></tr>"
    )


def _ordering(each: Ordering) -> str:
    css = "" if each.right == each.pairs else " class=bad"
    return (
        f"<tr{css}><td>{escape(each.better)} above {escape(each.worse)}</td>"
        f"<td class=number>{each.right} of {each.pairs}</td></tr>"
    )


def _case(result: Result) -> str:
    state = result.state
    why = "".join(f"<li>{escape(reason)}</li>" for reason in result.failed)
    known = f"<p class=quiet>known: {escape(result.known_failure)}</p>" if result.known_failure else ""
    rows = "\n".join(
        f"<tr><td class=number>{turn.number}</td><td>{escape(turn.asked)}<br>"
        f"<span class=said>{escape(turn.answered) or '<i>nothing</i>'}</span><br>"
        f"<span class=quiet>{escape(turn.route)} {escape(', '.join(turn.flags))}</span></td>"
        f"<td class=number>{'' if turn.score is None else f'{100 * turn.score:.0f}'}</td>"
        f"<td class=number>{turn.milliseconds:.0f} ms</td></tr>"
        for turn in result.transcript
    )
    name = escape(f"{result.scenario}-{result.seed}")
    return (
        f'<details id="{name}" class="{state}"{" open" if result.broken else ""}>'
        f"<summary><b>{escape(result.scenario)}</b> <span class=quiet>{escape(result.candidate)}, seed "
        f"{result.seed}, {result.turns} turns</span> <span class=state>{state}</span></summary>"
        f"<ul>{why}</ul>{known}<table>{rows}</table></details>"
    )
