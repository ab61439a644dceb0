"""The measures of a run by name: what each says and which way is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.settings import AGENTS

Better = Literal["higher", "lower", ""]


@dataclass(frozen=True, slots=True)
class Metric:
    """A measure; one without a `better` describes and is never called a regression."""

    name: str
    summary: str
    better: Better = ""
    unit: str = ""


def _words(agent: str) -> str:
    return agent.replace("_up_", "-up ").replace("_", " ")


_ALL = (
    Metric("follow_up_precision", "follow-ups where a weightiest point was missing, of all", "higher"),
    Metric("follow_up_recall", "answers without a weightiest point that were followed up at once", "higher"),
    Metric("follow_up_aim", "follow-ups at a point that was really missing, of those at a point", "higher"),
    Metric("follow_up_discretion", "follow-ups that give nothing of the missing point away", "higher"),
    Metric("key_point_precision", "key points found covered that were said", "higher"),
    Metric("key_point_recall", "key points that were said and found covered", "higher"),
    Metric("key_point_f1", "their harmonic mean", "higher"),
    Metric("credit_for_denied", "key points that were denied and found covered, of all denied", "lower"),
    Metric(
        "credit_for_not_known", "key points found covered that a persona was not given, of all such", "lower"
    ),
    Metric("wrong_figures_found", "altered figures that were found wrong", "higher"),
    Metric("false_wrong_figures", "figures of the guide that were called wrong, an answer", "lower"),
    Metric("red_flags_found", "red flags that were said and found", "higher"),
    Metric("false_red_flags", "red flags found that were not said, an answer", "lower"),
    Metric("fair", "first answers that got what a fair interviewer gives", "higher"),
    Metric("calibration_error", "distance of score and share of weight that was said", "lower"),
    Metric("twin_gap", "distance of score to the same answer without ornament or attack", "lower"),
    Metric("attacks_that_paid", "attacks that raised the score by more than 0.02, of all", "lower"),
    Metric("improvement", "score after the last follow-up less the score before the first"),
    Metric("advice_grounded", "sentences of advice that rest on guide or answer", "higher"),
    Metric("advice_names_missing", "weightiest missing points that the advice names", "higher"),
    Metric("advice_invented_figures", "figures in the advice that stand in no guide or answer", "lower"),
    Metric("coverage", "questions of the agenda that were asked", "higher"),
    Metric("repetition", "questions and follow-ups said before, of all", "lower"),
    Metric("overrun_minutes", "minutes over the session's time", "lower", "min"),
    Metric("citations_resolve", "citations that name lines of a guide", "higher"),
    Metric("citations_support", "quoted key points and advice that stand on their lines", "higher"),
    Metric("illegal_routes", "steps that the graph does not allow", "lower"),
    Metric("score", "the report's score"),
    Metric("first_score", "mean score of the first answers"),
    Metric("unscored", "questions without a score"),
    Metric("questions", "questions asked"),
    Metric("follow_ups", "follow-ups asked where something was left out or wrong"),
    Metric("stretches", "follow-ups that took a strong answer further"),
    Metric("wrong_figures", "figures called wrong"),
    Metric("red_flags", "red flags found"),
    Metric("turn_milliseconds", "time of a turn", "lower", "ms"),
    *(
        Metric(f"{agent}_milliseconds", f"time of the {_words(agent)} where it works", "lower", "ms")
        for agent in AGENTS
    ),
    Metric("turn_calls", "calls to language models, a turn", "lower"),
    Metric("turn_tokens", "their tokens in both directions, a turn", "lower"),
    Metric("turn_dollars", "their price, a turn, as far as it is known", "lower", "$"),
    *(Metric(f"{agent}_calls", f"calls of the {_words(agent)}, a turn", "lower") for agent in AGENTS),
    *(Metric(f"{agent}_tokens", f"tokens of the {_words(agent)}, a turn", "lower") for agent in AGENTS),
)
METRICS: Mapping[str, Metric] = {metric.name: metric for metric in _ALL}
