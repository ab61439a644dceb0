"""The arithmetic of the score and the figures it is made with."""

from __future__ import annotations

import pytest

from agents.evaluator.by_words.features import ENTAILED, LEXICAL, SEMANTIC, WORDED
from agents.evaluator.scoring.arithmetic import conveyed, interval, score
from agents.evaluator.scoring.calibration import calibration
from domain.scoring import Because, BecauseKind
from domain.verdict import Band


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (1.0, Band.STRONG),
        (0.8, Band.STRONG),
        (0.799, Band.SOLID),
        (0.6, Band.SOLID),
        (0.35, Band.DEVELOPING),
        (0.34, Band.WEAK),
        (0.0, Band.WEAK),
    ],
)
def test_a_score_has_the_band_of_its_threshold(value: float, word: Band) -> None:
    assert Band.of(value) is word


def test_shares_add_up_to_one_and_length_has_a_tenth() -> None:
    fitted = calibration()
    for blend, names in ((fitted.lexical, LEXICAL), (fitted.semantic, SEMANTIC)):
        assert set(blend.shares) <= set(names)
        assert sum(blend.shares.values()) == pytest.approx(1.0)
        assert blend.shares["length"] == pytest.approx(0.1)
        assert blend.shares["key_points"] == max(blend.shares.values())


def test_whoever_says_sixty_percent_is_solid_or_better() -> None:
    spoken = {"key_points": 0.6, "precision": 0.4, "letters": 0.6, "length": 0.8, "meaning": 0.7}
    for figures in ({name: spoken[name] for name in LEXICAL}, spoken):
        assert score(figures, 12, calibration()).band in (Band.SOLID, Band.STRONG)


def test_few_key_points_widen_the_interval() -> None:
    spread = calibration().interval
    one, many = interval(0.5, 1, spread), interval(0.5, 10, spread)
    assert one[0] < many[0] < 0.5 < many[1] < one[1]


def test_a_ceiling_holds_and_leaves_the_parts_adding_up() -> None:
    figures = dict.fromkeys(LEXICAL, 0.9)
    soup = Because(kind=BecauseKind.KEYWORD_SOUP)
    capped = score(figures, 5, calibration(), ceiling=0.4, because=soup)
    assert capped.value == pytest.approx(0.4)
    assert capped.high <= 0.5
    assert sum(part.value * part.weight for part in capped.parts) == pytest.approx(0.4)
    assert capped.parts[0].why[-1] == soup


def test_words_count_more_beside_one_or_two_key_points() -> None:
    in_other_words, in_its_words = ({"entailed": 0.8, "worded": share} for share in (0.2, 1.0))
    gains = [conveyed(in_its_words, points) - conveyed(in_other_words, points) for points in (1, 2, 3, 9)]
    assert gains[0] == gains[1] > 3 * gains[2] == 3 * gains[3] > 0


def test_words_alone_add_at_most_five_points() -> None:
    for points in (1, 9):
        assert conveyed({"entailed": 0.1, "worded": 1.0}, points) <= 0.15 + 1e-9


def test_the_parts_of_what_was_conveyed_add_up() -> None:
    figures = {"entailed": 0.7, "worded": 0.5}
    for points in (1, 9):
        found = score(figures, points, calibration())
        assert sum(part.value * part.weight for part in found.parts) == pytest.approx(found.value)
        assert found.value == pytest.approx(conveyed(figures, points))


def test_what_the_encoder_read_has_one_interval_for_few_key_points_and_many() -> None:
    figures = {ENTAILED: 0.5, WORDED: 0.5}
    one, many = (score(figures, points, calibration()) for points in (1, 10))

    assert one.value == pytest.approx(many.value)
    assert (one.low, one.high) == pytest.approx((many.low, many.high))
