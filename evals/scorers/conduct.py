"""How the interview went as a whole: coverage, repetition, time, routes, cost."""

from __future__ import annotations

from itertools import pairwise

from agents.follow_up_prober.stretching import is_stretch
from agents.interviewer.rounds import rules_of
from app.settings import AGENTS
from domain.interview import MessageKind, SessionStatus, Turn, TurnKind
from domain.routes import RouteKind
from domain.usage import total
from domain.verdict import FigureLabel
from evals.playing.played import Played
from evals.scorers.scored import Scored, mean

_ASIDES = frozenset(
    {MessageKind.CLARIFY, MessageKind.HINT, MessageKind.REPEAT, MessageKind.ASK, MessageKind.ALOUD}
)


def score(played: Played) -> Scored:
    """Figures of the session; every step that the graph does not allow is a problem."""
    illegal = illegal_routes(played)
    turns = [each.turn for each in played.exchanges]
    asked = [turn.said for turn in turns if turn.kind is not TurnKind.REPLY]
    questions = [turn for turn in turns if turn.kind is TurnKind.QUESTION]
    followed = [turn.follow_up for turn in turns if turn.kind is TurnKind.FOLLOW_UP]
    metrics: dict[str, float] = {
        "illegal_routes": float(len(illegal)),
        "questions": float(len(questions)),
        "follow_ups": float(sum(each is not None and not is_stretch(each) for each in followed)),
        "stretches": float(sum(each is not None and is_stretch(each) for each in followed)),
    }
    if played.agenda.items:
        metrics["coverage"] = len(questions) / len(played.agenda.items)
    if asked:
        metrics["repetition"] = 1 - len(set(asked)) / len(asked)
        metrics |= _costs(played)
    verdicts = [each.turn.verdict for each in played.last_answers() if each.turn.verdict is not None]
    metrics["unscored"] = float(sum(verdict.score is None for verdict in verdicts))
    metrics["wrong_figures"] = float(
        sum(figure.label is FigureLabel.WRONG for verdict in verdicts for figure in verdict.figures)
    )
    metrics["red_flags"] = float(sum(len(verdict.red_flags) for verdict in verdicts))
    report = played.report
    if report is not None:
        metrics["overrun_minutes"] = max(0.0, report.minutes - played.session.minutes)
        if report.overall is not None:
            metrics["score"] = report.overall
    return Scored(metrics, illegal)


def _costs(played: Played) -> dict[str, float]:
    """Time a turn and agent; calls, tokens and money where a language model was asked."""
    turns = played.exchanges
    metrics = {"turn_milliseconds": mean([each.milliseconds for each in turns])}
    for agent in AGENTS:
        costs = [each.costs[agent] for each in turns if agent in each.costs]
        if costs:
            metrics[f"{agent}_milliseconds"] = mean([cost.milliseconds for cost in costs])
    spent = {agent: usage for agent, usage in played.usage.items() if agent in AGENTS}
    for agent, usage in spent.items():
        metrics[f"{agent}_calls"] = usage.calls / len(turns)
        metrics[f"{agent}_tokens"] = usage.tokens / len(turns)
    whole = total(spent.values())
    if spent:
        metrics["turn_calls"] = whole.calls / len(turns)
        metrics["turn_tokens"] = whole.tokens / len(turns)
    if whole.dollars:
        metrics["turn_dollars"] = whole.dollars / len(turns)
    return metrics


def illegal_routes(played: Played) -> tuple[str, ...]:
    """Every step that the graph's map does not allow, in words."""
    turns = [each.turn for each in played.exchanges]
    wrong = [f"turn {b.number}: {why}" for a, b in pairwise(turns) if (why := _illegal(a, b))]
    most = rules_of(played.session.round).follow_ups
    for question in {turn.question.id for turn in turns}:
        used = sum(turn.kind is TurnKind.FOLLOW_UP and turn.question.id == question for turn in turns)
        if used > most:
            wrong.append(f"{question}: {used} follow-ups, {most} are allowed")
    if [turn.number for turn in turns] != list(range(1, len(turns) + 1)):
        wrong.append("the turns are not numbered one after the other")
    wrong += [f"turn {turn.number}: left no reason" for turn in turns if turn.route is None]
    if played.session.status is not SessionStatus.FINISHED or played.report is None:
        wrong.append("the session did not end with a report")
    return tuple(wrong)


def _illegal(one: Turn, other: Turn) -> str:
    """Why `other` may not come after `one`, "" where it may."""
    kind = one.message.kind if one.message is not None else None
    same = one.question.id == other.question.id
    announced = one.route is not None and one.route.kind is RouteKind.FOLLOW_UP
    if kind is MessageKind.STOP:
        return "comes after the candidate stopped"
    if kind in _ASIDES:
        return "" if same and other.kind is TurnKind.REPLY else "an aside was not answered"
    if other.kind is TurnKind.REPLY:
        return "answers an aside that nobody asked for"
    if other.kind is TurnKind.FOLLOW_UP:
        if not same or kind is not MessageKind.ANSWER:
            return "a follow-up on another question, or on no answer"
        return "" if announced else f"a follow-up after {one.route.kind.value if one.route else 'nothing'}"
    if same:
        return "the same question again"
    return "the follow-up that was announced did not come" if announced else ""
