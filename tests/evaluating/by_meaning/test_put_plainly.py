"""A denial in unusual words is read as the plain one that it is, and shown in the words that were said."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.by_meaning.put_plainly import PlainEntailment, put_plainly
from agents.evaluator.material import Material
from domain.verdict import Label
from tests.evaluating.material import question, talking_point
from tests.support.entailing import COVERED, WrittenEntailment, always
from tests.support.growth import assert_linear


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("I refrain from any comment.", "I do not do comment."),
        ("He kept away from the press.", "He did not do the press."),
        ("She skips ironing.", "She does not do ironing."),
        ("The soap is free of any scent.", "The soap is without scent."),
        ("Under no circumstances do we lend it.", "never do we lend it."),
        ("Zero letters were lost.", "no letters were lost."),
        ("We wouldn't dream of lending it.", "We never lending it."),
        ("It would never occur to me to lend it.", "I never lend it."),
        ("Lending it is the last thing I'd do.", " I never Lending it."),
        ("The roof is far from being tight.", "The roof is not being tight."),
        ("That cold rinses better is a myth.", " never cold rinses better."),
        ("It's nonsense that cold rinses better.", "never cold rinses better."),
    ],
)
def test_it_is_put_plainly(said: str, plain: str) -> None:
    assert put_plainly(said).text == plain


@pytest.mark.parametrize(
    "said",
    [
        "I never do without a list.",
        "He skips nothing.",
        "We rent a skip for the rubble.",
        "There isn't anything but sand.",
        "A zero-day exploit.",
        "The last thing I'd want is a delay.",
        "Two people check it, all that's nonsense.",
        "We are far from town and free on Sundays.",
    ],
)
def test_what_denies_nothing_or_twice_is_left_as_it_is(said: str) -> None:
    assert put_plainly(said).text == said


def test_every_place_leads_back_to_what_was_said() -> None:
    said = "On Mondays I refrain from smoking, and the room is free of ash, always."
    plain = put_plainly(said)

    assert plain.text == "On Mondays I do not do smoking, and the room is without ash, always."
    for word in ("Mondays", "smoking", "room", "ash", "always"):
        at = plain.text.index(word)
        assert said[plain.said_at(at) : plain.said_at(at + len(word))] == word


def test_the_encoder_reads_answer_and_key_point_plainly_and_tells_the_places_of_the_answer() -> None:
    encoder = always(COVERED)
    said = "I refrain from smoking here."

    reading = PlainEntailment(encoder).read(said, ["We keep clear of fire."])

    assert encoder.asked == ["I do not do smoking here."]
    assert [said[start:end] for start, end in reading.spans.tolist()][-2:] == ["smoking", "here"]


async def test_the_words_that_deny_are_shown_as_they_were_said() -> None:
    point = talking_point("I put my telephone on the counter during a tasting.")
    answer = "Well, I wouldn't dream of putting my telephone on the counter during a tasting."
    verdict = await evaluate(answer, question(), point, Material(), entailment=always(COVERED))

    (found,) = verdict.key_points
    assert found.evidence is not None
    assert answer[found.evidence.start : found.evidence.end] == found.evidence.quote
    assert "dream of putting my telephone" in found.evidence.quote


async def test_a_denial_in_unusual_words_is_one() -> None:
    point = talking_point("I put my telephone on the counter during a tasting.")
    unsure = WrittenEntailment(lambda said, point: COVERED)

    said = "I wouldn't dream of putting my telephone on the counter during a tasting."
    verdict = await evaluate(said, question(), point, Material(), entailment=unsure)

    assert verdict.key_points[0].label is not Label.COVERED


def test_time_grows_with_the_length() -> None:
    said = "we keep the last thing that people say "
    assert_linear(put_plainly.__wrapped__, lambda length: (said * length)[:length], 60_000)
