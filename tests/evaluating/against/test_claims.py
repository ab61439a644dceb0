"""Claims and answers that look off the subject: said plainly, and only where it is so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.evaluator.against.claims import new_names
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from domain.interview import Phase
from domain.verdict import FlagKind, Verdict
from language.text import read
from tests.evaluating.material import KEY_POINTS, question, talking_point


def verdict_on(answer: str, *key_points: str) -> Verdict:
    return draft(answer, question(), talking_point(*(key_points or KEY_POINTS)), Material()).verdict


def kinds(verdict: Verdict) -> set[FlagKind]:
    return {flag.kind for flag in verdict.flags}


def test_a_new_claim_quotes_the_figure_alone() -> None:
    verdict = verdict_on("I added an index to the nightly report, and it was a lot cheaper, like 70%.")
    messages = [flag.message for flag in verdict.flags if flag.kind is FlagKind.NEW_CLAIM]
    assert messages == ["70% stands in none of your guides: a new claim. Add it to your guide or drop it."]


def test_a_figure_whose_unit_the_guide_leaves_out_is_no_new_claim() -> None:
    verdict = verdict_on(
        "The backup had been broken for eleven days.", "The backup had been broken for eleven, unnoticed."
    )
    assert FlagKind.NEW_CLAIM not in kinds(verdict)


@pytest.mark.parametrize(
    "answer",
    [
        "we rewrote it, and it was a lot faster, like 90%",
        "That's right, somebody else had measured it before me.",
    ],
)
def test_a_vague_answer_that_points_back_is_weak_and_not_off_topic(answer: str) -> None:
    verdict = verdict_on(answer)
    assert FlagKind.OFF_TOPIC not in kinds(verdict)
    assert verdict.score is not None
    assert verdict.score.value < 0.35


def test_an_answer_in_notes_is_no_heap_of_keywords() -> None:
    answer = (
        "Storage: two replicas in one region. Ingestion: stream for scans, nightly batch for invoices. "
        "Search: keywords plus vectors, reranked. Rollout: canary, then everyone. Alerts: age of last event."
    )
    planned = (
        "Storage holds two replicas per region.",
        "Ingestion is a stream for scans and a batch for invoices.",
        "Search combines keywords and vectors and reranks them.",
        "We roll out with a canary.",
    )
    for notes in (answer, "- " + answer.replace(". ", "\n- ")):
        verdict = verdict_on(notes, *planned)
        assert not kinds(verdict) & {FlagKind.KEYWORD_SOUP, FlagKind.OFF_TOPIC, FlagKind.OTHER_ANSWER}
        assert verdict.score is not None
        assert verdict.score.value > 0.5


def test_who_is_asked_who_they_are_and_speaks_of_themselves_is_on_the_subject() -> None:
    answer = "I grow tomatoes on a balcony and paint small boats on summer evenings with friends from school."

    def kinds_in(phase: Phase) -> set[FlagKind]:
        asked = question().model_copy(update={"phase": phase})
        return kinds(draft(answer, asked, talking_point(*KEY_POINTS), Material()).verdict)

    assert FlagKind.OFF_TOPIC in kinds_in(Phase.TECHNICAL)
    assert FlagKind.OFF_TOPIC not in kinds_in(Phase.OPENING)


def test_a_german_noun_is_no_name_and_a_brand_is() -> None:
    known = ("Ich übergebe nie auf dem Flur und nenne zuerst die Allergien.",)

    said = read("Auf dem Gang gibt es bei mir keine Übergabe, und ich schreibe alles in SAP auf.")

    assert [flag.evidence.quote for flag in new_names(said, known) if flag.evidence] == ["SAP"]


NAMES = yaml.safe_load(Path(__file__).with_name("names_said.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["said"][:40])
def test_what_one_worked_with_or_for_is_a_claim_and_people_roles_and_places_are_none(
    case: dict[str, Any],
) -> None:
    known = (case.get("known", "We write everything down."),)

    claimed = [flag.evidence.quote for flag in new_names(read(case["said"]), known) if flag.evidence]

    assert claimed == case["claims"]


def test_a_limit_turned_round_is_the_guides_figure() -> None:
    verdict = verdict_on("The fridge is never above five degrees.", "Fridges stay below five degrees.")
    assert FlagKind.NEW_CLAIM not in kinds(verdict)


@pytest.mark.parametrize(
    ("said", "is_claim"),
    [
        ("I understood maybe half of it.", False),
        ("It took a couple of seconds.", False),
        ("It was fifty percent cheaper.", True),
    ],
)
def test_a_way_of_speaking_is_no_claim(said: str, is_claim: bool) -> None:
    verdict = verdict_on(f"I added an index to the nightly report. {said}")
    assert (FlagKind.NEW_CLAIM in kinds(verdict)) is is_claim
