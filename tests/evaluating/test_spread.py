"""The same answer in another dress scores nearly the same."""

from __future__ import annotations

import random

from evals.adversarial.pairs import topics
from evals.spread import in_bullets, mistyped, spreads


def test_repeats_score_the_same_and_other_dresses_nearly_so() -> None:
    rows = {row.kind: row for row in spreads(topics())}
    assert rows["repeated"].most == 0
    for kind in ("sentences reordered", "contracted", "synonyms", "bullets for prose"):
        assert rows[kind].answers >= 5
        assert rows[kind].mean < 0.02
        assert rows[kind].most < 0.05
    assert rows["typing slips"].mean < 0.08


def test_a_rewriting_changes_the_form_and_not_the_words() -> None:
    assert in_bullets("First this. Then that.", random.Random(1)) == "- First this\n- Then that"
    slipped = mistyped("The pipeline delivered duplicates yesterday.", random.Random(1))
    assert slipped != "The pipeline delivered duplicates yesterday."
    assert sorted(slipped) == sorted("The pipeline delivered duplicates yesterday.")
