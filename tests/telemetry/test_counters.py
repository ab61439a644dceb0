"""Counting, and what Prometheus reads of it."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from telemetry.counters import COUNTERS, Counts, Sample
from telemetry.prometheus import rendered


def test_counts_add_up_by_label() -> None:
    counts = Counts()
    counts.add("interview_turns", "question")
    counts.add("interview_turns", "question", by=2)
    counts.add("interview_turns", "reply", by=0)
    assert counts.totals == {Sample("interview_turns", ("question",)): 3}


def test_a_counter_or_label_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        Counts().add("interview_tuns", "question")
    with pytest.raises(ValueError, match="interview_turns is counted by"):
        Counts().add("interview_turns")


def test_what_was_taken_is_not_news_any_more_and_what_was_put_back_is() -> None:
    counts = Counts()
    counts.add("interview_turns", "question")
    news = counts.take()
    assert news == counts.totals
    assert counts.take() == {}
    counts.put_back(news)
    counts.add("interview_turns", "question")
    assert counts.take() == {Sample("interview_turns", ("question",)): 2}


def test_prometheus_reads_what_was_counted() -> None:
    text = rendered(
        {
            Sample("interview_turns", ("question",)): 3,
            Sample("interview_refinements", ("coach", "rejected", 'it said "so"\n')): 1,
        }
    )
    read = {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert read == {
        ("interview_turns_total", ("question",)): 3.0,
        ("interview_refinements_total", ("coach", "rejected", 'it said "so"\n')): 1.0,
    }


def test_every_counter_is_explained_even_before_it_counts() -> None:
    text = rendered({})
    assert all(f"# HELP {name}_total {kind.help}" in text for name, kind in COUNTERS.items())


def test_what_another_version_counted_is_left_out() -> None:
    text = rendered({Sample("interview_jokes"): 3, Sample("interview_turns", ("a", "b")): 1})
    assert "jokes" not in text
    assert "interview_turns_total{" not in text
