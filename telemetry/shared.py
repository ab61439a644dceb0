"""Counts of several processes of one service, added up through files: whichever is asked tells for all."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from telemetry.counters import Counts, Sample


class SharedCounts:
    """The counts of the processes that share `folder`.

    Each keeps its own in a file there; that of one that has ended stays, so that no total ever falls.
    """

    def __init__(self, counts: Counts, folder: Path) -> None:
        self._counts = counts
        self._folder = folder
        self._file = folder / f"{os.getpid()}-{os.urandom(4).hex()}.json"

    def keep(self) -> None:
        """Let the others see what this process has counted. Raises `OSError` for a folder that is full."""
        lines = [[sample.name, *sample.labels, number] for sample, number in self._counts.totals.items()]
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(lines), encoding="utf-8")
        new.replace(self._file)

    def totals(self) -> dict[Sample, int]:
        """What all of them counted: this one until now, the others until they last kept theirs."""
        found: Counter[Sample] = Counter(self._counts.totals)
        for file in self._folder.glob("*.json"):
            if file != self._file:
                found.update(_read(file))
        return dict(found)


def _read(file: Path) -> Mapping[Sample, int]:
    try:
        lines = json.loads(file.read_text(encoding="utf-8"))
        return {Sample(name, tuple(labels)): int(number) for name, *labels, number in lines}
    except (OSError, ValueError, TypeError):
        # Cleared away, or not ours: what is left is still true.
        return {}
