"""Variants over the same answers: whose verdicts count, and what may be said of a difference."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import bootstrap

from app.intervals import mean_interval
from app.past.variants.contrast import Contrast, Difference, contrast
from app.past.variants.tables import conclusions, told_difference
from app.past.variants.trials import By, Judge, Trial, try_all
from app.past.variants.variant import Variant
from domain.errors import ModelUnavailable
from domain.prompting import RenderedPrompt
from domain.verdict import Label
from models.account import Limits
from models.language_model import Answered, Hear, Reply
from tests.support.past import Place

DRAFT = Judge(Variant(name="draft", model="draft"), None)


class Labels:
    """A judge that gives every key point one label, with `quote` for it."""

    name = "fake:judge"

    def __init__(self, label: str, quote: str = "", fails: int = 0) -> None:
        self.label, self.quote, self.fails = label, quote, fails

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        if self.fails:
            self.fails -= 1
            raise ModelUnavailable("the server did not answer")
        points = [{"number": n, "label": self.label, "quote": self.quote} for n in range(1, 10)]
        return Answered(schema.model_validate({"key_points": points}), self.name)


def judge(name: str, model: Labels) -> Judge:
    return Judge(Variant(name=name, model="fake:judge"), model)


async def tried(place: Place, *judges: Judge) -> tuple[Contrast, Trial]:
    """A session of three full answers under `judges`."""
    await place.hold("s1", ["…", "…", "…"])
    ticks = iter(range(1000))
    turns = await place.store.turns("s1")
    trial = await try_all("s1", turns, place.knowledge, judges, Limits(), lambda: next(ticks))
    return contrast([each.variant for each in judges], [trial]), trial


async def test_two_judges_are_laid_side_by_side_with_the_quotes_they_brought(place: Place) -> None:
    found, _ = await tried(place, DRAFT, judge("harsh", Labels("missing")))

    draft, harsh = found.tallies
    assert (draft.own, harsh.own, found.common) == (3, 3, 3)
    assert draft.score is not None and draft.score > 0.9
    assert (harsh.score, harsh.coverage, set(harsh.labels)) == (0.0, 0.0, {Label.MISSING})
    assert found.key_points == 8 and found.same_labels == 0
    views = found.disagreements[0].views
    assert [view.variant for view in views] == ["draft", "harsh"]
    assert views[0].quote and not views[1].quote
    assert found.differences[0].mean == pytest.approx(-draft.score)


async def test_drafts_in_place_of_a_model_that_judged_nothing_are_not_its_verdicts(place: Place) -> None:
    found, trial = await tried(place, DRAFT, judge("gone", Labels("covered", fails=9)))

    assert [one.by for one in trial.judged[1]] == [By.NO_ANSWER] * 3
    gone = found.tallies[1]
    assert gone.judged_nothing and gone.score is None and gone.labels == {}
    assert found.differences == () and found.sessions[0].scores[1] is None
    (said,) = conclusions(found)
    assert said.startswith("gone judged none of 3 answers (the server did not answer).")
    assert "left out of the comparison" in said


async def test_an_answer_that_one_did_not_judge_is_in_nobodys_figures(place: Place) -> None:
    found, _ = await tried(place, DRAFT, judge("shaky", Labels("missing", fails=1)))

    draft, shaky = found.tallies
    assert (shaky.own, shaky.no_answer, found.common) == (2, 1, 2)
    assert sum(draft.labels.values()) == sum(shaky.labels.values())
    assert "1 of 3 answers left out of the figures: not judged and scored by all." in conclusions(found)


async def test_a_verdict_whose_quotes_were_never_said_is_dropped_and_not_the_judges(place: Place) -> None:
    found, trial = await tried(place, DRAFT, judge("inventive", Labels("covered", "never said at all")))

    assert [one.by for one in trial.judged[1]] == [By.DROPPED] * 3
    assert found.tallies[1].dropped == 3
    assert "rested on words that you did not say" in found.tallies[1].reasons[0].why


async def test_an_answer_with_nothing_in_it_counts_for_no_model(place: Place) -> None:
    await place.hold("s2", ["¿?", "/stop"])
    turns = await place.store.turns("s2")

    trial = await try_all(
        "s2", turns, place.knowledge, [judge("any", Labels("missing"))], Limits(), lambda: 0.0
    )

    assert [one.by for one in trial.judged[0]] == [By.NOTHING_TO_JUDGE]


def difference(values: list[float]) -> Difference:
    low, high = mean_interval(values) if len(values) >= 6 else (None, None)
    unlike = sum(value != 0 for value in values)
    mean = sum(values) / len(values) if values else None
    return Difference(
        first="a", second="b", answers=len(values), unlike=unlike, mean=mean, low=low, high=high
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([], "nothing can be said"),
        ([0.0] * 8, "the same score on all of 8 answers"),
        ([-0.5] * 5, "-50 points on average over 5 answers; fewer than 6 cannot tell"),
        ([-0.3, -0.2, -0.25, -0.4, -0.1, -0.2, -0.3], "more than chance (95 % interval"),
        ([-0.3, 0.2, -0.25, 0.4, -0.1, 0.2, -0.3, 0.1], "may be chance alone"),
    ],
)
def test_a_difference_claims_no_more_than_its_interval_bears(values: list[float], told: str) -> None:
    assert told in told_difference(difference(values))


def test_few_answers_are_said_to_be_few() -> None:
    assert "rough for so few" in told_difference(difference([-0.3, -0.2, -0.25, -0.4, -0.1, -0.2, -0.3]))
    assert "rough" not in told_difference(difference([-0.3, -0.2] * 6))


def test_the_interval_is_the_percentile_bootstraps() -> None:
    values = np.random.default_rng(3).normal(0.05, 0.2, 40)

    low, high = mean_interval(values.tolist())

    theirs = bootstrap((values,), np.mean, n_resamples=10_000, method="percentile", rng=1).confidence_interval
    assert (low, high) == pytest.approx((theirs.low, theirs.high), abs=0.005)
