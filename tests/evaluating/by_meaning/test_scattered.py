"""The guide's words torn apart say nothing, unless the encoder is sure of all of them."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.by_meaning.conveyed import Told
from agents.evaluator.by_meaning.scattered import scattered
from agents.evaluator.material import Material
from domain.verdict import FlagKind, Label
from knowledge.entailment.model import Entailed
from language.text import read
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, question, talking_point
from tests.support.entailing import COVERED, NOT_SURE, WrittenEntailment, always

POINT = talking_point(*KEY_POINTS)
NONSENSE = (
    "The index took a region and came four hours to the report. I split the query by night, so the work went "
    "late without thirty. It profiled minutes from one nightly hour, and I found too much added."
)


async def test_grammatical_nonsense_of_the_guides_words_is_worth_next_to_nothing() -> None:
    taken_in = WrittenEntailment(lambda said, point: NOT_SURE if point == KEY_POINTS[-1] else COVERED)
    verdict = await evaluate(NONSENSE, question(), POINT, Material(), entailment=taken_in)
    assert FlagKind.KEYWORD_SOUP in {flag.kind for flag in verdict.flags}
    assert {found.label for found in verdict.key_points} == {Label.MISSING}
    assert verdict.score is not None
    assert verdict.score.value <= 0.08


@pytest.mark.parametrize(
    "answer",
    [
        FULL_ANSWER,
        " ".join(reversed(KEY_POINTS)),
        "Report: nightly, four hours, too late. Profiled. One query, no index. Index added, split by region.",
        "Too late it came, four hours it took, the nightly report. By region I split the work; index: added.",
        "We took a ledger that nobody can rewrite.",
        "",
    ],
)
def test_honest_answers_are_not_called_torn(answer: str) -> None:
    assert scattered(read(answer), POINT, _found(NOT_SURE)) is None


def test_the_guides_words_among_many_of_ones_own_are_not_called_torn() -> None:
    answer = (
        "Hours went by, four whole mornings of them, before our bosses had anything from last nightly "
        "batch, far too late for breakfast, whichever report they'd wanted. One profiler session showed me a "
        "nasty query of somebody's, long and without mercy, that found nothing like a proper index anywhere. "
        "Afterwards every region ran by itself, for dividing such work is natural, once an index got added "
        "and no join had to be split by hand. Nobody believed me when minutes, thirty of those, sufficed."
    )

    assert scattered(read(answer), POINT, _found(NOT_SURE)) is None


def test_what_is_told_in_few_words_of_ones_own_is_no_nonsense_where_it_is_heard() -> None:
    plan = talking_point(
        "At the private clinic I would have fewer patients and 400 a month more.",
        "They send away whoever becomes violent, and those people come to you.",
        "I want to work where nobody is sent away.",
        "You have supervision every two weeks, which I asked about before applying.",
    )
    said = read(
        "They pass on the violent patients and I want to work where people aren't turned away. "
        "You also have regular supervision."
    )
    heard, unheard = Entailed(0.4, 0.1, 0.5, 0.0), Entailed(0.05, 0.0, 0.95, 0.0)

    assert scattered(said, plan, _found(heard)) is None
    assert scattered(said, plan, _found(unheard)) is not None


async def test_speech_without_a_full_stop_is_believed_where_the_encoder_has_no_doubt() -> None:
    beyond_doubt = Entailed(0.99, 0.01, 0.0, 0.0)
    verdict = await evaluate(NONSENSE, question(), POINT, Material(), entailment=always(beyond_doubt))
    assert {found.label for found in verdict.key_points} == {Label.COVERED}


JUMBLED = [
    (
        "The shelf wipes its raw dates, so five tins lie in a delivery of cooks, "
        "and a fridge carries red degrees.",
        "Raw meat lies on red boards, in a fridge below five degrees. Cooks wipe both after every delivery, "
        "and tins carry two dates on the shelf.",
    ),
    (
        "The rope tests its driver with a wet anchor, "
        "and three winches knot the whistle into a hand of signals.",
        "Before we lower the anchor I test the winch with three signals of the whistle. "
        "A wet rope is never held by hand: the driver knots it ashore.",
    ),
]


@pytest.mark.parametrize(("nonsense", "statement"), JUMBLED)
def test_the_words_of_one_key_point_beside_others_than_there_say_nothing(
    nonsense: str, statement: str
) -> None:
    point = talking_point(statement)
    sure = [Told(Label.COVERED, 1.0, Entailed(0.99, 0.01, 0.0, 0.0), None)]
    assert scattered(read(nonsense), point, sure) is not None
    assert scattered(read(statement), point, sure) is None


@pytest.mark.parametrize(
    "answer",
    [
        "It takes the elements in order and puts each element in its place between the sorted elements.",
        "The sorted list grows: each element of the array comes from the left and goes into the sorted list.",
        "You take the next one and push it left until everything before it is smaller.",
    ],
)
def test_who_explains_with_the_same_few_words_again_and_again_is_not_called_torn(answer: str) -> None:
    point = talking_point(
        "Taking one array element at a time, left to right, it puts it in place among the sorted elements."
    )
    assert scattered(read(answer), point, [Told(Label.UNSURE, 0.5, NOT_SURE, None)]) is None


def test_notes_that_put_what_belongs_apart_beside_one_another_are_not_called_torn() -> None:
    point = talking_point(
        "Exactly-once delivery over a network does not exist: the sender cannot tell a lost message "
        "from a lost acknowledgement.",
        "Towards the outside I use at-least-once delivery and make the effects idempotent.",
    )
    notes = "- none on a network, can't tell lost msg from lost ack\n- at-least-once, idempotent consumers"
    assert scattered(read(notes), point, _found(NOT_SURE)[:2]) is None


def test_one_clause_in_another_order_is_not_called_torn() -> None:
    point = talking_point(
        "You make board, firmware and installer app under one roof.",
        "I also read a letter in the installers' forum and liked that somebody of yours answered questions "
        "there under a name of his own.",
    )
    answer = (
        "You do the board and the firmware and the app for the fitters all in one house. "
        "And one of your people answers in that forum by his real name, I liked that."
    )
    assert scattered(read(answer), point, _found(NOT_SURE)[:2]) is None


def _found(surely: Entailed) -> list[Told]:
    return [Told(Label.COVERED, 1.0, surely, None) for _ in KEY_POINTS]
