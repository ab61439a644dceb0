"""One thing told wrong costs that one thing, not the answer."""

from __future__ import annotations

from agents.evaluator.agent import evaluate
from agents.evaluator.by_meaning.conveyed import UNSURE_CREDIT
from agents.evaluator.material import Material
from domain.verdict import FlagKind, Label, Verdict
from knowledge.entailment.model import Entailed
from tests.evaluating.material import KEY_POINTS, question, talking_point
from tests.support.entailing import ABSENT, COVERED, DENIED, PARTLY, WrittenEntailment

POINT = talking_point(*KEY_POINTS)
WRONG = "Sadly none of it got any faster in the end"
LIKELY_DENIED = Entailed(0.15, 0.02, 0.03, 0.8)


def _misled(said: str, point: str) -> Entailed:
    """Hears all of it denied as soon as `WRONG` stands in it, which denies the last key point alone."""
    if WRONG not in said:
        return COVERED
    return LIKELY_DENIED if point == KEY_POINTS[-1] or said.strip(" .") != WRONG else ABSENT


async def _verdict(answer: str, finding: WrittenEntailment) -> Verdict:
    return await evaluate(answer, question(), POINT, Material(), entailment=finding)


async def test_a_sentence_that_denies_one_key_point_takes_no_other_along() -> None:
    answer = f"It was slow and came late. I looked closely. I cut it into pieces. {WRONG}."
    verdict = await _verdict(answer, WrittenEntailment(_misled))
    labels = [found.label for found in verdict.key_points]
    assert labels == [Label.COVERED, Label.COVERED, Label.COVERED, Label.CONTRADICTED]
    assert FlagKind.DISOWNED not in {flag.kind for flag in verdict.flags}


async def test_what_the_whole_surely_denies_is_no_more_than_unsure_without_it() -> None:
    def finding(said: str, point: str) -> Entailed:
        found = _misled(said, point)
        return DENIED if found is LIKELY_DENIED else found

    answer = f"It was slow and came late. I looked closely. I cut it into pieces. {WRONG}."
    verdict = await _verdict(answer, WrittenEntailment(finding))
    assert [found.label for found in verdict.key_points][:3] == [Label.UNSURE] * 3


async def test_a_sentence_that_takes_all_of_it_back_still_does() -> None:
    def finding(said: str, point: str) -> Entailed:
        return DENIED if "made up" in said else COVERED

    answer = "It was slow and came late. I looked closely. I cut it into pieces. It is all made up."
    verdict = await _verdict(answer, WrittenEntailment(finding))
    assert {found.label for found in verdict.key_points} == {Label.CONTRADICTED}


async def test_who_denies_one_thing_after_the_other_is_not_misheard() -> None:
    """Without its last sentence the rest is heard told, as of a real answer to a real guide."""
    refused = ("It was quick enough", "I looked the other way", "I left it whole")

    def finding(said: str, point: str) -> Entailed:
        alone = said.strip(" .")
        if alone in refused:
            return LIKELY_DENIED if point == KEY_POINTS[refused.index(alone)] else ABSENT
        return _misled(said, point)

    verdict = await _verdict(f"{'. '.join(refused)}. {WRONG}.", WrittenEntailment(finding))
    assert {found.label for found in verdict.key_points} == {Label.CONTRADICTED}


async def test_the_words_of_what_is_heard_denied_do_not_tell_it() -> None:
    answer = f"{' '.join(KEY_POINTS[:3])} {WRONG}."

    def finding(said: str, point: str) -> Entailed:
        found = _misled(said, point)
        return DENIED if found is LIKELY_DENIED else found

    verdict = await _verdict(answer, WrittenEntailment(finding))
    assert max(found.credit for found in verdict.key_points[:3]) <= UNSURE_CREDIT


async def test_what_is_denied_throughout_stays_denied() -> None:
    answer = "It was fast and came early. I looked away. I left it whole. It took longer."
    verdict = await _verdict(answer, WrittenEntailment(lambda said, point: DENIED))
    assert {found.label for found in verdict.key_points} == {Label.CONTRADICTED}


async def test_in_a_single_sentence_it_is_a_clause() -> None:
    def finding(said: str, point: str) -> Entailed:
        alone = said.strip(" .") == "and we had not one late run since"
        if point == KEY_POINTS[-1]:
            return PARTLY if alone else LIKELY_DENIED if "not one" in said else ABSENT
        return ABSENT if alone else LIKELY_DENIED if "not one" in said else COVERED

    answer = "It was slow and late, I looked closely, I cut it in pieces, and we had not one late run since."
    verdict = await _verdict(answer, WrittenEntailment(finding))
    assert [found.label for found in verdict.key_points][:3] == [Label.COVERED] * 3
    assert verdict.key_points[-1].label is Label.PARTLY


async def test_a_denial_of_all_is_shown_by_the_words_that_deny() -> None:
    answer = "I mostly sat with the people upstairs.\nNone of that is true, I never touched any of it."
    verdict = await _verdict(answer, WrittenEntailment(lambda said, point: DENIED))
    shown = {found.evidence.quote for found in verdict.key_points if found.evidence is not None}
    assert shown == {"None of that is true, I never touched any of it"}
