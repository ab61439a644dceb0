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
}
"""Every counter by its name, without the `_total` that Prometheus adds. No label holds free text."""


class Counts:
    """Counts of one process. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._totals: Counter[Sample] = Counter()
        self._news: Counter[Sample] = Counter()

    def add(self, name: str, *labels: str, by: int = 1) -> None:
        """Count `by` more. Raises `LookupError` or `ValueError` for a counter or labels not in `COUNTERS`."""
        if len(COUNTERS[name].labels) != len(labels):
            raise ValueError(f"{name} is counted by {COUNTERS[name].labels}, not by {labels}")
        if by:
            sample = Sample(name, labels)
            with self._lock:
                self._totals[sample] += by
                self._news[sample] += by

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


def count(name: str, *labels: str, by: int = 1) -> None:
    """Count `by` more in this process."""
    COUNTS.add(name, *labels, by=by)
