"""A run as one HTML file with plots: worst cases first, every claim with its transcript."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import median
from string import Template
from urllib.parse import quote

from app import files
from app.settings import AGENTS
from domain.shown import shown
from evals.metrics import METRICS
from evals.runs import plots
from evals.runs.baseline import Change
from evals.runs.plots import Dot
from evals.runs.results import Ordering, Result, Summary, TurnRecord
from evals.scorers.scored import mean

_TEMPLATE = Path(__file__).with_name("page.html")
_BY_CANDIDATE = {
    "fair": "treated fairly",
    "key_point_f1": "key points (F1)",
    "key_point_precision": "their precision",
    "key_point_recall": "their recall",
    "follow_up_precision": "follow-up precision",
    "follow_up_recall": "follow-up recall",
    "follow_up_aim": "follow-up aim",
    "advice_grounded": "advice grounded",
    "advice_names_missing": "names what is missing",
    "citations_support": "citations support",
}
_WORST = 15
_FAR = 0.15
"""A score this far from the share that was said is worth a look."""
_BADNESS = {"failed": 0, "known": 1, "passed": 2, "skipped": 3}


def write(
    path: Path, results: Sequence[Result], summary: Summary, against: str = "", changes: Sequence[Change] = ()
) -> None:
    """Write the page; `changes` are what moved since the baseline `against`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, shown(page(results, summary, against, changes)))


def page(
    results: Sequence[Result], summary: Summary, against: str = "", changes: Sequence[Change] = ()
) -> str:
    """The page; it loads nothing from anywhere."""
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        about=escape(_about(summary)),
        tiles="".join(_tiles(results, summary)),
        changes=_changes(against, changes) if against else "",
        worst=_worst(results),
        plots="\n".join(_figures(results)),
        measures="\n".join(_measure(name, value) for name, value in summary.metrics.items()),
        orderings=_orderings(summary.orderings) + _repeats(summary),
        cases="\n".join(_case(result) for result in sorted(results, key=_badness)),
    )


def _about(summary: Summary) -> str:
    if not summary.models:
        return "Without a language model."
    named: dict[str, list[str]] = {}
    for agent, model in summary.models.items():
        named.setdefault(model, []).append(agent.replace("_", " "))
    models = "; ".join(f"{model} ({', '.join(agents)})" for model, agents in named.items())
    return f"{models}. Prompts: {', '.join(summary.prompts)}."


def _tiles(results: Sequence[Result], summary: Summary) -> Iterator[str]:
    counts = (
        ("passed", "passed", summary.passed),
        ("failed", "failed", sum(result.broken for result in results)),
        ("known", "failed as known", summary.known_failures),
        ("skipped", "skipped", summary.skipped),
    )
    yield _tile("", "scenarios", str(summary.scenarios))
    yield _tile("", "turns", str(summary.turns))
    yield _tile("", "seconds", f"{summary.milliseconds / 1000:.1f}")
    yield from (
        _tile(css if count else "", name, str(count))
        for css, name, count in counts
        if count or css != "skipped"
    )


def _tile(css: str, name: str, figure: str) -> str:
    return f'<div class="tile {css}"><b>{figure}</b>{escape(name)}</div>'


def _changes(against: str, changes: Sequence[Change]) -> str:
    moved = [each for each in changes if each.now != each.then]
    moved.sort(key=lambda each: ("worse", "better", "").index(each.verdict))
    rows = "\n".join(
        f'<tr><td class="{ {"worse": "bad", "better": "good"}.get(each.verdict, "quiet") }">'
        f"{each.verdict or 'unsure'}</td><td>{escape(each.metric)}</td>"
        f"<td class=number>{each.then:.3f} → {each.now:.3f}</td>"
        f"<td class=number>{each.now - each.then:+.3f} {each.interval}</td>"
        f"<td class=number>{each.scenarios}</td></tr>"
        for each in moved
    )
    still = f"{len(changes) - len(moved)} of {len(changes)} measures did not move."
    table = (
        "<table><tr><th></th><th>measure</th><th class=number>then → now</th>"
        "<th class=number>difference, 95 % interval</th><th class=number>scenarios</th></tr>"
        f"{rows}</table>"
        if rows
        else ""
    )
    return f"<h2>Against {escape(against)}</h2><div class='card wide'>{table}<p class=quiet>{still}</p></div>"


