from app.display import words


def test_an_interval_is_told_by_its_ends_and_never_leaves_the_scale() -> None:
    assert words.interval(0.71, 0.62, 0.8) == "71 (62–80)"
    assert words.interval(0.46, 0.12, 0.76) == "46 (12–76)"
    assert words.interval(1.0, 0.7, 1.0) == "100 (70–100)"
    assert words.interval(0.09, -0.2, 0.68) == "9 (0–68)"
    assert words.interval(1.0, 1.0, 1.0) == "100"
    assert words.mean(0.95, 0.1) == "95 (85–100)"
