"""Answers of pupils graded by people, the training splits alone, as key points to be conveyed."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

# "incorrect" there holds partly right and incomplete answers beside those that miss it.
_SHARES = {
    "correct": (0.95, 0.05, 0.0, 0.0),
    "contradictory": (0.0, 0.0, 0.1, 0.9),
    "incorrect": (0.03, 0.27, 0.6, 0.1),
}
_FILES = ("scientsbank.csv.gz", "beetle.csv.gz")
_ALTERNATIVES = " || "


def training(folder: Path) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    """Answer, reference and the shares of the four classes, of every training row; nothing without the files.

    Where a question has several good answers the first stands for all: it is held to be the fullest.
    """
    for name in _FILES:
        file = folder / name
        if not file.is_file():
            print(f"{file} is not there: training goes on without it", flush=True)
            continue
        with gzip.open(file, "rt", encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                if row["split"] == "training":
                    reference = row["reference"].split(_ALTERNATIVES)[0]
                    yield row["answer"], reference, _SHARES[row["label"]]