@dataclass(frozen=True, slots=True)
class _Place:
    """A turn of a result."""

    result: Result
    turn: TurnRecord

    @property
    def href(self) -> str:
        return f"#{quote(_id(self.result))}-{self.turn.number}"

    @property
    def gap(self) -> float | None:
        """How far the score is from the share of weight that was said, where that is known."""
        if self.turn.said_share is None or self.turn.score is None:
            return None
        return self.turn.score - self.turn.said_share

    def dot(self, value: float, x: float = 0.0) -> Dot:
        return Dot(value, self.href, f"{self.result.scenario}, turn {self.turn.number}: {value:.3g}", x)


def _worst(results: Sequence[Result]) -> str:
    rows = [
        f"<tr class={result.state}><td><span class=state>{result.state}</span></td>"
        f'<td><a href="#{quote(_id(result))}">{escape(result.scenario)}</a></td>'
        f"<td>{escape(result.failed[0] if result.failed else '')}</td></tr>"
        for result in sorted(results, key=_badness)
        if result.state in ("failed", "known")
    ]
    far = sorted(_far_off(results), key=lambda each: -abs(each[1]))
    rows += [
        f'<tr><td class=number>{100 * gap:+.0f}</td><td><a href="{place.href}">'
        f"{escape(place.result.scenario)}, turn {place.turn.number}</a></td>"
        f"<td>scored {100 * (place.turn.score or 0):.0f}, said {100 * (place.turn.said_share or 0):.0f} % "
        f"of the weight<span class='quiet hide'>: {escape(_short(place.turn.asked))}</span></td></tr>"
        for place, gap in far[: max(0, _WORST - len(rows))]
    ]
    if not rows:
        return "<p>Nothing failed, and no score is far from what was said.</p>"
    return f"<div class='card wide'><table>{''.join(rows)}</table></div>"


def _far_off(results: Sequence[Result]) -> list[tuple[_Place, float]]:
    """The turn of each question whose score is furthest from what was said, where it is far, and how far."""
    furthest: dict[tuple[str, str], tuple[_Place, float]] = {}
    for place in _places(results):
        key, gap = (_id(place.result), place.turn.question), place.gap
        if gap is not None and abs(gap) >= _FAR and abs(gap) > abs(furthest.get(key, (place, 0.0))[1]):
            furthest[key] = (place, gap)
    return list(furthest.values())


def _figures(results: Sequence[Result]) -> list[str]:
    places = list(_places(results))
    firsts = [place for place in places if place.turn.first and place.turn.score is not None]
    candidates = _best_first(results, firsts)
    figures = [
        plots.strips(
            _by_candidate(candidates, firsts, lambda turn: turn.score or 0.0),
            "Scores of first answers",
            "by candidate",
            plots.Scale(),
        ),
        plots.scatter(
            [p.dot(p.turn.score or 0.0, p.turn.said_share) for p in firsts if p.turn.said_share is not None],
            "Calibration",
            "first answers; the line is the mean of each fifth, the dashes are fair",
            "share of the weight that was said",
            "score",
        ),
        plots.heat(
            _shares(results, candidates),
            _BY_CANDIDATE,
            "Measures by candidate",
            "means over scenarios; the darker, the further from 1",
        ),
        *_latencies(places, candidates),
    ]
    return [
        figure.replace("<figure>", "<figure class=all>") if "heat" in figure else figure for figure in figures
    ]


def _latencies(places: Sequence[_Place], candidates: Sequence[str]) -> Iterator[str]:
    agents = [cost.milliseconds for place in places for cost in place.turn.agents.values()]
    yield plots.strips(
        {
            agent: [p.dot(p.turn.agents[agent].milliseconds) for p in places if agent in p.turn.agents]
            for agent in AGENTS
        },
        "Latency by agent",
        "milliseconds in a turn",
        plots.decades([value for value in agents if value >= 0.1], " ms"),
    )
    yield plots.strips(
        _by_candidate(candidates, places, lambda turn: turn.milliseconds),
        "Latency of a turn",
        "milliseconds, by candidate",
        plots.decades([place.turn.milliseconds for place in places], " ms"),
    )


def _by_candidate(
    candidates: Sequence[str], places: Sequence[_Place], value: Callable[[TurnRecord], float]
) -> dict[str, list[Dot]]:
    return {
        name: [place.dot(value(place.turn)) for place in places if place.result.candidate == name]
        for name in candidates
    }


