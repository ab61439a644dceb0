"""Counts in Prometheus' text format. Importing this takes 80 ms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from telemetry.counters import BOUNDS, COUNTERS, DURATIONS, Sample


def rendered(counts: Mapping[Sample, int], gauges: Mapping[str, tuple[str, float]] | None = None) -> str:
    """`counts` in Prometheus' text format; a counter that never counted stands there without a value.

    What `COUNTERS` and `DURATIONS` do not know, written by another version of the program, is left out.
    `gauges` are what is true now, by name: what it says, and its value.
    """

    class Ours(Collector):
        def collect(self) -> Iterator[Metric]:
            for name, kind in COUNTERS.items():
                family = CounterMetricFamily(name, kind.help, labels=kind.labels)
                for sample, number in sorted(counts.items()):
                    if sample.name == name and len(sample.labels) == len(kind.labels):
                        family.add_metric(sample.labels, number)
                yield family
            yield from _durations(counts)
            for name, (help_, value) in (gauges or {}).items():
                yield GaugeMetricFamily(name, help_, value=value)

    registry = CollectorRegistry()
    registry.register(Ours())
    return generate_latest(registry).decode()


def _durations(counts: Mapping[Sample, int]) -> Iterator[Metric]:
    bounds = [*(f"{bound:g}" for bound in BOUNDS), "+Inf"]
    for name, kind in DURATIONS.items():
        found: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
        for sample, number in sorted(counts.items()):
            if sample.name == f"{name}_bucket" and len(sample.labels) == len(kind.labels) + 1:
                found[sample.labels[:-1]][sample.labels[-1]] = number
        family = HistogramMetricFamily(name, kind.help, labels=kind.labels)
        for labels, by_bound in found.items():
            up_to = accumulate(by_bound.get(bound, 0) for bound in bounds)
            seconds = counts.get(Sample(f"{name}_milliseconds", labels), 0) / 1000
            family.add_metric(labels, list(zip(bounds, up_to, strict=True)), seconds)
        yield family
