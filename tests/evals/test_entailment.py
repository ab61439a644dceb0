"""The data that the encoder is trained and measured on, and what ships of it."""

from __future__ import annotations

import random
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from evals.entailment.compose import Composer, written
from evals.entailment.data import BadData, Conveyed, Item, read_items, split
from evals.entailment.measure import area, examples, judge
from evals.entailment.ship import update_of
from knowledge.entailment.graph import updated
from knowledge.entailment.model import Entailed
from tests.support.entailing import always

LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")


def test_a_thousand_questions_of_ninety_professions_none_in_two_parts() -> None:
    parts = split()
    professions = [
        {item.profession for item in part} for part in (parts.training, parts.tuning, parts.held_out)
    ]
    assert sum(map(len, (parts.training, parts.tuning, parts.held_out))) >= 1000
    assert len(set.union(*professions)) >= 90
    assert (
        not professions[0] & professions[1]
        | professions[0] & professions[2]
        | professions[1] & professions[2]
    )


def test_no_answer_of_the_held_out_part_stands_in_the_training() -> None:
    parts = split()
    trained = {answer.text for item in parts.training for answer in item.answers}
    assert not trained & {answer.text for item in parts.held_out for answer in item.answers}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_other_language_has_a_set_to_measure_with(language: str) -> None:
    file = resources.files("evals.entailment").joinpath("languages", f"{language}.txt")
    items = read_items(file)
    assert len(items) >= 8
    assert {label for item in items for answer in item.answers for label in answer.labels} >= {
        Conveyed.COVERED,
        Conveyed.ABSENT,
        Conveyed.DENIED,
    }


def test_a_line_of_another_form_is_named(tmp_path: Path) -> None:
    file = tmp_path / "baker.txt"
    file.write_text("@ baker\n? why | Why early?\n- The dough is cold\n= denial dd | It isn't.\n")
    with pytest.raises(BadData, match=r"baker\.txt:4: 2 labels for 1 key points"):
        read_items(file)


def test_frames_for_measuring_are_none_that_were_trained_on() -> None:
    item = split().tuning[0]
    trained = {Composer([item], "training", random.Random(seed))._disowned(item).text for seed in range(60)}
    held = {Composer([item], "held_out", random.Random(seed))._disowned(item).text for seed in range(60)}
    assert not trained & held


def test_composed_answers_carry_the_labels_that_their_making_gives() -> None:
    item = next(each for each in split().tuning if any(sign.isdigit() for sign in "".join(each.points)))
    made = {
        each.kind: each for each in Composer(split().tuning, "held_out", random.Random(1)).of_every_kind(item)
    }
    assert set(made["disowned"].labels) == {Conveyed.DENIED}
    assert set(made["fair"].labels) == {Conveyed.COVERED}
    assert made["wrong_figure"].labels.count(Conveyed.DENIED) == 1
    assert set(made["elsewhere"].labels) == {Conveyed.ABSENT}
    assert sorted(made["heap"].text.split()) != made["heap"].text.split()


def test_what_ships_gives_the_trained_weights_again() -> None:
    rng = np.random.default_rng(1)
    start = {"a.weight": rng.normal(size=(8, 6)).astype(np.float32), "a.bias": np.zeros(8, np.float32)}
    trained = {name: value + 0.01 * rng.normal(size=value.shape) for name, value in start.items()}
    again = updated(start, update_of(trained, start))
    for name, value in trained.items():
        assert np.abs(again[name] - value).max() < 5e-4


def test_the_measure_counts_every_key_point_of_every_answer() -> None:
    items: tuple[Item, ...] = split().tuning[:1]
    judged = judge(always(Entailed(1, 0, 0, 0)), examples(items))
    assert len(judged) == sum(len(each.points) for each in examples(items))
    assert len(judged) > len(items[0].points) * len(written(items))


def test_the_area_is_a_half_where_nothing_tells_apart() -> None:
    assert area(np.array([0.1, 0.2]), np.array([0.3, 0.4])) == 1
    assert area(np.array([0.5, 0.5]), np.array([0.5])) == 0.5
