"""A column that only grades is no part of what is to be said."""

from __future__ import annotations

import pytest

from domain.guide import TalkingPointKind
from tests.support.guides import points

HEADS = {
    "en": "## Job requirements\n| Requirement | Evidence | Strength |\n|---|---|---|\n",
    "de": "## Anforderungen\n| Anforderung | Nachweis und Erfahrung | Stärke |\n|---|---|---|\n",
    "es": "## Requisitos\n| Requisito | Mi experiencia | Nivel |\n|---|---|---|\n",
}


@pytest.mark.parametrize("language", HEADS)
def test_a_grade_is_no_evidence(language: str) -> None:
    (found,) = points(
        f"{HEADS[language]}| Forklift licence | Class 2, renewed in May | partial |\n",
        TalkingPointKind.REQUIREMENT,
    )

    assert found.text == "Class 2, renewed in May"
    assert [kp.text for kp in found.key_points] == ["Forklift licence: Class 2, renewed in May"]


def test_a_column_of_sentences_is_evidence_whatever_it_is_called() -> None:
    (found,) = points(
        "## Job requirements\n| Requirement | Evidence | Strength |\n|---|---|---|\n"
        "| Forklift licence | Class 2 | I have driven one every day for six years |\n",
        TalkingPointKind.REQUIREMENT,
    )

    assert "every day for six years" in found.text


def test_a_weak_area_is_not_as_grave_as_its_table_says() -> None:
    (found,) = points(
        "## Weak areas\n| Gap | Severity | What I say |\n|---|---|---|\n"
        "| No night shifts yet | High | I did two months of late ones |\n",
        TalkingPointKind.WEAK_AREA,
    )

    assert "High" not in found.text and "two months" in found.text
