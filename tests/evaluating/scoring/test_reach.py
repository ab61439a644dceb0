import pytest

from agents.evaluator.scoring import arithmetic
from agents.evaluator.scoring.calibration import calibration
from domain.guide import KeyPointOrigin
from domain.verdict import KeyPointVerdict, Label
from tests.support.talking import key_point


def found(*credits: float, origin: KeyPointOrigin = KeyPointOrigin.ANSWER) -> list[KeyPointVerdict]:
    return [
        KeyPointVerdict(
            key_point=key_point(f"k{number}", "Said").model_copy(update={"origin": origin}),
            label=Label.COVERED if credit else Label.MISSING,
            credit=credit,
        )
        for number, credit in enumerate(credits)
    ]


def test_only_a_long_planned_answer_is_measured_by_how_much_of_it_was_told() -> None:
    assert arithmetic.share_told(found(1, 1, 0)) is None
    assert arithmetic.share_told(found(1, 1, 0, 0, 1, 1, 0, 0)) == 0.5


def test_what_nobody_says_aloud_makes_no_answer_long() -> None:
    assert (
        arithmetic.share_told(found(*[1] * 4) + found(*[0] * 4, origin=KeyPointOrigin.WHAT_THEY_WANT)) is None
    )


@pytest.mark.parametrize(
    ("told", "most"), [(0.0, 0.1), (0.3, 0.51), (0.6, 0.81), (0.9, 0.98), (1.0, 1.0), (None, 1.0)]
)
def test_part_of_a_long_answer_reaches_only_so_far(told: float | None, most: float) -> None:
    figures = dict.fromkeys(calibration().lexical.shares, 1.0)
    figures |= dict.fromkeys(calibration().gate.slopes, 1.0)

    scored = arithmetic.score(figures, 10, calibration(), told=told)

    assert scored.value == pytest.approx(most, abs=0.01)
    assert sum(part.value * part.weight for part in scored.parts) == pytest.approx(scored.value, abs=0.01)
