import pytest

from domain.errors import BadSetting
from evals.runs import gates
from evals.runs.results import Summary


def _summary(**metrics: float) -> Summary:
    return Summary(scenarios=1, passed=1, known_failures=0, turns=1, milliseconds=1, metrics=metrics)


def test_a_gate_asks_for_more_or_less_as_the_measure_does() -> None:
    bounds = gates.read(["fair=0.9", "calibration_error=0.1"])
    assert gates.missed(_summary(fair=0.9, calibration_error=0.1), bounds) == ()
    assert gates.missed(_summary(fair=0.89, calibration_error=0.11), bounds) == (
        "fair is 0.890, should be at least 0.9",
        "calibration_error is 0.110, should be at most 0.1",
    )


def test_a_gate_without_anything_to_measure_is_missed() -> None:
    (line,) = gates.missed(_summary(), gates.read(["fair=0.9"]))
    assert "nothing to measure" in line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fare=1", "no measure 'fare' that has a better; allowed: advice_grounded"),
        ("score=1", "no measure 'score'"),
        ("fair", "is not of the form fair=0.9"),
        ("fair=high", "is not of the form fair=0.9"),
    ],
)
def test_what_is_no_gate_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(BadSetting) as error:
        gates.read([text])
    assert message in str(error.value) and "\n" not in str(error.value)
