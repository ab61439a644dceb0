"""How many known contradictions of the reference guides are found, and how many reports are true.

Run as `python -m evals.consistency [--reports]`. It reads the guides and the hand-checked list of their
contradictions from the folder `shared` beside the project; nothing of them is kept here. A report is
about a listed contradiction when its two statements stand within two lines of listed places, and its
places (further ones included) reach both sides; of several it is about the closest. Precision counts a
report as true if it is about a listed contradiction of any class; a true one that nobody listed counts as
false.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from domain.contradiction import Contradiction
from domain.guide import Source
from knowledge.consistency import contradictions
from knowledge.consistency.statements import GuideLines
from knowledge.files.read import read_text

_SHARED = Path(__file__).resolve().parents[1].parent / "shared"
_WITHIN = 2
_FAR = 1_000_000
_ROW = re.compile(
    r"^\|\s*(?P<id>[A-Z]\d+)\s*\|\s*(?P<kind>\w+)\s*\|(?P<fact>[^|]*)\|(?P<one>[^|]*)\|(?P<other>[^|]*)\|"
)
_CANDIDATE = re.compile(r"^## Candidate (?P<letter>[A-Z]) \((?P<guides>[\d and]+)\)")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_PLACE = re.compile(
    r"(?<![\d.+~<–-])(?<!\d,)(?:(?P<guide>\d{3}):)?(?P<first>\d{1,4})(?:-(?P<last>\d{1,4}))?"
    r"(?![\d.:%+KMx]|,\d|-\w|\s?(?:%|years?|words|ms\b|s\b|seconds|daily|users|models|services|requests|failure|GPU))"
)

Place = tuple[str, int]


class Listed(NamedTuple):
    """One known contradiction: its row's name and class, and the lines on either side."""

    name: str
    kind: str
    fact: str
    one: frozenset[Place]
    other: frozenset[Place]


def listed(text: str) -> list[Listed]:
    """Read the hand-checked list; places are (guide number, line)."""
    rows, guide = [], ""
    for line in text.splitlines():
        if candidate := _CANDIDATE.match(line):
            guide = candidate["guides"].split()[0]
        elif row := _ROW.match(line):
            one = _places(row["one"], guide)
            other = _places(row["other"], guide)
            if "same row" in row["other"]:
                other |= one
            rows.append(Listed(row["id"], row["kind"], row["fact"].strip(), one, other))
    return rows


def _places(cell: str, guide: str) -> frozenset[Place]:
    """The lines a cell names; "010:12, 14" names two lines of guide 010."""
    places: set[Place] = set()
    several = bool(re.search(r"\d{3}:\d", cell))
    current = "" if several else guide
    for match in _PLACE.finditer(_QUOTED.sub(" ", cell)):
        current = match["guide"] or current
        if current:
            first, last = int(match["first"]), int(match["last"] or match["first"])
            places |= {(current, line) for line in range(first, min(last, first + 10) + 1)}
    return frozenset(places)


def distance(report: Contradiction, known: Listed) -> int | None:
    """How many lines the statements of `report` are from the places of `known`; None if it is another."""
    first, second = report.first.source, report.second.source
    every = [first, second, *(stated.source for stated in report.others)]
    reached = all(any(_off(source, side) <= _WITHIN for source in every) for side in (known.one, known.other))
    off = [_off(source, known.one | known.other) for source in (first, second)]
    return sum(off) if reached and max(off) <= _WITHIN else None


def _off(source: Source, places: Iterable[Place]) -> int:
    """The lines between `source` and the nearest of `places`."""
    lines = [line for guide, line in places if source.guide.startswith(guide)]
    return min((max(source.first_line - line, line - source.last_line, 0) for line in lines), default=_FAR)


class Result(NamedTuple):
    """The reports, the list, and which belongs to which."""

    reports: tuple[Contradiction, ...]
    known: list[Listed]

    def pairs(self) -> list[tuple[Contradiction, Listed]]:
        """Each report with the listed contradiction it is about: the closest, of equals a new one."""
        paired: list[tuple[Contradiction, Listed]] = []
        for report in self.reports:
            taken = {known.name for _, known in paired}
            near = [
                (off, known.name in taken, known.name, known)
                for known in self.known
                if (off := distance(report, known)) is not None
            ]
            if near:
                paired.append((report, min(near)[3]))
        return paired

    def found(self, kind: str) -> list[Listed]:
        names = {known.name for _, known in self.pairs()}
        return [known for known in self.known if known.kind == kind and known.name in names]

    def of_kind(self, kind: str) -> int:
        return sum(known.kind == kind for known in self.known)

    def true_reports(self) -> list[Contradiction]:
        return [report for report, _ in self.pairs()]

    @property
    def precision(self) -> float:
        return len(self.true_reports()) / len(self.reports) if self.reports else 0.0


def evaluate(texts: Sequence[GuideLines], gold: str) -> Result:
    """Hold what is reported for `texts` against the list `gold`."""
    return Result(contradictions(texts), listed(gold))


def reference_guides(folder: Path = _SHARED) -> tuple[list[GuideLines], str]:
    """The reference guides as the program reads them, and the list.

    Raises FileNotFoundError where they are absent.
    """
    gold = (folder / "gold" / "contradictions.md").read_text(encoding="utf-8")
    return [read_text(path) for path in sorted((folder / "guides").glob("*.txt"))], gold


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals.consistency", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--reports", action="store_true", help="print every report")
    parser.add_argument("--shared", type=Path, default=_SHARED, help="the folder with guides/ and gold/")
    options = parser.parse_args(arguments)
    try:
        texts, gold = reference_guides(options.shared)
    except FileNotFoundError as error:
        sys.stderr.write(f"No reference guides: {error.filename}. Give their folder with --shared.\n")
        return 2
    _print(evaluate(texts, gold), every=options.reports)
    return 0


def _print(result: Result, *, every: bool) -> None:
    for kind in ("hard", "drift", "label"):
        found = result.found(kind)
        names = " ".join(known.name for known in found)
        sys.stdout.write(f"{kind:6} found {len(found):2} of {result.of_kind(kind):2}   {names}\n")
    true = result.true_reports()
    sys.stdout.write(f"reports {len(result.reports)}, listed {len(true)}, precision {result.precision:.0%}\n")
    for report in result.reports:
        mark = " " if report in true else "?"
        if every or mark == "?":
            sys.stdout.write(f"{mark} {report.first.source} / {report.second.source}  {report.sentence}\n")


if __name__ == "__main__":
    raise SystemExit(main())
