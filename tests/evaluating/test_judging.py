"""What becomes of a judge's labels: used, narrowed, or dropped for a reason that is told as it is."""

from __future__ import annotations

import json
from typing import Any

from agents.evaluator.agent import evaluate
from agents.evaluator.judging.judgement import Heard
from agents.evaluator.material import Material
from agents.reasons import note
from domain.errors import ModelUnavailable
from domain.prompting import RenderedPrompt
from domain.refinement import Fault, Outcome, Refinement
from domain.verdict import FlagKind, Label, Verdict
from models.incoming import partly
from models.language_model import Answered, Hear, Reply
from models.scripted import ScriptedModel
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, labels, question, talking_point, verdict_on


async def judged(*entries: tuple[int, str, str], answer: str = FULL_ANSWER) -> Verdict:
    return await verdict_on(answer, judge=ScriptedModel([labels(*entries)]))


def became(verdict: Verdict) -> Refinement:
    assert verdict.provenance.refinement is not None
    return verdict.provenance.refinement


async def test_labels_that_are_left_out_are_told_as_left_out() -> None:
    verdict = await judged((1, "covered", "our nightly report took four hours"))

    assert (became(verdict).outcome, dict(became(verdict).why)) == (Outcome.REJECTED, {Fault.ABSENT: 3})
    assert note(verdict.provenance) == (
        "The model judge was not used: 3 of its 4 labels could not be used (3 missing from its reply)."
    )


async def test_the_whole_answer_quoted_for_every_key_point_is_narrowed_to_the_sentence_that_fits() -> None:
    verdict = await judged(*((number, "covered", FULL_ANSWER) for number in range(1, 5)))

    assert verdict.provenance.model == "scripted"
    assert became(verdict).narrowed >= 3
    quotes = [found.evidence.quote for found in verdict.key_points if found.evidence is not None]
    assert len(set(quotes)) == len(quotes) and all(len(quote) < len(FULL_ANSWER) for quote in quotes)
    assert "cut down to the words that show" in note(verdict.provenance)


async def test_a_quote_that_shows_nothing_is_told_as_that_and_not_as_invented() -> None:
    verdict = await judged(
        (1, "covered", "our nightly report took four hours"),
        (2, "covered", "I profiled it"),
        (3, "covered", "our nightly report took four hours"),
        (4, "missing", ""),
    )

    why = dict(became(verdict).why)
    assert Fault.NOT_SAID not in why and why
    assert "words that you did not say" not in note(verdict.provenance)


async def told(stated: str, said: str) -> Verdict:
    judge = ScriptedModel([labels((1, "covered", said))])
    return await evaluate(said, question(), talking_point(stated), Material(), judge)


async def test_a_word_in_passing_covers_nothing() -> None:
    verdict = await told("Every dog is weighed before the vet sees it", "The vet was pleased with us")

    assert became(verdict).outcome is Outcome.REJECTED


async def test_a_measure_without_its_figure_is_told_in_part() -> None:
    stated = "A wash takes under nine minutes a dog"

    without = await told(stated, "How long a wash takes depends on the dog")
    in_words = await told(stated, "A wash takes eight or nine minutes a dog")

    assert [found.label for found in without.key_points] == [Label.PARTLY]
    assert [found.label for found in in_words.key_points] == [Label.COVERED]


class BreaksOff:
    """A judge whose reply ends in the middle of the last label."""

    name = "broken:judge"

    def __init__(self, *entries: tuple[int, str, str]) -> None:
        self._text = json.dumps(labels(*entries))[:-20]

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        assert hear is not None
        for value in ({}, partly(self._text), {}):
            hear(value or {})
        raise ModelUnavailable("broken:judge did not answer within 20 s")


async def test_the_whole_labels_of_a_reply_that_broke_off_are_used() -> None:
    judge = BreaksOff(
        (1, "covered", "our nightly report took four hours"),
        (2, "missing", ""),
        (3, "covered", "I added the index"),
    )
    draft = await verdict_on(FULL_ANSWER)
    verdict = await verdict_on(FULL_ANSWER, judge=judge)  # type: ignore[arg-type]  # a model of another kind

    assert (verdict.key_points[0].label, verdict.key_points[1].label) == (Label.COVERED, Label.MISSING)
    assert verdict.key_points[2:] == draft.key_points[2:]
    assert (became(verdict).outcome, became(verdict).fault) == (Outcome.REPAIRED, Fault.CUT_SHORT)
    assert verdict.provenance.model == "broken:judge"
    told = note(verdict.provenance)
    assert "broke off (broken:judge did not answer within 20 s); its whole labels were used" in told


def test_half_a_label_is_not_heard_and_another_attempt_takes_none_away() -> None:
    hearing = Heard()
    whole: dict[str, Any] = {"number": 1, "label": "missing", "quote": ""}
    for value in ({"key_points": [whole, whole, {"number": 3}]}, {}, {"key_points": [whole, {}]}):
        hearing.hear(value)

    assert [label.number for label in hearing.labels] == [1, 1]


async def test_where_judge_and_draft_disagree_both_are_shown() -> None:
    draft = await verdict_on(FULL_ANSWER)
    verdict = await judged(*((number, "missing", "") for number in range(1, 5)))

    assert draft.score is not None and verdict.score is not None
    flags = [flag for flag in verdict.flags if flag.kind is FlagKind.JUDGES_DISAGREE]
    assert flags and draft.score.band in flags[0].message and verdict.score.band in flags[0].message
    assert len(KEY_POINTS) == len(verdict.key_points)


def test_what_an_old_session_was_told_is_told_again() -> None:
    from domain.verdict import Provenance

    made = Provenance(
        agent="evaluator",
        refinement=Refinement(outcome=Outcome.REJECTED, fault=Fault.UNPROVED, dropped=3, labels=4),
    )
    assert note(made).endswith("3 of its 4 labels rested on words that you did not say.")
