"""What is counted: the one place that knows every counter."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Sample(NamedTuple):
    """A counter with values for its labels, in the order of `COUNTERS`."""

    name: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """What a counter counts, in a sentence, and by what."""

    help: str
    labels: tuple[str, ...]


COUNTERS: Mapping[str, Kind] = {
    "interview_turns": Kind("Turns that were opened: questions, follow-ups, replies to asides.", ("kind",)),
    "interview_answers": Kind("Questions that were closed, scored or unscored.", ("outcome",)),
    "interview_refinements": Kind(
        "What became of language models' work on the drafts.", ("agent", "outcome", "reason")
    ),
    "interview_model_requests": Kind("Requests sent to language models.", ("agent",)),
    "interview_model_replies": Kind("How calls of language models ended.", ("agent", "outcome")),
    "interview_model_tokens": Kind("Tokens of language models.", ("agent", "direction")),
    "interview_retrievals": Kind("Searches in the guides, by what came of them.", ("result",)),
    "interview_embeddings": Kind("Texts embedded, by where the vector came from.", ("source",)),
    "interview_redis_faults": Kind("Commands that Redis did not carry out.", ("fault",)),
    "interview_http_requests": Kind("Requests that the service answered.", ("method", "route", "status")),
    "interview_jobs": Kind("Heavy work that came to its end, by how.", ("kind", "outcome")),
}
"""Every counter by its name, without the `_total` that Prometheus adds. No label holds free text."""

DURATIONS: Mapping[str, Kind] = {
    "interview_http_request_seconds": Kind(
        "How long requests took, to their last byte.", ("method", "route")
    ),
    "interview_job_seconds": Kind("How long heavy work took, once it was begun.", ("kind",)),
}
"""What is measured by its name: how often it took up to each of `BOUNDS`, and how long in all."""
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds up to which durations are counted."""
_LABELS = {name: kind.labels for name, kind in COUNTERS.items()} | {
    f"{name}{end}": (*kind.labels, *more)
    for name, kind in DURATIONS.items()
    for end, more in (("_bucket", ("le",)), ("_milliseconds", ()))
}


class Counts:
    """Counts of one process. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._totals: Counter[Sample] = Counter()
        self._news: Counter[Sample] = Counter()

    def add(self, name: str, *labels: str, by: int = 1) -> None:
        """Count `by` more. Raises `LookupError` or `ValueError` for a counter or labels not in `COUNTERS`."""
        if len(_LABELS[name]) != len(labels):
            raise ValueError(f"{name} is counted by {_LABELS[name]}, not by {labels}")
        if by:
            sample = Sample(name, labels)
            with self._lock:
                self._totals[sample] += by
                self._news[sample] += by

    def measure(self, name: str, seconds: float, *labels: str) -> None:
        """Count that what is in `DURATIONS` by this name took `seconds`."""
        bound = next((f"{each:g}" for each in BOUNDS if seconds <= each), "+Inf")
        self.add(f"{name}_bucket", *labels, bound)
        self.add(f"{name}_milliseconds", *labels, by=round(seconds * 1000))

    @property
    def totals(self) -> dict[Sample, int]:
        """All counts since the process began."""
        with self._lock:
            return dict(self._totals)

    def take(self) -> dict[Sample, int]:
        """What was counted since the last time; whoever takes it keeps it, or puts it back."""
        with self._lock:
            news, self._news = self._news, Counter()
        return dict(news)

    def put_back(self, news: Mapping[Sample, int]) -> None:
        """What was taken and could not be kept."""
        with self._lock:
            self._news.update(news)


COUNTS = Counts()
"""Those of this process: all its sessions add to them."""


def measure(name: str, seconds: float, *labels: str) -> None:
    """Count in this process that something took `seconds`."""
    COUNTS.measure(name, seconds, *labels)


def count(name: str, *labels: str, by: int = 1) -> None:
    """Count `by` more in this process."""
    COUNTS.add(name, *labels, by=by)
