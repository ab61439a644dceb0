"""The parts of a story are heard by what was told, and not by set phrases alone."""

from __future__ import annotations

import pytest

from agents.evaluator.form.structure import build_of
from language.text import read


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        (
            "Forty pilot meters fell silent once it got cold. I borrowed a freezer and went through versions "
            "till I had it. Fixed in four days, and the build breaks if anybody does that again.",
            set(),
        ),
        (
            "I borrowed a freezer, and I went through all the firmware versions.",
            {"situation", "task", "result"},
        ),
    ],
)
def test_what_leads_up_to_the_first_deed_is_the_situation(said: str, missing: set[str]) -> None:
    assert set(build_of(read(said), "star").missing) == missing
