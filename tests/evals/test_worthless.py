"""The answers that are worth nothing, and the honest ones beside them: that they are what they say."""

from __future__ import annotations

from evals.sample_answers import judged
from evals.worthless.cases import cases


def test_both_kinds_are_as_many_and_half_of_each_was_not_tuned_on() -> None:
    written = cases()
    for honest in (True, False):
        group = [case for case in written if case.honest is honest]
        assert len(group) >= 20
        assert sum(case.unseen for case in group) == len(group) / 2
        assert len({case.said for case in group}) == len(group)


def test_each_is_judged_and_by_words_alone_honest_ones_are_no_better() -> None:
    # That is why the encoder reads them; were words enough, these cases would measure nothing.
    scores = {True: 0.0, False: 0.0}
    for case in cases():
        verdict = judged(case, None)
        assert verdict.score is not None
        assert len(verdict.key_points) == len(case.point.key_points)
        scores[case.honest] += verdict.score.value
    assert scores[True] < 1.5 * scores[False]