def _shares(results: Sequence[Result], candidates: Sequence[str]) -> dict[str, dict[str, float]]:
    """The mean of each measure over each candidate's scenarios."""
    return {
        name: {
            metric: mean(values)
            for metric in _BY_CANDIDATE
            if (values := [r.metrics[metric] for r in results if r.candidate == name and metric in r.metrics])
        }
        for name in candidates
    }


def _best_first(results: Sequence[Result], firsts: Sequence[_Place]) -> list[str]:
    """The candidates by the median of their first answers, those without any at the end."""
    names = sorted({result.candidate for result in results})
    scores = {name: [p.turn.score or 0.0 for p in firsts if p.result.candidate == name] for name in names}
    return sorted(names, key=lambda name: -median(scores[name]) if scores[name] else 1.0)


def _places(results: Sequence[Result]) -> Iterator[_Place]:
    return (_Place(result, turn) for result in results for turn in result.transcript)


def _badness(result: Result) -> tuple[int, float, str]:
    """Sorts failures first, known ones second, then the least fair."""
    return (_BADNESS[result.state], result.metrics.get("fair", 1.0), result.scenario)


def _measure(name: str, value: float) -> str:
    metric = METRICS[name]
    way = {"higher": "more is better", "lower": "less is better", "": ""}[metric.better]
    return (
        f"<tr><td>{escape(name)}</td><td class=number>{value:.3f} {metric.unit}</td>"
        f"<td class=hide>{escape(metric.summary)}</td><td class='quiet hide'>{way}</td></tr>"
    )


def _orderings(orderings: Sequence[Ordering]) -> str:
    pairs, right = sum(each.pairs for each in orderings), sum(each.right for each in orderings)
    if not pairs:
        return "<p>No two candidates answered the same question.</p>"
    wrong = [each for each in orderings if each.right < each.pairs]
    rows = "".join(
        f"<tr><td>{escape(each.better)} above {escape(each.worse)}</td>"
        f"<td class='number bad'>{each.right} of {each.pairs}</td></tr>"
        for each in wrong
    )
    return (
        f"<div class=card><p>{right} of {pairs} pairs stand in the right order; "
        f"{len(orderings) - len(wrong)} of {len(orderings)} kinds of pairs without exception.</p>"
        f"<table>{rows}</table></div>"
    )


def _repeats(summary: Summary) -> str:
    if summary.spread_over_repeats is None:
        return ""
    points = 100 * summary.spread_over_repeats
    return f"<p>Over repeats, the score of a scenario spreads over {points:.1f} points in the mean.</p>"


def _case(result: Result) -> str:
    why = "".join(f"<li>{escape(reason)}</li>" for reason in result.failed)
    note = result.skipped or (f"known: {result.known_failure}" if result.known_failure else "")
    turns = "\n".join(_turn(result, turn) for turn in result.transcript)
    return (
        f'<details id="{escape(_id(result))}" class="{result.state}"{" open" if result.broken else ""}>'
        f"<summary><b>{escape(result.scenario)}</b> <span class=quiet>{escape(result.candidate)}, seed "
        f"{result.seed}, {result.turns} turns</span> <span class=state>{result.state}</span></summary>"
        f"{f'<ul>{why}</ul>' if why else ''}{f'<p class=quiet>{escape(note)}</p>' if note else ''}"
        f"{turns}</details>"
    )


def _turn(result: Result, turn: TurnRecord) -> str:
    said = f"<br><small>said {100 * turn.said_share:.0f} %</small>" if turn.said_share is not None else ""
    score = "" if turn.score is None else f"{100 * turn.score:.0f}{said}"
    agents = ", ".join(
        f"{agent.replace('_', ' ')} {cost.milliseconds:.0f}" for agent, cost in turn.agents.items()
    )
    return (
        f'<div class=turn id="{escape(_id(result))}-{turn.number}">'
        f'<span class="number quiet">{turn.number}</span>'
        f"<div><p>{escape(turn.asked)}</p><p class=said>{escape(turn.answered) or '<i>nothing</i>'}</p>"
        f"<p class=quiet>{escape(turn.route)}{escape(''.join(f' · {flag}' for flag in turn.flags))}"
        f"<br><small>{turn.milliseconds:.0f} ms{escape(f': {agents}' if agents else '')}</small></p></div>"
        f"<span class=number>{score}</span></div>"
    )


def _id(result: Result) -> str:
    return f"{result.scenario}-{result.seed}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 110 else f"{flat[:109].rstrip()}…"
