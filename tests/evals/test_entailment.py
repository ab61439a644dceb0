"""The data that the encoder is trained and measured on, and what ships of it."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from safetensors.numpy import load_file

from evals.entailment.compose import Composer, planned, written
from evals.entailment.data import (
    BadData,
    Conveyed,
    Item,
    Split,
    notes,
    other_languages,
    questions,
    read_items,
    statements,
)
from evals.entailment.exchanging import exchanged, notes_exchanged, told_from_the_end
from evals.entailment.measure import area, examples, judge
from evals.entailment.nearly import Nearly, by_half, nearly, wrongly
from evals.entailment.noting import noted
from evals.entailment.passing import Passing
from evals.entailment.retelling import Retelling
from evals.entailment.ship import update_of, write
from evals.entailment.speaking import flat
from evals.entailment.turning import reworded, turned
from knowledge.entailment.graphs.small import updated
from knowledge.entailment.model import Entailed
from tests.support.entailing import always

LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")


@pytest.mark.parametrize(
    ("parts", "fewest", "fields"),
    [(questions(), 1000, 90), (statements(), 1200, 50), (notes(), 200, 20)],
    ids=["questions", "statements", "notes"],
)
def test_many_questions_of_many_professions_none_in_two_parts(parts: Split, fewest: int, fields: int) -> None:
    all_parts = (parts.training, parts.tuning, parts.held_out)
    professions = [{item.profession for item in part} for part in all_parts]
    assert sum(map(len, all_parts)) >= fewest
    assert len(set.union(*professions)) >= fields
    assert sum(map(len, professions)) == len(set.union(*professions))


@pytest.mark.parametrize(
    "parts", [questions(), statements(), notes()], ids=["questions", "statements", "notes"]
)
def test_no_answer_of_the_held_out_part_stands_in_the_training(parts: Split) -> None:
    trained = {answer.text for item in parts.training for answer in item.answers}
    held_out = [answer.text for item in parts.held_out for answer in item.answers]
    # "It stays the same" is said of many things.
    assert not {text for text in held_out if len(text.split()) > 8} & trained


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_other_language_has_a_set_to_measure_with(language: str) -> None:
    items = other_languages()[language]
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
    item = questions().tuning[0]
    trained = {
        Composer([item], [], "training", random.Random(seed))._disowned(item).text for seed in range(60)
    }
    held = {Composer([item], [], "held_out", random.Random(seed))._disowned(item).text for seed in range(60)}
    assert not trained & held


def test_composed_answers_carry_the_labels_that_their_making_gives() -> None:
    item = next(each for each in questions().tuning if any(sign.isdigit() for sign in "".join(each.points)))
    made = {
        each.kind: each
        for each in Composer(
            questions().tuning, statements().tuning, "held_out", random.Random(1)
        ).of_every_kind(item)
    }
    assert set(made["disowned"].labels) == {Conveyed.DENIED}
    assert set(made["fair"].labels) == {Conveyed.COVERED}
    assert made["wrong_figure"].labels.count(Conveyed.DENIED) == 1
    assert set(made["elsewhere"].labels) == {Conveyed.ABSENT}
    assert sorted(made["heap"].text.split()) != made["heap"].text.split()


def test_padding_and_other_words_leave_a_key_point_said() -> None:
    item = questions().tuning[0]
    composer = Composer([item], [], "held_out", random.Random(2))
    for example in (composer._padded(item), composer._reworded(item)):
        assert set(example.labels) == {Conveyed.COVERED}
        assert example.text != planned(item.points)


def test_a_denial_that_was_planned_is_covered_by_itself_and_denied_by_what_it_denies() -> None:
    composer = Composer([], statements().tuning, "training", random.Random(3))
    drawn = [composer.draw_pair() for _ in range(600)]
    denials = {
        answer.text
        for item in statements().tuning
        for answer in item.answers
        if answer.labels == (Conveyed.DENIED,)
    }
    of_denials = {each.labels[0]: each for each in drawn if each.points[0] in denials}
    assert of_denials.keys() == {Conveyed.COVERED, Conveyed.DENIED, Conveyed.ABSENT}
    again = next(each for each in drawn if each.text == each.points[0] and each.text in denials)
    assert again.labels == (Conveyed.COVERED,)


def test_statements_put_together_keep_their_labels_and_some_are_left_out() -> None:
    composer = Composer([], statements().tuning, "training", random.Random(4))
    drawn = [composer.draw_together() for _ in range(80)]
    assert all(len(each.points) == len(each.labels) >= 2 for each in drawn)
    said = [
        (point, label, each.text)
        for each in drawn
        for point, label in zip(each.points, each.labels, strict=True)
    ]
    assert any(label is Conveyed.ABSENT and point not in text for point, label, text in said)
    assert {label for _, label, _ in said} == set(Conveyed)


def test_every_note_is_told_in_the_ways_that_answers_are_put_together_from() -> None:
    parts = notes()
    ways = {"spoken": "COVERED", "hard": "COVERED", "terse": "COVERED"}
    ways |= {"partial": "PARTLY", "adjacent": "ABSENT", "near": "DENIED"}
    single = [each for each in (*parts.training, *parts.tuning, *parts.held_out) if len(each.points) == 1]
    assert len(single) >= 200
    for item in single:
        assert {answer.kind: answer.labels[0].name for answer in item.answers} == ways, item.points


def test_answers_told_in_passing_hold_what_their_labels_say_whatever_of_the_others_was_told() -> None:
    items = notes().tuning
    told = {item.points[0]: {answer.text.casefold() for answer in item.answers} for item in items}
    drawn = list(Passing(items, "held_out", random.Random(6)).each(30))
    assert {example.kind for example in drawn} == {"in_passing", "listed"}
    letters = str.maketrans("", "", ".,;:!?–")
    among_many = []
    for example in drawn:
        text = example.text.casefold().translate(letters)
        for point, label in zip(example.points, example.labels, strict=True):
            if label is Conveyed.COVERED and point in told:
                assert any(way.translate(letters) in text for way in told[point])
        if example.labels.count(Conveyed.COVERED) >= 3:
            among_many += [label is Conveyed.ABSENT for label in example.labels]
    # Where most of its neighbours were told a note is left out often enough to be worth learning.
    assert 0.05 < sum(among_many) / len(among_many) < 0.5


def test_of_a_long_answer_no_more_is_heard_than_a_window_holds() -> None:
    whole = Passing(notes().tuning, "held_out", random.Random(7))
    windowed = Passing(notes().tuning, "held_out", random.Random(7), window=40)
    assert max(len(each.text.split()) for each in whole.each(10)) > 90
    drawn = list(windowed.each(10))
    # The last piece, and the joints and fillers between them, may reach beyond it.
    assert max(len(each.text.split()) for each in drawn) < 90
    # What was told besides is asked about, too, now and then.
    assert {len(each.points) for each in drawn} == {5, 6, 7}
    for example in drawn:
        for point, label in zip(example.points, example.labels, strict=True):
            told = next((item for item in notes().tuning if item.points == (point,)), None)
            if told is not None and label is Conveyed.COVERED:
                assert any(_letters(way.text) in _letters(example.text) for way in told.answers)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def test_a_list_in_few_words_tells_what_its_labels_say_and_leaves_out_the_rest() -> None:
    item = Item(
        "baker",
        "procedure",
        "How do you begin?",
        ("I feed the starter before six", "The oven needs 40 minutes", "Orders are read aloud"),
        questions().tuning[0].answers,
    )
    retelling = Retelling([item], [], "training", random.Random(8))
    drawn = [retelling.draw_listed(item) for _ in range(60)]
    labels = {Conveyed.COVERED, Conveyed.ABSENT, Conveyed.DENIED}
    assert {label for each in drawn for label in each.labels} == labels
    for each in drawn:
        starter, oven, orders = each.labels
        assert ("starter" in each.text) is (starter is not Conveyed.ABSENT)
        assert ("after six" in each.text) is (starter is Conveyed.DENIED)
        assert ("40 min" in each.text) is (oven is Conveyed.COVERED)
        assert ("aloud" in each.text) is (orders is Conveyed.COVERED)


def test_a_statement_with_its_decisive_word_turned_is_denied_by_what_told_it() -> None:
    retelling = Retelling([], statements().tuning, "training", random.Random(9))
    drawn = [retelling.draw_decisive() for _ in range(300)]
    planned_ones = {item.points[0] for item in statements().tuning}
    denied = [each for each in drawn if each.labels == (Conveyed.DENIED,)]
    assert 0.3 < len(denied) / len(drawn) < 0.8
    assert {each.points[0] in planned_ones for each in denied} == {True, False}
    assert all(each.text != each.points[0] for each in denied)


def test_a_sentence_as_a_note_keeps_its_figures_and_its_no() -> None:
    made = {
        noted("We moved from 4 to 9 nodes because of the memory, without a stop", random.Random(n))
        for n in range(40)
    }
    assert all("4" in each and "9" in each and "memory" in each for each in made)
    assert all(each.endswith(("no stop", "without a stop", "without stop")) for each in made)
    assert min(map(len, made)) < 40 and any("->" in each for each in made)
    assert noted("We did.", random.Random(1)) == "We did."
    assert all("not" in noted("They are not read", random.Random(n)) for n in range(20))


def test_a_statement_is_turned_round_or_reworded_with_its_figures_whole() -> None:
    rng = random.Random(5)
    assert turned("We check it before noon", rng) != "We check it before noon"
    assert turned("Nothing here", rng) is None
    other = reworded("Between two of them it rose by 0.4, I told them about 3.5 %", rng)
    assert "0.4" in other and "3.5 %" in other


def test_halves_change_places_or_are_told_from_the_end() -> None:
    said = "I read the contract before I sign it"
    turned_round = {exchanged(said, random.Random(n)) for n in range(40)}
    the_same = {told_from_the_end(said, random.Random(n)) for n in range(40)}
    assert "I sign it before I read the contract." in turned_round
    assert "I sign it after I read the contract." in the_same
    assert not turned_round & the_same and None not in turned_round | the_same


def test_nouns_change_places_unless_they_stand_side_by_side() -> None:
    assert exchanged("The client waits for the broker", random.Random(1)) == "The broker waits for the client"
    assert exchanged("I send the letter and the parcel", random.Random(1)) is None


def test_notes_exchange_what_they_say_of_their_subjects() -> None:
    notes = ["Liveness fails → restart", "Result: nobody was woken", "Readiness fails → no traffic"]
    assert notes_exchanged(notes, random.Random(1)) == {
        0: "Liveness fails → no traffic",
        2: "Readiness fails → restart",
    }
    assert notes_exchanged(notes[:2], random.Random(1)) == {}


@pytest.mark.parametrize("said", ["We closed two months before the deadline", "He ordered after 20 sessions"])
def test_a_half_that_is_a_time_alone_stays_where_it_is(said: str) -> None:
    assert exchanged(said, random.Random(1)) is None
    assert told_from_the_end(said, random.Random(1)) is None


def test_an_answer_in_which_something_changed_places_denies_that_key_point_alone() -> None:
    retelling = Retelling(questions().tuning, statements().tuning, "training", random.Random(4))
    drawn = [retelling.draw_exchanged() for _ in range(200)]
    assert all(len(each.points) == len(each.labels) for each in drawn)
    denied = [each.labels.count(Conveyed.DENIED) for each in drawn]
    assert set(denied) == {0, 1, 2}
    assert set().union(*(each.labels for each in drawn)) == {Conveyed.COVERED, Conveyed.DENIED}


def test_an_answer_in_part_leaves_the_other_key_points_absent() -> None:
    retelling = Retelling(questions().tuning, statements().tuning, "training", random.Random(6))
    item = questions().tuning[0]
    drawn = [retelling.draw_in_part(item) for _ in range(100)]
    told = {each.labels.count(Conveyed.COVERED) for each in drawn}
    assert told == set(range(len(item.points) + 1))
    assert {label for each in drawn for label in each.labels} == {Conveyed.COVERED, Conveyed.ABSENT}


def test_flat_speech_keeps_its_words_and_figures_and_parts_nothing() -> None:
    said = "First: 99.9 % at 12:30, on-call (two people) – then “stop”!"
    heard = {flat(said, random.Random(n)) for n in range(30)}
    assert "first 99.9 % at 12:30 on-call two people then stop." in heard
    assert all(each.endswith("stop.") and "99.9" in each and "12:30" in each for each in heard)
    assert not any(sign in each[:-1] for each in heard for sign in ",;!?()“”–")


@pytest.mark.parametrize("order", ["C", "F"])
def test_what_ships_gives_the_trained_weights_again(order: Literal["C", "F"], tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    start = {"a.weight": rng.normal(size=(8, 6)).astype(np.float32), "a.bias": np.zeros(8, np.float32)}
    start = {name: np.asarray(value, order=order) for name, value in start.items()}
    trained = {name: value + 0.01 * rng.normal(size=value.shape) for name, value in start.items()}
    trained = {name: np.asarray(value, order=order) for name, value in trained.items()}
    write(update_of(trained, start), tmp_path / "update.safetensors")
    again = updated(start, load_file(tmp_path / "update.safetensors"))
    for name, value in trained.items():
        assert np.abs(again[name] - value).max() < 5e-4


def test_the_measure_counts_every_key_point_of_every_answer() -> None:
    items: tuple[Item, ...] = questions().tuning[:1]
    judged = judge(always(Entailed(1, 0, 0, 0)), examples(items, statements().tuning))
    assert len(judged) == sum(len(each.points) for each in examples(items, statements().tuning))
    assert len(judged) > len(items[0].points) * len(written(items))


def test_the_area_is_a_half_where_nothing_tells_apart() -> None:
    assert area(np.array([0.1, 0.2]), np.array([0.3, 0.4])) == 1
    assert area(np.array([0.5, 0.5]), np.array([0.5])) == 0.5


def test_told_nearly_a_sentence_keeps_its_figures_and_its_no() -> None:
    said = "In June we did not move the 12 tables by hand, and the report stayed up"
    told = {nearly(said, random.Random(n)) for n in range(60)}
    assert len(told) > 30
    assert all(re.search("12|dozen|twelve", each) for each in told)
    assert all("not" in each or "n't" in each for each in told)
    assert all("report" in each.lower() and "tables" in each.lower() for each in told)


def test_by_half_is_one_of_two_clauses_that_stand_by_themselves() -> None:
    said = "I rang the two clinics before noon, and the nurses sorted the samples"
    told = {by_half(said, random.Random(n)) for n in range(20)}
    assert {("clinics" in each, "samples" in each) for each in told if each} == {(True, False), (False, True)}
    assert (
        by_half("I rang the two clinics before noon, and they sorted the samples", random.Random(1)) is None
    )


def test_what_is_told_wrongly_is_another_statement() -> None:
    told = {wrongly("We close the gate before the train leaves", random.Random(n)) for n in range(20)}
    assert any(each and "after" in each for each in told)
    assert wrongly("Nothing here", random.Random(1)) is None


def test_nearness_alone_tells_no_label() -> None:
    drawer = Nearly(questions().tuning, statements().tuning, "training", random.Random(3))
    drawn = [drawer.draw() for _ in range(150)]
    assert all(len(each.points) == len(each.labels) for each in drawn)
    assert set().union(*(each.labels for each in drawn)) == set(Conveyed)
    alone = [drawer.draw_alone() for _ in range(300)]
    share = sum(each.labels == (Conveyed.DENIED,) for each in alone) / len(alone)
    assert 0.1 < share < 0.4
    assert Conveyed.PARTLY in {each.labels[0] for each in alone}
