"""The lines of postings and what shows them, and how it is measured."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from evals.entailment.data import BadData
from evals.posting_pairs.batches import SHOWS, of_guides, of_phrases
from evals.posting_pairs.data import (
    Candidate,
    Line,
    Point,
    candidates,
    phrases,
    read_candidate,
    read_phrases,
)
from evals.posting_pairs.measure import Mapped, ranked

HEAD = "@ baker\n= 1 | Early | Up at two\n= 2 | Flour | Two mills\n"


def test_candidates_of_many_professions_none_in_two_parts() -> None:
    parts = candidates()
    of_parts = (parts.training, parts.fitting, parts.tuning, parts.held_out)
    professions = [{each.profession for each in part} for part in of_parts]
    assert sum(map(len, professions)) == len(set.union(*professions)) >= 24
    assert min(map(len, professions)) >= 4
    for each in (each for part in of_parts for each in part):
        assert len(each.points) >= 14
        assert len(each.lines) >= 18
        assert sum(not line.shows for line in each.lines) >= len(each.lines) / 5


def test_no_line_of_the_held_out_part_stands_in_the_training() -> None:
    trained = {line.text for each in candidates().training for line in each.lines}
    trained |= {each.text for each in phrases().training}
    held_out = {line.text for each in candidates().held_out for line in each.lines}
    held_out |= {each.text for each in phrases().held_out}
    assert not trained & held_out
    assert len(phrases().training) >= 200


def test_a_candidate_is_read(tmp_path: Path) -> None:
    file = tmp_path / "baker.txt"
    file.write_text(f"{HEAD}> Punctual | 1 | -\n> Buys well | 2 | 1\n> Drives | - | -\n")
    assert read_candidate(file) == Candidate(
        "baker",
        (Point("Early", "Up at two"), Point("Flour", "Two mills")),
        (
            Line("Punctual", frozenset({0}), frozenset()),
            Line("Buys well", frozenset({1}), frozenset({0})),
            Line("Drives", frozenset(), frozenset()),
        ),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("= 1 | Early | Up\n", r"1: the first line is not"),
        ("@ baker\n= 2 | Early | Up\n", r"2: point 2 stands where 1 should"),
        (f"{HEAD}> Punctual | 3 | -\n", r"4: there is no point 3"),
        (f"{HEAD}> Punctual | 0 | -\n", r"4: there is no point 0"),
        (f"{HEAD}> Punctual | 1 | 1\n", r"4: point 1 shows it and does not"),
        (f"{HEAD}> Punctual | 1\n", r"4: expected"),
        (f"{HEAD}> Punctual | 1 | -\n= 3 | Late | No\n", r"5: expected"),
        (HEAD, r"1: there are no talking points, or no lines"),
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "baker.txt"
    file.write_text(text)
    with pytest.raises(BadData, match=rf"baker\.txt:{why}"):
        read_candidate(file)


def test_a_phrase_needs_an_answer_that_shows_it(tmp_path: Path) -> None:
    file = tmp_path / "care.txt"
    file.write_text("@ care\n> Patience\n+ I waited\n~ I would wait\n> Tact\n~ She was tactful\n")
    with pytest.raises(BadData, match=r"care\.txt:5: no answer shows this line"):
        read_phrases(file)


def test_what_a_batch_asks_is_what_somebody_looked_at() -> None:
    rng = random.Random(1)
    given = candidates().tuning
    batch = of_guides(given, rng)
    by_line = {line.text: (each, line) for each in given for line in each.lines}
    for text, targets, asked in zip(batch.lines, batch.targets, batch.asked, strict=True):
        of, line = by_line[text]
        assert asked.sum() == len(of.points)
        assert (targets == SHOWS).sum() == len(line.shows)
        assert ((targets > 0) & (targets < SHOWS)).sum() == len(line.near)
        assert not targets[asked == 0].any()


def test_the_answers_of_a_phrase_are_its_own() -> None:
    batch = of_phrases(phrases().tuning, random.Random(2))
    answers = {each.text: each for each in phrases().tuning}
    for text, targets in zip(batch.lines, batch.targets, strict=True):
        told = {point for point, target in zip(batch.points, targets, strict=True) if target == SHOWS}
        assert told
        assert told <= set(answers[text].shows)


def test_order_and_chance_are_measured_apart() -> None:
    points = tuple(Point(str(at), "") for at in range(4))
    lines = (
        Line("first", frozenset({0}), frozenset()),
        Line("second", frozenset({1}), frozenset({2})),
        Line("nowhere", frozenset(), frozenset()),
    )
    scores = np.array([[0.9, 0.1, 0.1, 0.1], [0.1, 0.5, 0.6, 0.1], [0.2, 0.2, 0.2, 0.2]])
    found = ranked([Candidate("baker", points, lines)], [scores])

    assert (found.lines, found.first, found.among_three) == (2, 0.5, 1.0)
    assert (found.shown, found.told, found.sure) == (1.0, 1.0, 0.5)


def test_right_is_what_is_shown_where_it_is_told_and_not_called_covered_where_it_is_not() -> None:
    of_three = Mapped(told=1, shown=1) + Mapped(told=1) + Mapped(untold=1, covered=1, claimed=1)
    assert of_three.right == pytest.approx(1 / 3)
    assert (Mapped(told=1, shown=1) + Mapped(untold=1, missing=1)).right == 1.0
