"""All scorers over one scenario, and whether what must hold holds."""

from __future__ import annotations

from domain.interview import TurnKind
from evals.metrics import METRICS
from evals.playing.played import Played
from evals.scorers import coach, conduct, evaluator, follow_ups, grounding
from evals.scorers.scored import Scored, joined


async def score(played: Played) -> Scored:
    """Every measure of `played`; the problems are what was never to happen and what the scenario expects."""
    scored = joined(
        (
            conduct.score(played),
            follow_ups.score(played),
            await evaluator.score(played),
            coach.score(played),
            grounding.score(played),
        )
    )
    metrics = {name: round(scored.metrics[name], 6) for name in METRICS if name in scored.metrics}
    return Scored(metrics, (*scored.problems, *_unmet(played, metrics)))


def _unmet(played: Played, metrics: dict[str, float]) -> tuple[str, ...]:
    expected = played.scenario.expect
    problems: list[str] = []
    for name, bound in expected.metrics.items():
        if name not in metrics:
            problems.append(f"{name} should be {bound}, and there was nothing to measure it on")
        elif not bound.holds(metrics[name]):
            problems.append(f"{name} is {metrics[name]:.3g}, should be {bound}")
    verdicts = [each.turn.verdict for each in played.exchanges if each.turn.verdict is not None]
    raised = {flag.kind for verdict in verdicts for flag in verdict.flags}
    problems += [f"no flag {kind.value!r} was raised" for kind in expected.flags if kind not in raised]
    problems += [f"the flag {kind.value!r} was raised" for kind in expected.no_flags if kind in raised]
    ended = played.report.ended if played.report is not None else ""
    if expected.ended not in ended:
        problems.append(f"it ended with {ended!r}, not {expected.ended!r}")
    problems += _not_asked(played, expected.asks)
    spoken = "\n".join(each.turn.said for each in played.exchanges).casefold()
    problems += [
        f"the interviewer never said {text!r}" for text in expected.says if text.casefold() not in spoken
    ]
    problems += [
        f"the interviewer said {text!r}" for text in expected.never_says if text.casefold() in spoken
    ]
    return tuple(problems)


def _not_asked(played: Played, expected: tuple[str, ...]) -> tuple[str, ...]:
    """The first question that was another than the expected one."""
    questions = [each.turn.question for each in played.exchanges if each.turn.kind is TurnKind.QUESTION]
    points = [played.world.knowledge.point(question.talking_point_id) for question in questions]
    for number, wanted in enumerate(expected, start=1):
        if number > len(points):
            return (f"question {number} was not asked: it should be about {wanted}",)
        if points[number - 1].id != wanted:
            return (f"question {number} is about {points[number - 1].title!r}, not about {wanted}",)
    return ()
