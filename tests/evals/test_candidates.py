import random
import re
from pathlib import Path

import pytest

from domain.guide import KeyPoint, KeyPointOrigin, Source
from domain.interview import MessageKind, TurnKind
from evals.candidates import words
from evals.candidates.catalogue import BEHAVIOURS
from tests.evals.played import played


def _point(text: str) -> KeyPoint:
    source = Source(guide="g.md", first_line=1, last_line=1)
    return KeyPoint(id=text, text=text, weight=1, origin=KeyPointOrigin.ANSWER, source=source)


@pytest.mark.parametrize("name", sorted(BEHAVIOURS))
async def test_every_candidate_comes_to_the_end_and_is_the_same_again(tmp_path: Path, name: str) -> None:
    one = await played(tmp_path / "a", {"behaviour": name})
    other = await played(tmp_path / "b", {"behaviour": name})
    assert one.report is not None
    assert [each.answer for each in one.exchanges] == [each.answer for each in other.exchanges]


async def test_partial_says_exactly_the_points_it_was_given(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "partial", "points": [2]})
    first = game.exchanges[0]
    points = game.key_points(first)
    assert first.answer.said == {points[1].id}
    assert words.sentence(points[1]) == first.answer.text


async def test_improving_gives_what_the_follow_up_digs_for(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "improving"})
    follow_up = next(each for each in game.exchanges if each.turn.kind is TurnKind.FOLLOW_UP)
    assert follow_up.turn.follow_up is not None
    assert follow_up.answer.said == {follow_up.turn.follow_up.aim}
    assert follow_up.said > follow_up.answer.said


async def test_a_wrong_figure_stands_in_the_answer_and_not_in_the_guide(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "wrong_figures"})
    first = game.exchanges[0]
    lines = "\n".join(game.world.lines["lighthouse.md"])
    assert first.answer.wrong_figures
    assert all(figure in first.answer.text for figure in first.answer.wrong_figures)
    assert not any(re.search(rf"\b{figure}\b", lines) for figure in first.answer.wrong_figures)


async def test_a_red_flag_that_was_said_is_one_of_the_guide(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "red_flags"})
    assert "Nobody sails here in winter" in game.exchanges[0].answer.text
    assert game.exchanges[0].answer.red_flags


async def test_a_script_is_said_word_for_word_and_a_bare_command_commands(tmp_path: Path) -> None:
    game = await played(tmp_path, {"script": ["/hint", "/skip it, please", "/stop"]})
    assert [each.answer.kind for each in game.exchanges] == [
        MessageKind.HINT,
        MessageKind.ANSWER,
        MessageKind.STOP,
    ]
    assert game.exchanges[1].answer.text == "/skip it, please"


def test_other_words_keep_every_figure_and_change_most_sentences() -> None:
    points = [
        _point("I built the importer because 40 customers asked"),
        _point("The team found 3 errors before the release"),
        _point("It went from 90 to 12 minutes"),
        _point("Nobody needed the old job any more"),
    ]
    text = words.reworded(points, random.Random(1))
    assert sorted(re.findall(r"\d+", text)) == sorted(["40", "3", "90", "12"])
    assert not any(words.sentence(point) in text for point in points)
    assert text == words.reworded(points, random.Random(1))


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("The log is keyed by shipment.", "The log is not keyed by shipment."),
        ("I moved us to events.", "I never moved us to events."),
        ("Replay, order, readers.", None),
        ("Nobody was asked.", None),
        ("Where there is an answer, we found it.", None),
    ],
)
def test_a_statement_is_denied_where_it_has_a_verb_to_deny(said: str, denied: str | None) -> None:
    assert words.denied(said) == denied


def test_a_figure_is_misremembered_by_far_and_a_digit_in_a_name_is_left_alone() -> None:
    assert words.misremembered("It cost 1,400 a month.") == ("It cost 2,381 a month.", "2,381")
    assert words.misremembered("E-4031 is a code, T1 a form.") is None
