"""Things named in single words are not told, and are asked about."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.verdict import Label, Verdict
from tests.evaluating.material import question, talking_point
from tests.support.entailing import COVERED, always

POINT = talking_point(
    "Scanners and booking write into one log",
    "The consumers upsert by key, so duplicates change nothing",
    "Kafka, Postgres, Parquet",
)


async def _verdict(answer: str) -> Verdict:
    return await evaluate(answer, question(), POINT, Material(), entailment=always(COVERED))


async def test_a_row_of_the_guides_words_is_unsure_but_where_the_guide_has_one() -> None:
    verdict = await _verdict(
        "Scanners, booking, log. Consumers, key, duplicates. Kafka and Postgres and Parquet."
    )

    assert [found.label for found in verdict.key_points] == [Label.UNSURE, Label.UNSURE, Label.COVERED]
    assert max(found.credit for found in verdict.key_points[:2]) <= 0.15


async def test_parts_that_are_pointed_at_are_not_told() -> None:
    answer = (
        "Recorded: the one about scanners, the part with the consumers, the bit on Kafka, all dealt with."
    )

    verdict = await _verdict(answer)

    assert {found.label for found in verdict.key_points[:2]} == {Label.UNSURE}


@pytest.mark.parametrize(
    "answer",
    [
        "The part about the log: scanners, booking write to one. Consumers upsert by key. Kafka.",
        "Scanners and booking write to one log. Consumers upsert by key. Kafka, Postgres, Parquet.",
        "One log for scanners, booking. Upserts by key; duplicates harmless. Kafka, Parquet files.",
        "Scanners, booking: one log.",
        "Well, er, scanners, and, um, booking, they write, you know, to one log, and consumers upsert.",
    ],
)
async def test_notes_and_hesitant_speech_are_told(answer: str) -> None:
    verdict = await _verdict(answer)

    assert [found.label for found in verdict.key_points] == [Label.COVERED] * 3
