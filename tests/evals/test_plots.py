import pytest

from evals.runs.plots import Dot, Scale, decades, heat, scatter, strips


@pytest.mark.parametrize(
    ("scale", "value", "share"),
    [
        (Scale(), 0.25, 0.25),
        (Scale(), 3, 1),
        (Scale(low=1, high=100, log=True), 10, 0.5),
        (Scale(low=1, high=100, log=True), 0, 0),
    ],
)
def test_a_value_stands_where_its_scale_says(scale: Scale, value: float, share: float) -> None:
    assert scale.share(value) == pytest.approx(share)


def test_whole_decades_surround_what_is_positive() -> None:
    scale = decades([0, 0.3, 40], " ms")
    assert (scale.low, scale.high) == (0.1, 100)
    assert scale.ticks() == pytest.approx((0.1, 1, 10, 100))
    assert decades([], "").low < decades([], "").high


def test_nothing_to_show_is_no_figure() -> None:
    assert strips({"a": []}, "x", "", Scale()) == ""
    assert scatter([], "x", "", "", "") == ""
    assert heat({"a": {"other": 1.0}}, {"fair": "fair"}, "x", "") == ""


def test_a_row_tells_its_median_and_each_dot_leads_somewhere() -> None:
    html = strips({"a<b": [Dot(0.2, "#x-1", "x"), Dot(0.4)]}, "Scores", "", Scale())
    assert ">0.3</span>" in html and 'href="#x-1"' in html and "a&lt;b" in html


def test_a_share_far_from_one_is_darker() -> None:
    html = heat({"a": {"fair": 0.25}, "b": {"fair": 1.0}}, {"fair": "fair", "none": "none"}, "x", "")
    assert "--short:75%" in html and "--short:0%" in html and "<td></td>" in html
