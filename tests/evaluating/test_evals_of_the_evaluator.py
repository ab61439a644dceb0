"""Measures of agreement, and the adversarial pairs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.adversarial.__main__ import run
from evals.adversarial.pairs import BEYOND_A_DRAFT, pairs
from evals.agreement import better_than, leave_out, plain
from evals.correlation import bootstrap, pearson, spearman, within_groups
from evals.graded import WORDS, load

GRADED = Path(__file__).parents[2].parent / "shared" / "graded"


def test_correlations_are_those_of_the_textbook() -> None:
    one = np.array([1.0, 2.0, 3.0, 4.0])
    assert pearson(one, 2 * one + 1) == pytest.approx(1)
    assert pearson(one, np.ones(4)) == 0
    assert spearman(one, np.array([1.0, 8.0, 27.0, 64.0])) == pytest.approx(1)


def test_within_a_question_a_lenient_question_counts_for_nothing() -> None:
    groups = np.array(["a"] * 5 + ["b"] * 5)
    given = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
    predicted = np.array([5.0, 4.0, 3.0, 2.0, 1.0, 10.0, 9.0, 8.0, 7.0, 6.0])
    assert pearson(predicted, given) > 0
    assert within_groups(predicted, given, groups) == pytest.approx(-1)


def test_a_bootstrap_draws_whole_questions_and_is_repeatable() -> None:
    groups = np.array(["a", "a", "b", "b", "b"])
    sizes = bootstrap(groups, lambda at: float(len(at)), 50, seed=3)
    assert set(sizes) <= {4.0, 5.0, 6.0}
    assert sizes.tolist() == bootstrap(groups, lambda at: float(len(at)), 50, seed=3).tolist()


def test_there_are_more_than_120_pairs_and_no_good_answer_is_its_bad_one() -> None:
    chosen = pairs()
    assert len(chosen) >= 120
    assert all(pair.good != pair.bad for pair in chosen)
    assert pairs() == chosen


async def test_the_draft_ranks_what_a_draft_can_tell() -> None:
    tallies = {tally.kind: tally for tally in await run(pairs(), None, judged=False)}
    fair = tallies["all but " + " and ".join(sorted(BEYOND_A_DRAFT))]
    assert fair.ranked_right >= 0.9
    assert fair.bad_above_half <= 0.1


async def test_a_judge_that_is_right_mends_the_rest() -> None:
    *_, every, _ = await run(pairs(), None, judged=True)
    assert every.ranked_right >= 0.98
    assert every.bad_above_half <= 0.02


@pytest.mark.skipif(not GRADED.is_dir(), reason="the graded answers are not part of the project")
def test_the_draft_agrees_with_people_better_than_token_recall_does() -> None:
    graded = load(GRADED / "mohler.csv.gz")
    rows = {row.scorer: row for row in leave_out([graded], [WORDS])}
    ours, recall = rows["words, questions left out"], rows["token recall"]
    assert ours.pearson >= 0.56
    assert ours.pearson > recall.pearson
    scores = plain(graded, None)
    assert better_than(graded, scores["token recall"], scores["length"]) > 0.95
