"""Where variants differ over the same answers, in figures and key point by key point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from app.intervals import mean_interval
from app.past.transcript import mean, score_of
from app.past.variants.trials import By, Judged, Trial
from app.past.variants.variant import Variant
from domain.guide import Source
from domain.refinement import Outcome
from domain.usage import Usage, total
from domain.values import Frozen
from domain.verdict import Label, Verdict

LEAST = 6
"""Of fewer answers nothing can be said: even if all differ the same way, a sign test's p stays above 0.05."""


class Reason(Frozen):
    """Why verdicts are not the variant's own, and how often."""

    why: str
    times: int


class Tally(Frozen):
    """What one variant came to.

    Of `answers`, `own` were judged by the variant itself; for the others a draft stood in: `nothing_to_judge`
    of them held nothing for a model, `dropped` verdicts were not believed, `no_answer` never came. `mended`
    of its own lost a label or more that its quotes did not prove. `score`, `coverage` (0 to 1) and `labels`
    are over the answers that all variants judged themselves and gave a score. `seconds` is the median time
    of a verdict of its own.
    """

    variant: Variant
    answers: int
    own: int
    mended: int
    nothing_to_judge: int
    dropped: int
    no_answer: int
    reasons: tuple[Reason, ...]
    unscored: int
    score: float | None
    coverage: float | None
    labels: dict[Label, int]
    seconds: float | None
    usage: Usage

    @property
    def judged_nothing(self) -> bool:
        """Whether it was asked and judged nothing at all."""
        return not self.own and self.dropped + self.no_answer > 0


