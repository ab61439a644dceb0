"""What a run writes down: one object a scenario, and a summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from agents import reasons
from app import files
from domain.errors import InterviewError
from domain.interview import MessageKind
from domain.usage import Usage
from domain.values import Frozen
from evals.metrics import METRICS
from evals.playing.costs import Cost
from evals.playing.played import Exchange, Played
from evals.playing.scenario import Scenario
from evals.scorers.evaluator import said_share, score_of
from evals.scorers.scored import Scored, mean

_LONGEST_ANSWER = 1200


class TurnRecord(Frozen):
    """One turn as it went; `said_share` is the share of weight said so far, None where it is not known.

    `agents` is what each agent's work on it took.
    """

    number: int
    kind: str
    question: str
    talking_point: str
    asked: str
    answered: str
    said_share: float | None = None
    first: bool = False
    score: float | None = None
    flags: tuple[str, ...] = ()
    route: str
    milliseconds: float
    agents: dict[str, Cost] = Field(default_factory=dict)


class Result(Frozen):
    """A scenario that was run. `failed` is what went wrong; `known_failure` why that was expected.

    One that was `skipped` (the reason) neither passed nor failed. `usage` is what language models took, by
    agent, where there were any.
    """

    scenario: str
    seed: int
    passed: bool
    metrics: dict[str, float]
    turns: int
    milliseconds: float
    candidate: str
    tags: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    known_failure: str = ""
    skipped: str = ""
    usage: dict[str, Usage] = Field(default_factory=dict)
    transcript: tuple[TurnRecord, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether it failed, and nobody knew that it would."""
        return not self.passed and not self.known_failure and not self.skipped

    @property
    def state(self) -> Literal["passed", "known", "skipped", "failed"]:
        """What became of it, in a word."""
        if self.skipped:
            return "skipped"
        if self.passed:
            return "passed"
        return "known" if self.known_failure else "failed"


class Ordering(Frozen):
    """Pairs of first answers to one question by two behaviours, the better one named first."""

    better: str
    worse: str
    pairs: int
    right: int


class Summary(Frozen):
    """A run as a whole: the mean of each measure over the scenarios that have it.

    `models` are those of a run with language models, by agent; `prompts` what they were told, as
    "agent/name@version" with the sha256 of the text.
    """

    summary: bool = True
    scenarios: int
    passed: int
    known_failures: int
    skipped: int = 0
    turns: int
    milliseconds: float
    metrics: dict[str, float]
    orderings: tuple[Ordering, ...] = ()
    spread_over_repeats: float | None = None
    models: dict[str, str] = Field(default_factory=dict)
    prompts: dict[str, str] = Field(default_factory=dict)


def skipped(scenario: Scenario, seed: int, why: str) -> Result:
    """What is kept of a scenario that was not played, or not to its end."""
    return Result(
        scenario=scenario.name,
        seed=seed,
        passed=False,
        metrics={},
        turns=0,
        milliseconds=0.0,
        candidate=scenario.candidate.kind,
        tags=scenario.tags,
        skipped=why,
    )


def result_of(played: Played, scored: Scored, milliseconds: float) -> Result:
    """What is kept of a scenario."""
    return Result(
        scenario=played.scenario.name,
        seed=played.seed,
        passed=not scored.problems,
        metrics=dict(scored.metrics),
        turns=len(played.exchanges),
        milliseconds=round(milliseconds, 1),
        candidate=played.scenario.candidate.kind,
        tags=played.scenario.tags,
        failed=scored.problems,
        known_failure=played.scenario.known_failure,
        usage=dict(played.usage),
        transcript=tuple(_record(played, each) for each in played.exchanges),
    )


def _record(played: Played, each: Exchange) -> TurnRecord:
    turn = each.turn
    value = score_of(turn.verdict)
    known = each.answer.known and each.answer.kind is MessageKind.ANSWER and played.key_points(each)
    answered = each.answer.text
    if each.answer.kind is not MessageKind.ANSWER:
        answered = f"/{each.answer.kind.value}"
    return TurnRecord(
        number=turn.number,
        kind=turn.kind.value,
        question=turn.question.id,
        talking_point=turn.question.talking_point_id,
        asked=turn.said,
        answered=answered[:_LONGEST_ANSWER],
        said_share=round(said_share(played, each), 4) if known and not each.unclear else None,
        first=each in played.first_answers(),
        score=round(value, 4) if value is not None else None,
        flags=tuple(flag.kind.value for flag in turn.verdict.flags) if turn.verdict is not None else (),
        route=reasons.way(turn.route) if turn.route is not None else "",
        milliseconds=round(each.milliseconds, 1),
        agents=dict(each.costs),
    )


def summary_of(results: Sequence[Result], tiers: dict[str, int], milliseconds: float) -> Summary:
    """The summary of a run; `tiers` orders the candidates (a higher one deserves the higher score)."""
    metrics = {
        name: round(mean(values), 6)
        for name in METRICS
        if (values := [result.metrics[name] for result in results if name in result.metrics])
    }
    return Summary(
        scenarios=len(results),
        passed=sum(result.passed for result in results),
        known_failures=sum(result.state == "known" for result in results),
        skipped=sum(bool(result.skipped) for result in results),
        turns=sum(result.turns for result in results),
        milliseconds=round(milliseconds, 1),
        metrics=metrics,
        orderings=orderings(results, tiers),
        spread_over_repeats=_spread(results),
    )


def orderings(results: Sequence[Result], tiers: dict[str, int]) -> tuple[Ordering, ...]:
    """How often the better candidate's first answer scored higher on the same question, for each two."""
    answers: dict[str, dict[str, float]] = {}
    for result in results:
        for turn in result.transcript:
            if turn.first and turn.score is not None and result.candidate in tiers:
                answers.setdefault(turn.talking_point, {}).setdefault(result.candidate, turn.score)
    counts: dict[tuple[str, str], list[int]] = {}
    for by_candidate in answers.values():
        for one, high in by_candidate.items():
            for other, low in by_candidate.items():
                if tiers[one] > tiers[other]:
                    count = counts.setdefault((one, other), [0, 0])
                    count[0] += 1
                    count[1] += high > low
    return tuple(
        Ordering(better=one, worse=other, pairs=pairs, right=right)
        for (one, other), (pairs, right) in sorted(counts.items())
    )


def _spread(results: Sequence[Result]) -> float | None:
    """The mean distance of the highest and the lowest score of one scenario over its repeats."""
    scores: dict[str, list[float]] = {}
    for result in results:
        if "score" in result.metrics:
            scores.setdefault(result.scenario, []).append(result.metrics["score"])
    repeated = [max(values) - min(values) for values in scores.values() if len(values) > 1]
    return round(mean(repeated), 6) if repeated else None


def write(path: Path, results: Sequence[Result], summary: Summary) -> None:
    """Write JSONL: a result a line, the summary last."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [each.model_dump_json(exclude_none=True) for each in (*results, summary)]
    files.write(path, "\n".join(lines) + "\n")


def read(path: Path) -> tuple[tuple[Result, ...], Summary]:
    """The results and the summary in the file at `path`.

    Raises `InterviewError` for a file that is missing or was not written by `write`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        *rows, last = [line for line in lines if line.strip()]
        results = tuple(Result.model_validate_json(row) for row in rows)
        return results, Summary.model_validate_json(last)
    except (OSError, ValueError, ValidationError) as error:
        why = str(error).splitlines()[0]
        raise InterviewError(
            f"{path} holds no eval results: {why}. `interview eval --out` writes them."
        ) from error
