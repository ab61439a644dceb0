from app.display import words
from domain.report import Report
from domain.verdict import Provenance


def test_an_interval_is_told_by_its_ends_and_never_leaves_the_scale() -> None:
    assert words.interval(0.71, 0.62, 0.8) == "71 (62–80)"
    assert words.interval(0.46, 0.12, 0.76) == "46 (12–76)"
    assert words.interval(1.0, 0.7, 1.0) == "100 (70–100)"
    assert words.interval(0.09, -0.2, 0.68) == "9 (0–68)"
    assert words.interval(1.0, 1.0, 1.0) == "100"
    assert words.mean(0.95, 0.1) == "95 (85–100)"


def test_a_report_names_no_time_that_was_not_taken() -> None:
    made = Report(
        session_id="s",
        minutes=0.6,
        asked=1,
        planned=1,
        answered=1,
        skipped=0,
        ended="finished",
        provenance=Provenance(agent="coach"),
    )

    # In words that go into every form of a report: Markdown and HTML told "1 min" of it.
    assert words.time_taken(made) == "under a minute"
    assert words.answered_for(made) == "under a minute of answers"
    assert words.time_taken(made.model_copy(update={"minutes": 1.6})) == "2 min"
