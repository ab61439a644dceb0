"""Figures, denials and what is hardly sure are marked before anybody is judged by them."""

from __future__ import annotations

import pytest

from voice.doubting import DENIAL_FLOOR, FIGURE_FLOOR, WORD_FLOOR, marked
from voice.heard import Doubt, HeardWord


def doubt(text: str, confidence: float, language: str = "en") -> Doubt | None:
    return marked([HeardWord(text, 0.0, 0.5, confidence)], language)[0].doubtful


@pytest.mark.parametrize(
    ("text", "language"),
    [("0.71,", "en"), ("40%", "en"), ("seventeen", "en"), ("twenty-one", "en"), ("siebzig", "de"),
     ("3", "de"), ("cuarenta", "es"), ("quatre-vingts", "fr")],
)  # fmt: skip
def test_a_figure_is_marked_below_its_own_bound(text: str, language: str) -> None:
    assert doubt(text, FIGURE_FLOOR - 0.01, language) is Doubt.FIGURE
    assert doubt(text, FIGURE_FLOOR + 0.01, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("not", "en"), ("never,", "en"), ("didn’t", "en"), ("nicht", "de"), ("keine", "de"), ("nunca", "es"),
     ("sin", "es"), ("jamais", "fr"), ("aucune", "fr")],
)  # fmt: skip
def test_a_denial_is_marked_below_its_own_bound(text: str, language: str) -> None:
    assert doubt(text, DENIAL_FLOOR - 0.01, language) is Doubt.DENIAL
    assert doubt(text, DENIAL_FLOOR + 0.01, language) is None


@pytest.mark.parametrize("text", ["can", "did", "was", "would"])
def test_what_is_one_sound_away_from_a_denial_may_be_one(text: str) -> None:
    assert doubt(text, DENIAL_FLOOR - 0.01) is Doubt.DENIAL


@pytest.mark.parametrize("text", ["pipeline", "one", "team"])
def test_any_other_word_is_marked_where_it_is_hardly_sure(text: str) -> None:
    assert doubt(text, WORD_FLOOR - 0.01) is Doubt.WORD
    assert doubt(text, WORD_FLOOR + 0.01) is None


def test_a_sign_alone_is_no_word() -> None:
    assert doubt("–", 0.0) is None
