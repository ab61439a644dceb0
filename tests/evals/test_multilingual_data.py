"""What the multilingual encoder is trained and measured on, and what ships of it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from evals.entailment.compose import planned
from evals.entailment.data import Conveyed, Split, by_language
from evals.entailment.in_any_language import InAnyLanguage
from evals.entailment.ship_low_rank import SCALE, update_of
from knowledge.entailment.graphs.low_rank import merged
from knowledge.entailment.multilingual.weights import LANGUAGES
from language.tongue import tongue


def test_every_language_that_is_read_has_questions_of_its_own_but_english() -> None:
    assert by_language().keys() == LANGUAGES - {"en"}


@pytest.mark.parametrize(("language", "split"), by_language().items(), ids=by_language())
def test_five_professions_of_each_language_are_for_measuring(language: str, split: Split) -> None:
    trained, held_out = ({item.profession for item in part} for part in (split.training, split.held_out))
    assert (len(trained), len(held_out)) == (19, 5)
    assert not trained & held_out
    said = [answer.text for item in (*split.training, *split.held_out) for answer in item.answers]
    assert len(said) > 400 and len(set(said)) == len(said)
    found = [tongue(text) for text in said[::8]]
    assert found.count(language) > 0.95 * sum(each is not None for each in found)


def test_what_is_composed_in_any_language_has_no_word_but_those_written() -> None:
    items = [item for split in by_language().values() for item in split.training]
    composer, kinds = InAnyLanguage(items, random.Random(3)), set()
    written = {answer.text: item for item in items for answer in item.answers}
    for _ in range(300):
        drawn = composer.draw()
        kinds.add(drawn.kind)
        told = [
            at
            for at, (point, label) in enumerate(zip(drawn.points, drawn.labels, strict=True))
            if label is Conveyed.COVERED and point.rstrip(".") in drawn.text
        ]
        if drawn.kind == "in_part":
            assert len(drawn.text) == len(planned([drawn.points[at] for at in told]))
            assert {drawn.labels[at] for at in range(len(drawn.points)) if at not in told} <= {
                Conveyed.ABSENT
            }
        elif drawn.kind == "to_another":
            assert written[drawn.text].points != drawn.points
            assert set(drawn.labels) == {Conveyed.ABSENT}
        elif drawn.kind == "with_one":
            assert told
    assert {"in_part", "to_another", "with_one"} <= kinds


def test_what_ships_gives_the_low_rank_matrices_again() -> None:
    rng = np.random.default_rng(2)
    start = {"a.weight": rng.normal(0, 1, (6, 4)).astype(np.float32), "a.bias": np.ones(6, np.float32)}
    trained = {
        "a.down": rng.normal(0, 1, (2, 4)).astype(np.float32),
        "a.up": rng.normal(0, 0.1, (6, 2)).astype(np.float32),
        "a.bias": np.full(6, 1.5, np.float32),
        "head.bias": np.ones(4, np.float32),
    }

    update = update_of(trained, start)
    found = merged(start, update)

    expected = start["a.weight"] + SCALE * trained["a.up"] @ trained["a.down"]
    assert np.abs(found["a.weight"] - expected).max() < 0.02
    assert found["a.bias"].tolist() == [1.5] * 6
    assert update["head.bias"].tolist() == [1] * 4
