"""A sentence around the whole answer that takes it back, reports it, wishes it or only asks it."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.verdict import Flag, FlagKind, Verdict
from knowledge.entailment.model import Entailed
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, question, talking_point
from tests.support.entailing import ABSENT, COVERED, DENIED, NOT_SURE, WrittenEntailment

POINT = talking_point(*KEY_POINTS)
FRAMES = (FlagKind.DISOWNED, FlagKind.REPORTED, FlagKind.WISHED, FlagKind.ASKED)


def turned_by(words: str, into: Entailed = DENIED) -> WrittenEntailment:
    """An encoder that finds everything conveyed, unless `words` are said."""
    return WrittenEntailment(lambda said, point: into if words in said else COVERED)


async def verdict_on(answer: str, encoder: WrittenEntailment) -> Verdict:
    return await evaluate(answer, question(), POINT, Material(), entailment=encoder)


def frames(verdict: Verdict) -> list[Flag]:
    return [flag for flag in verdict.flags if flag.kind in FRAMES]


@pytest.mark.parametrize(
    ("answer", "words", "kind"),
    [
        (f"{FULL_ANSWER} I made all of that up.", "I made all of that up", FlagKind.DISOWNED),
        (f"Not one bit of this is mine. {FULL_ANSWER}", "Not one bit of this is mine", FlagKind.DISOWNED),
        (f"I would refuse to do this: {FULL_ANSWER}", "I would refuse to do this", FlagKind.DISOWNED),
        (f"My old boss used to say it. {FULL_ANSWER}", "My old boss used to say it", FlagKind.REPORTED),
        (f"{FULL_ANSWER} I wish I had done it.", "I wish I had done it", FlagKind.WISHED),
    ],
)
async def test_the_sentence_that_turns_the_rest_is_found_and_shown(
    answer: str, words: str, kind: FlagKind
) -> None:
    verdict = await verdict_on(answer, turned_by(words))
    (flag,) = frames(verdict)
    assert flag.kind is kind
    assert flag.evidence is not None
    assert flag.evidence.quote == words
    assert verdict.score is not None
    assert verdict.score.value <= 0.08


async def test_an_answer_made_of_questions_is_told_as_asked() -> None:
    answer = "Did the report take four hours? Should I profile it? Is an index missing? Would it get faster?"
    encoder = WrittenEntailment(lambda said, point: ABSENT)
    (flag,) = frames(await verdict_on(answer, encoder))
    assert flag.kind is FlagKind.ASKED


async def test_what_conveys_nothing_with_or_without_a_sentence_has_no_frame() -> None:
    verdict = await verdict_on("I like the sea. I like the hills. I like it all.", turned_by("I", ABSENT))
    assert frames(verdict) == []


async def test_an_answer_that_conveys_what_it_should_is_read_once() -> None:
    encoder = turned_by("nothing of the kind")
    assert frames(await verdict_on(FULL_ANSWER, encoder)) == []
    assert len(encoder.asked) == 1


async def test_a_sentence_that_takes_nothing_back_is_not_read_without() -> None:
    encoder = WrittenEntailment(lambda said, point: NOT_SURE)
    verdict = await verdict_on("The sea was calm that day. We sailed out early. The wind was fair.", encoder)
    assert frames(verdict) == []
    assert len(encoder.asked) == 1


@pytest.mark.parametrize("aside", ["This is the one I began with, no?", "That was before Berlin, wasn't it?"])
async def test_a_tag_at_the_end_of_a_sentence_takes_nothing_back(aside: str) -> None:
    assert frames(await verdict_on(f"{aside} {FULL_ANSWER}", turned_by(aside[:12]))) == []


async def test_how_it_was_before_takes_nothing_back() -> None:
    before = "Before that we had no index at all."
    verdict = await verdict_on(f"{before} {FULL_ANSWER}", turned_by(before))
    assert not frames(verdict)


async def test_what_is_denied_of_something_else_takes_nothing_back() -> None:
    aside = "Nobody needs the whole cluster at three in the morning, so turn it down at night."
    assert not frames(await verdict_on(f"{FULL_ANSWER} {aside}", turned_by(aside)))
