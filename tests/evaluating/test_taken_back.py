"""What was said first and put right later is judged by what was put right, and the feedback says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.coach.better_answer import better_answer
from agents.coach.draft import advice
from agents.evaluator.agent import evaluate
from agents.evaluator.compared import model_answer
from agents.evaluator.hearing.hear import hear
from agents.evaluator.judging.quotes import heard_only
from agents.evaluator.material import Material
from agents.sayings import SPOKEN
from domain.verdict import Label, Verdict
from knowledge.entailment.model import Entailment, local_entailment
from language.tables import read_yaml
from language.taken_back import as_it_stands, put_round, taken_back, turned_round
from tests.evaluating.material import question, talking_point

CASES = read_yaml(Path(__file__).with_name("taken_back.yaml"))
POINT = talking_point(
    "I told the team first and the director afterwards.",
    "We dropped the cache after two weeks.",
    "Every source ran in both systems for a month.",
    title="How did you cut over?",
)
ASKED = question(text="How did you cut over?")
WRONG_FIRST = (
    "I told the director first and the team afterwards. Every source ran in both systems for a month.\n"
    "Sorry, I misspoke: I told the team first and the director afterwards."
)
OTHER_WAY = (
    "I told the director first and then the team. Every source ran in both systems for a month.\n"
    "Sorry, it was the other way round."
)
RIGHT_FIRST = "We dropped the cache after two weeks.\nSorry, I misspoke: we kept the cache for good."


def marked(case: str) -> tuple[str, set[int]]:
    """An answer, and the places of the letters of it that are in brackets."""
    plain, gone, inside = "", set(), False
    for sign in case.replace(" / ", "\n"):
        if sign in "[]":
            inside = sign == "["
            continue
        if inside and sign.isalnum():
            gone.add(len(plain))
        plain += sign
    return plain, gone


@pytest.mark.parametrize(
    "case", [each for part in ("seen", "unseen") for code in SPOKEN for each in CASES[part][code]]
)
def test_what_is_taken_back_goes_with_the_words_that_take_it_back_and_nothing_else_does(case: str) -> None:
    answer, gone = marked(case)
    found = {
        place
        for each in taken_back(answer)
        for span in ((each.start, each.end), (each.begins, each.ends))
        for place in range(*span)
        if answer[place].isalnum()
    }
    assert found == gone
    kept = "".join(each for each in " ".join(as_it_stands(answer.split("\n"))) if each.isalnum())
    assert kept == "".join(sign for at, sign in enumerate(answer) if sign.isalnum() and at not in gone)


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("Offline it was 19 minutes and live 44.", "Offline it was 44 and live 19 minutes."),
        ("I told the director first and then the team.", "I told the team first and then the director."),
        ("I lock up before I count the till.", "I count the till before I lock up."),
        ("Erst die Leitung, dann die Station.", "Erst die Station, dann die Leitung."),
        ("Primero la directora y luego el equipo.", "Primero el equipo y luego la directora."),
        ("D'abord le chef, puis l'équipe.", "D'abord l'équipe, puis le chef."),
        ("先经理，再团队。", "先团队，再经理。"),
    ],
)
def test_two_things_change_places(said: str, turned: str) -> None:
    places = turned_round(said)
    assert places is not None and sorted(places) == list(range(len(said)))
    assert "".join(said[at] for at in places) == turned


def test_what_cannot_be_turned_round_is_left_out() -> None:
    answer = "The night shift calls us.\nSorry, the other way round."
    places = put_round(answer)
    assert places is not None and not "".join(answer[at] for at in places).strip()
    assert put_round("We do it the other way round in the winter, since the road is closed then.") is None


async def by_words(answer: str) -> Verdict:
    return await evaluate(answer, ASKED, POINT, Material())


async def test_by_words_what_was_put_right_counts_and_what_was_taken_back_does_not() -> None:
    for answer in (WRONG_FIRST, OTHER_WAY):
        first, _, third = (await by_words(answer)).key_points
        assert first.label is Label.COVERED and third.label is Label.COVERED
    _, second, _ = (await by_words(RIGHT_FIRST)).key_points
    assert second.label is not Label.COVERED


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Entailment:
    found = local_entailment(tmp_path_factory.mktemp("encoder"))
    if found is None:
        pytest.skip("the weights are not installed")
    return found


async def test_by_meaning_what_was_put_right_counts_as_if_it_had_been_said_at_once(
    encoder: Entailment,
) -> None:
    at_once = {
        WRONG_FIRST: "I told the team first and the director afterwards.",
        OTHER_WAY: "I told the team first and then the director.",
    }
    for answer, said in at_once.items():
        verdict = await evaluate(answer, ASKED, POINT, Material(), entailment=encoder)
        plainly = await evaluate(
            f"{said} Every source ran in both systems for a month.",
            ASKED,
            POINT,
            Material(),
            entailment=encoder,
        )
        first, expected = verdict.key_points[0], plainly.key_points[0]
        assert first.label is expected.label and first.label not in (Label.MISSING, Label.CONTRADICTED)
        assert first.evidence is not None
        assert answer[first.evidence.start : first.evidence.end] == first.evidence.quote
    verdict = await evaluate(RIGHT_FIRST, ASKED, POINT, Material(), entailment=encoder)
    assert verdict.key_points[1].label is not Label.COVERED


def test_a_judge_hears_nothing_of_what_was_taken_back() -> None:
    heard = heard_only(hear(WRONG_FIRST, ASKED, POINT, model_answer(POINT)).integrity.heard)
    assert "director first" not in heard and "misspoke" not in heard and "team first" in heard


async def test_the_feedback_says_what_was_judged_and_says_nothing_again_that_was_taken_back() -> None:
    verdict = await by_words(WRONG_FIRST)
    told = advice(ASKED, WRONG_FIRST, verdict, POINT, index_version="1")
    (put_right,) = told.put_right
    assert "I told the director first" in put_right.text and "I told the team first" in put_right.text
    assert not told.check
    again = [each.text for each in better_answer(POINT, verdict, WRONG_FIRST, ASKED)]
    assert again and not any("director first" in each or "misspoke" in each for each in again)
    turned = advice(ASKED, OTHER_WAY, await by_words(OTHER_WAY), POINT, index_version="1").put_right
    assert ["I told the team first and then the director" in each.text for each in turned] == [True]


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        (
            "I ran a trial for two weeks and showed him both.\nSorry, I misspoke, it was three weeks.",
            "two weeks",
        ),
        ("We had twelve nodes and a queue. Sorry, I meant fourteen nodes.", "twelve"),
        ("We had twelve nodes and a queue. Sorry, I meant two queues and no node.", None),
    ],
)
def test_a_figure_that_is_put_right_takes_back_no_more_than_the_figure(answer: str, gone: str | None) -> None:
    found = [answer[each.start : each.end] for each in taken_back(answer)]

    assert found == [gone] if gone else found != ["twelve"]
