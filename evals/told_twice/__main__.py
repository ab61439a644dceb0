"""How many true contradictions of made-up guides in eight languages are found, and how many reports are true.

Run as `python -m evals.told_twice [--held-out | --fresh] [--reports]`. A report is true if its places reach
the words on both sides of the one contradiction that a guide holds; everything reported of a guide that only
looks contradictory is false. Without an option the half is measured that the checks were mended with.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from domain.contradiction import Contradiction
from domain.values import Frozen
from knowledge.consistency import contradictions

_HERE = Path(__file__).parent


class Told(Frozen):
    """A made-up guide, and the words of the two places that clash in it; none where nothing does."""

    id: str
    language: str
    guide: str
    looks_like: str = ""
    between: tuple[str, ...] = ()
    wave: int = 0

    @property
    def name(self) -> str:
        return f"{self.id}.md"

    @property
    def text(self) -> str:
        return self.guide

    def is_about(self, report: Contradiction) -> bool:
        """Whether the places of `report` reach the words on both sides of what clashes here."""
        quotes = [stated.quote for stated in (report.first, report.second, *report.others)]
        return bool(self.between) and all(any(words in quote for quote in quotes) for words in self.between)


class Score(NamedTuple):
    """The contradictions there are, those found, and the reports, true and false, of the guides together."""

    known: int
    found: int
    true: int
    false: int

    @property
    def recall(self) -> float:
        return self.found / self.known if self.known else 0.0

    @property
    def precision(self) -> float:
        return self.true / (self.true + self.false) if self.true + self.false else 0.0


@cache
def told(*, held_out: bool) -> tuple[Told, ...]:
    """The half of both files that the checks were mended with, or the one that was never looked at."""
    rows: list[Any] = []
    for file in ("fair.yaml", "contradictory.yaml"):
        every = yaml.safe_load((_HERE / file).read_text(encoding="utf-8"))
        rows += every[1 if held_out else 0 :: 2]
    return tuple(Told.model_validate(row) for row in rows)


@cache
def fresh() -> tuple[Told, ...]:
    """The guides that were written afterwards, in waves."""
    rows = yaml.safe_load((_HERE / "fresh.yaml").read_text(encoding="utf-8"))
    return tuple(Told.model_validate(row) for row in rows)


def score(guides: Iterable[Told]) -> Score:
    """What is reported of `guides`, held against what is known of them."""
    known = found = true = false = 0
    for guide in guides:
        reports = contradictions([guide])
        right = sum(map(guide.is_about, reports))
        known += bool(guide.between)
        found += bool(right)
        true += right
        false += len(reports) - right
    return Score(known, found, true, false)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals.told_twice", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--held-out", action="store_true", help="the half that the checks were not mended with"
    )
    parser.add_argument(
        "--reports", action="store_true", help="print what is missed and what is reported falsely"
    )
    parser.add_argument("--fresh", action="store_true", help="the guides that were written afterwards")
    options = parser.parse_args(arguments)
    guides = fresh() if options.fresh else told(held_out=options.held_out)
    found = score(guides)
    sys.stdout.write(
        f"found {found.found} of {found.known} ({found.recall:.0%}), "
        f"{found.true} of {found.true + found.false} reports true ({found.precision:.0%})\n"
    )
    if options.reports:
        _print(guides)
    return 0


def _print(guides: Iterable[Told]) -> None:
    for guide in guides:
        reports = contradictions([guide])
        if guide.between and not any(map(guide.is_about, reports)):
            sys.stdout.write(f"missed  {guide.id} ({guide.language})\n")
        for report in reports:
            if not guide.is_about(report):
                sys.stdout.write(f"false   {guide.id} ({guide.language}): {report.sentence}\n")


if __name__ == "__main__":
    raise SystemExit(main())
