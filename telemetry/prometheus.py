"""Counts in Prometheus' text format. Importing this takes 80 ms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from telemetry.counters import COUNTERS, Sample


def rendered(counts: Mapping[Sample, int]) -> str:
    """`counts` in Prometheus' text format; a counter that never counted stands there without a value.

    What `COUNTERS` does not know, written by another version of the program, is left out.
    """

    class Ours(Collector):
        def collect(self) -> Iterator[Metric]:
            for name, kind in COUNTERS.items():
                family = CounterMetricFamily(name, kind.help, labels=kind.labels)
                for sample, number in sorted(counts.items()):
                    if sample.name == name and len(sample.labels) == len(kind.labels):
                        family.add_metric(sample.labels, number)
                yield family

    registry = CollectorRegistry()
    registry.register(Ours())
    return generate_latest(registry).decode()