class Difference(Frozen):
    """By how much `second` scores higher than `first` on the same answers, -1 to 1.

    `low` and `high` bound the 95 % interval of the mean, None where there are too few answers for one.
    """

    first: str
    second: str
    answers: int
    unlike: int
    mean: float | None
    low: float | None = None
    high: float | None = None

    @property
    def is_more_than_chance(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


class View(Frozen):
    """What one variant makes of a key point, and the words it brings for it, "" for none."""

    variant: str
    label: Label
    quote: str = ""


class Disagreement(Frozen):
    """A key point on which variants differ; `spread` is the difference in credit by weight, 0 to 1."""

    session_id: str
    turn: int
    question: str
    key_point: str
    source: Source
    views: tuple[View, ...]
    spread: float


class Row(Frozen):
    """A session, or a question of one, with a score and coverage for each variant.

    They are None where a variant has none of its own; for a question `instead` says why then.
    """

    session_id: str
    turn: int | None = None
    text: str = ""
    answers: int = 1
    scores: tuple[float | None, ...]
    coverage: tuple[float | None, ...]
    instead: tuple[str, ...] = ()


class Contrast(Frozen):
    """Variants over the same answers. `common` of the answers were judged and scored by all that judged any.

    `same_labels` of `key_points` of these have one label. Differences are to the first variant that judged.
    """

    tallies: tuple[Tally, ...]
    answers: int
    common: int
    gone: int
    same_labels: int
    key_points: int
    differences: tuple[Difference, ...]
    disagreements: tuple[Disagreement, ...]
    sessions: tuple[Row, ...]
    questions: tuple[Row, ...]
    unmasked: bool = False


def contrast(variants: Sequence[Variant], trials: Sequence[Trial], *, unmasked: bool = False) -> Contrast:
    """Lay the variants side by side, in their order; disagreements with most weight first."""
    columns = [[one for trial in trials for one in trial.judged[at]] for at in range(len(variants))]
    standing = [at for at, column in enumerate(columns) if any(one.is_own for one in column)]
    common = [(trial, at) for trial in trials for at in _common(trial, standing)]
    disagreements: list[Disagreement] = []
    points = 0
    for trial, at in common:
        views = [(variants[v].name, trial.judged[v][at].verdict) for v in standing]
        found, of = _disagreements(trial, at, views)
        disagreements += found
        points += of
    return Contrast(
        tallies=tuple(
            _tally(
                variant,
                columns[v],
                [trial.judged[v][at].verdict for trial, at in common] if v in standing else [],
                total(trial.usage[v] for trial in trials),
            )
            for v, variant in enumerate(variants)
        ),
        answers=sum(len(trial.asked) for trial in trials),
        common=len(common),
        gone=sum(trial.gone for trial in trials),
        same_labels=points - len(disagreements),
        key_points=points,
        differences=tuple(
            _difference(
                variants[standing[0]].name,
                variants[v].name,
                [_score(trial.judged[v][at]) - _score(trial.judged[standing[0]][at]) for trial, at in common],
            )
            for v in standing[1:]
        ),
        disagreements=tuple(sorted(disagreements, key=lambda one: -one.spread)),
        sessions=tuple(_session_row(trial, standing) for trial in trials),
        questions=tuple(_question_row(trial, at) for trial in trials for at in range(len(trial.asked))),
        unmasked=unmasked,
    )


def _common(trial: Trial, standing: Sequence[int]) -> list[int]:
    """The answers that all variants of `standing` judged themselves and gave a score."""
    return [
        at
        for at in range(len(trial.asked))
        if standing
        and all((one := trial.judged[v][at]).is_own and one.verdict.score is not None for v in standing)
    ]


def coverage(verdict: Verdict) -> float | None:
    """The share of the key points' weight that is covered, 0 to 1; None without key points."""
    whole = sum(found.key_point.weight for found in verdict.key_points)
    return (
        sum(found.key_point.weight * found.credit for found in verdict.key_points) / whole if whole else None
    )


def _tally(variant: Variant, column: Sequence[Judged], chosen: Sequence[Verdict], usage: Usage) -> Tally:
    kinds = Counter(one.by for one in column)
    own = [one for one in column if one.is_own]
    reasons = Counter(one.why for one in column if one.by in (By.DROPPED, By.NO_ANSWER))
    return Tally(
        variant=variant,
        answers=len(column),
        own=len(own),
        mended=sum(one.verdict.provenance.outcome is Outcome.REPAIRED for one in own),
        nothing_to_judge=kinds[By.NOTHING_TO_JUDGE],
        dropped=kinds[By.DROPPED],
        no_answer=kinds[By.NO_ANSWER],
        reasons=tuple(Reason(why=why, times=times) for why, times in reasons.most_common()),
        unscored=sum(one.verdict.score is None for one in column),
        score=mean([score_of(verdict) for verdict in chosen]),
        coverage=mean([coverage(verdict) for verdict in chosen]),
        labels=dict(Counter(found.label for verdict in chosen for found in verdict.key_points)),
        seconds=median(one.seconds for one in own) if own else None,
        usage=usage,
    )


def _difference(first: str, second: str, values: Sequence[float]) -> Difference:
    found = Difference(
        first=first,
        second=second,
        answers=len(values),
        unlike=sum(abs(value) > 1e-9 for value in values),
        mean=mean(values),
    )
    if len(values) < LEAST:
        return found
    low, high = mean_interval(values)
    return found.model_copy(update={"low": low, "high": high})


def _disagreements(
    trial: Trial, at: int, verdicts: Sequence[tuple[str, Verdict]]
) -> tuple[list[Disagreement], int]:
    """The key points of one answer on which `verdicts` differ, and how many all of them judged."""
    asked = trial.asked[at]
    rows = [{found.key_point.id: found for found in verdict.key_points} for _, verdict in verdicts]
    shared = [name for name in rows[0] if all(name in row for row in rows)]
    whole = sum(rows[0][name].key_point.weight for name in shared) or 1.0
    different = []
    for name in shared:
        found = [row[name] for row in rows]
        if all(one.label is other.label for one, other in pairwise(found)):
            continue
        credits = [one.credit for one in found]
        point = found[0].key_point
        different.append(
            Disagreement(
                session_id=trial.session_id,
                turn=asked.judged,
                question=asked.question.text,
                key_point=point.text,
                source=point.source,
                views=tuple(
                    View(
                        variant=variant,
                        label=one.label,
                        quote=one.evidence.quote if one.evidence is not None else "",
                    )
                    for (variant, _), one in zip(verdicts, found, strict=True)
                ),
                spread=(max(credits) - min(credits)) * point.weight / whole,
            )
        )
    return different, len(shared)


def _session_row(trial: Trial, standing: Sequence[int]) -> Row:
    common = _common(trial, standing)
    return Row(
        session_id=trial.session_id,
        answers=len(common),
        scores=tuple(
            mean([score_of(column[at].verdict) for at in common]) if v in standing else None
            for v, column in enumerate(trial.judged)
        ),
        coverage=tuple(
            mean([coverage(column[at].verdict) for at in common]) if v in standing else None
            for v, column in enumerate(trial.judged)
        ),
    )


def _question_row(trial: Trial, at: int) -> Row:
    found = [column[at] for column in trial.judged]
    scored = [one.is_own and one.verdict.score is not None for one in found]
    return Row(
        session_id=trial.session_id,
        turn=trial.asked[at].judged,
        text=trial.asked[at].question.text,
        scores=tuple(score_of(one.verdict) if one.is_own else None for one in found),
        coverage=tuple(
            coverage(one.verdict) if has else None for one, has in zip(found, scored, strict=True)
        ),
        instead=tuple(
            "" if has else "unscored" if one.verdict.score is None else one.by.value
            for one, has in zip(found, scored, strict=True)
        ),
    )


def _score(judged: Judged) -> float:
    score = judged.verdict.score
    assert score is not None
    return score.value
