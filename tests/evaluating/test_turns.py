"""What a later turn does not speak of stays as the turns before it left it."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from agents.evaluator.turns import Before
from domain.verdict import KeyPointVerdict, Label, Verdict
from knowledge.entailment.model import Entailed
from models.scripted import ScriptedModel
from tests.evaluating.material import ASKED, labels, question, talking_point
from tests.support.entailing import ABSENT, COVERED, DENIED, PARTLY, WrittenEntailment

POINT = talking_point(
    "Running it twice leaves the same rows as running it once.",
    "Every record carries a key made from its business fields, never a random number.",
    "The night shift was told about it within three weeks.",
    title="What makes a pipeline idempotent?",
)
TWICE, KEY, SHIFT = (each.text for each in POINT.key_points)
FIRST = "I can start it a second time and nothing changes. Each record gets a random number for its key."
LATER = "Yes, the job died in January and I started it again."


def reading(before: Entailed, whole: Entailed, alone: Entailed, of: str = KEY) -> WrittenEntailment:
    """Finds these of the key point `of` in the first turn, in both and in the later one; else all is told."""

    def found(said: str, point: str) -> Entailed:
        if point != of:
            return COVERED
        if not said.strip().startswith(FIRST[:9]):
            return alone
        return whole if "\n" in said else before

    return WrittenEntailment(found)


async def judged(
    encoder: WrittenEntailment | None,
    later: str = LATER,
    *,
    first: str = FIRST,
    aim: str = "",
    judge: ScriptedModel | None = None,
) -> tuple[Verdict, Verdict, Verdict]:
    """The verdict on the first turn, that on both read together, and the one that stands."""

    async def on(answer: str, before: Before | None = None) -> Verdict:
        return await evaluate(
            answer, question(POINT.title), POINT, Material(), judge, entailment=encoder, before=before
        )

    alone, both = await on(first), await on(f"{first}\n{later}")
    return alone, both, await on(f"{first}\n{later}", Before(first, alone, aim))


def of(key_point: str, verdict: Verdict) -> KeyPointVerdict:
    return next(each for each in verdict.key_points if each.key_point.text == key_point)


async def test_a_turn_that_does_not_speak_of_what_was_denied_does_not_make_it_told() -> None:
    before, both, stands = await judged(reading(DENIED, COVERED, ABSENT))

    assert of(KEY, before).label is Label.CONTRADICTED
    assert of(KEY, both).label is Label.COVERED
    assert of(KEY, stands) == of(KEY, before)
    assert of(TWICE, stands) == of(TWICE, both)
    assert stands.score is not None and both.score is not None
    assert stands.score.value < both.score.value


@pytest.mark.parametrize(("before", "whole"), [(ABSENT, COVERED), (PARTLY, COVERED), (COVERED, PARTLY)])
async def test_it_neither_lifts_nor_lowers_what_it_does_not_speak_of(
    before: Entailed, whole: Entailed
) -> None:
    then, both, stands = await judged(reading(before, whole, ABSENT))

    assert of(KEY, both).label is not of(KEY, then).label
    assert of(KEY, stands) == of(KEY, then)


@pytest.mark.parametrize("alone", [COVERED, PARTLY, DENIED])
async def test_what_it_tells_or_denies_counts_as_both_are_read(alone: Entailed) -> None:
    _, both, stands = await judged(reading(ABSENT, alone, alone))

    assert stands == both


async def test_whoever_was_asked_for_a_point_speaks_of_it_in_however_few_words() -> None:
    later = "Yes, three weeks."
    _, both, stands = await judged(reading(ABSENT, COVERED, ABSENT, SHIFT), later, aim=POINT.key_points[2].id)
    assert of(SHIFT, stands).label is Label.COVERED
    assert stands == both

    _, _, stands = await judged(reading(ABSENT, COVERED, ABSENT, SHIFT), later, aim=POINT.key_points[0].id)
    assert of(SHIFT, stands).label is Label.MISSING


async def test_a_figure_put_right_counts_where_it_was_wrong() -> None:
    first = f"{FIRST} The night shift was told about it within five weeks."
    encoder = reading(COVERED, COVERED, ABSENT, SHIFT)

    before, both, stands = await judged(encoder, "Sorry, three weeks it was.", first=first)

    assert of(SHIFT, before).credit < of(SHIFT, both).credit
    assert of(SHIFT, stands) == of(SHIFT, both)


async def test_whoever_was_asked_about_a_figure_speaks_of_its_point() -> None:
    first = f"{FIRST} The night shift was told about it within five weeks."

    _, both, stands = await judged(
        reading(COVERED, DENIED, ABSENT, SHIFT), "From the rota.", first=first, aim="within five weeks"
    )

    assert of(SHIFT, stands) == of(SHIFT, both)


async def test_what_is_taken_back_later_is_as_it_is_read_then() -> None:
    first = "I can say that running it twice leaves the same rows. Each record gets a random number."
    later = "Sorry, I misspoke: running it twice leaves twice the rows."

    _, both, stands = await judged(reading(COVERED, DENIED, ABSENT, TWICE), later, first=first)

    assert of(TWICE, stands) == of(TWICE, both)


async def test_a_turn_that_denies_most_of_what_was_told_speaks_of_the_whole() -> None:
    later = "None of that has ever been mine, and you would like me to say it."

    def found(said: str, point: str) -> Entailed:
        return (PARTLY if "\n" in said else COVERED) if FIRST[:9] in said else ABSENT

    _, both, stands = await judged(WrittenEntailment(found), later)

    assert [each.label for each in stands.key_points] == [Label.PARTLY] * 3
    assert stands == both


async def test_words_alone_tell_it_where_there_is_no_encoder() -> None:
    first = "The night shift was not told about it within three weeks."

    before, both, stands = await judged(None, "I like it there, and the weather is fine.", first=first)
    assert of(SHIFT, stands) == of(SHIFT, before)
    assert of(TWICE, stands) == of(TWICE, before)

    later = "Running it twice leaves the same rows as running it once."
    _, both, stands = await judged(None, later, first=first)
    assert of(TWICE, stands).label is Label.COVERED
    assert of(TWICE, stands) == of(TWICE, both)


@pytest.mark.parametrize(("whole", "further"), [(COVERED, 1), (DENIED, 0)])
async def test_a_later_turn_costs_one_reading_more_and_none_where_nothing_changed(
    whole: Entailed, further: int
) -> None:
    encoder = reading(DENIED, whole, ABSENT)

    async def read_on(answer: str, before: Before | None = None) -> tuple[Verdict, int]:
        asked = len(encoder.asked)
        verdict = await evaluate(
            answer, question(POINT.title), POINT, Material(), entailment=encoder, before=before
        )
        return verdict, len(encoder.asked) - asked

    first, _ = await read_on(FIRST)
    _, read_together = await read_on(f"{FIRST}\n{LATER}")
    _, with_the_rule = await read_on(f"{FIRST}\n{LATER}", Before(FIRST, first))

    assert with_the_rule == read_together + further


async def test_a_models_label_counts_where_it_is_shown_by_the_later_turn() -> None:
    first = "Running it twice leaves the same rows. Every record has a key made from its business fields."
    own = first.partition(". ")[2]
    later = "The night shift was told of it within three weeks."
    encoder = WrittenEntailment(lambda said, point: ABSENT)
    nothing = labels((1, "covered", TWICE[:37]), (2, "missing", ""), (3, "missing", ""))
    all_of_it = labels((1, "covered", TWICE[:37]), (2, "covered", own), (3, "covered", later))
    judge = ScriptedModel([nothing, all_of_it, all_of_it])

    _, both, stands = await judged(encoder, later, first=first, judge=judge)

    assert of(SHIFT, stands) == of(SHIFT, both)
    assert of(KEY, both).label is not Label.MISSING
    assert of(KEY, stands).label is Label.MISSING


async def test_what_was_made_of_other_key_points_or_other_words_changes_nothing() -> None:
    encoder = reading(DENIED, COVERED, ABSENT)
    before, both, _ = await judged(encoder)
    moved = Before("Something else was said.", before)
    other = talking_point("Another thing.", title=ASKED)

    again = await evaluate(
        f"{FIRST}\n{LATER}", question(POINT.title), POINT, Material(), entailment=encoder, before=moved
    )
    elsewhere = await evaluate(FIRST, question(), other, Material(), before=Before(FIRST, before))

    assert again == both
    assert [each.key_point.text for each in elsewhere.key_points] == ["Another thing."]
