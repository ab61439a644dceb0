"""Two builds, the same trials: `python -m benchmarks.side_by_side [--other CHECKOUT] [--only PART]`.

The builds take turns in each round, the first one first in every other round, and rounds go over all trials,
so that a busy moment of the machine hits all alike. Printed for each figure: the medians with half of the
middle half's width, the median of the rounds' ratios (this build to the other), and the interval in which
that lies at 95 % or more (six rounds: from the least ratio to the greatest; it needs nothing to be normal). A
difference is beyond the noise where all of the interval is on one side of 1 and the ratio is 2 % away.

`--gate` (`make bench`) ends within five minutes, however busy the machine is: it measures the trials of which
six rounds fit, names those left out, and measures again, in rounds of their own, what came out worse: what is
worse twice fails it, with code 1. Without `--other` the other build is the one this
branch began from (the merge base with main; on main itself the commit before): what is asked is what these
changes cost. What they gained altogether is asked with the build that docs/performance.md names.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.trial import Build, Failed, Figure, Trial
from benchmarks.trials import TRIALS

ROOT = Path(__file__).resolve().parent.parent
# A ratio that is this near to 1 is nothing to tell, however sure it is.
_NOTHING = 0.02
_SURE = 0.95
_ROUNDS = 9
_FEWEST = 6
# Of the gate's time, what getting ready may take, and all but what measuring again may take.
_GATE_SECONDS = 270.0
_READY, _FIRST = 0.4, 0.75


@dataclass(slots=True)
class Measured:
    """A figure of both builds, one number a round each."""

    name: str
    figure: Figure
    ours: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        return sorted(
            ours / other if other else (1.0 if not ours else math.inf)
            for ours, other in zip(self.ours, self.others, strict=True)
        )

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def interval(self) -> tuple[float, float]:
        """Least and greatest ratio that the median may be, see `outermost`."""
        out = outermost(len(self.ratios))
        return self.ratios[out], self.ratios[-1 - out]

    @property
    def verdict(self) -> str:
        """`better`, `worse`, or `same`; `?` where too few rounds tell nothing."""
        low, high = self.interval
        if len(self.ratios) < _FEWEST:
            return "?"
        if low <= 1 <= high or abs(self.ratio - 1) < _NOTHING:
            return "same"
        return "better" if (self.ratio > 1) == self.figure.more_is_better else "worse"

    @property
    def meets_goal(self) -> bool | None:
        """Whether the ratio is what it should be; None without a goal."""
        goal = self.figure.goal
        if goal is None:
            return None
        return self.ratio >= goal if self.figure.more_is_better else self.ratio <= goal


def outermost(rounds: int) -> int:
    """How many ratios at either end can be left out so that the others still hold the median, with 95 %.

    The median is above (below) each number with one half: an interval from the k-th smallest to the k-th
    greatest misses it as often as fewer than k of `rounds` coins fall on one side.
    """
    out, missed = 0, 2 * 0.5**rounds
    while True:
        missed += 2 * math.comb(rounds, out + 1) * 0.5**rounds
        if missed > 1 - _SURE or 2 * (out + 1) >= rounds:
            return out
        out += 1


def trials(only: str = "") -> dict[str, Trial]:
    """By name, those whose name has `only` in it."""
    return {trial.name: trial for trial in TRIALS if only in trial.name}


def measured(
    chosen: dict[str, Trial], ours: Build, other: Build, rounds: int, seconds: float = math.inf
) -> list[Measured]:
    """All figures of the trials over `rounds`, or over those that end within `seconds`, one at least."""
    found = {
        f"{name}.{figure.name}": Measured(f"{name}.{figure.name}", figure)
        for name, trial in chosen.items()
        for figure in trial.figures
    }
    begin, last = time.perf_counter(), 0.0
    for number in range(rounds):
        began = time.perf_counter()
        if number and began - begin + last > seconds:
            break
        for name, trial in chosen.items():
            for build in (ours, other) if number % 2 == 0 else (other, ours):
                gave = trial.run(build, number)
                for figure in trial.figures:
                    one = found[f"{name}.{figure.name}"]
                    (one.ours if build is ours else one.others).append(gave[figure.name])
        last = time.perf_counter() - began
    return list(found.values())


def printed(found: Sequence[Measured]) -> str:
    """The table."""
    rows = [("", "", "this", "other", "ratio", "95 %", "", "goal")]
    for one in found:
        low, high = one.interval
        sign = "≥" if one.figure.more_is_better else "≤"
        met = {True: "met", False: "not met", None: ""}[one.meets_goal]
        goal = f"{sign} {one.figure.goal:g} {met}" if one.figure.goal is not None else ""
        between = f"{low:.2f}–{high:.2f}"
        both = _median_and_spread(one.ours), _median_and_spread(one.others)
        rows.append((one.name, one.figure.unit, *both, f"{one.ratio:.2f}", between, one.verdict, goal))
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _median_and_spread(values: Sequence[float]) -> str:
    """The median and half the width of the middle half, three digits of it."""
    low, middle, high = quantiles(values, method="inclusive") if len(values) > 1 else (values[0],) * 3
    digits = max(0, 2 - math.floor(math.log10(abs(middle)))) if middle else 0
    return f"{middle:.{digits}f} ± {(high - low) / 2:.{digits}f}"


@contextlib.contextmanager
def checkout_of(other: str | None) -> Iterator[Path]:
    """The folder `other`, or a worktree of the revision `other`, removed afterwards."""
    if other is not None and Path(other).is_dir():
        yield Path(other).resolve()
        return
    revision = other or began_from()
    with tempfile.TemporaryDirectory(prefix="other-") as folder:
        _git("worktree", "add", "--quiet", "--detach", f"{folder}/build", revision)
        try:
            yield Path(folder, "build")
        finally:
            _git("worktree", "remove", "--force", f"{folder}/build")


def began_from() -> str:
    """The commit that this branch began from: its merge base with main, or, on main, the one before."""
    head = _git("rev-parse", "HEAD")
    for main in ("origin/main", "main"):
        with contextlib.suppress(subprocess.CalledProcessError):
            base = _git("merge-base", "HEAD", main)
            return base if base != head else _git("rev-parse", "HEAD~1")
    return _git("rev-parse", "HEAD~1")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", ROOT, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def compared(
    chosen: dict[str, Trial], checkout: Path, rounds: int, gate: bool, seconds: float = _GATE_SECONDS
) -> list[str]:
    """Measure and print; the names of what is worse, where it is held against the build.

    The `gate` takes `seconds` at the most, but for the trial at hand.
    """
    begun = time.monotonic()

    def left(share: float) -> float:
        return begun + share * seconds - time.monotonic() if gate else math.inf

    with tempfile.TemporaryDirectory(prefix="side-") as folder:
        builds = Build(ROOT, Path(folder, "this")), Build(checkout, Path(folder, "other"))
        for build in builds:
            build.home.mkdir()
        ready = _ready(chosen, *builds, lambda: left(_READY))
        fitting = _fitting(ready, left(_FIRST), seconds * (1 - _FIRST) if gate else math.inf)
        for name in chosen.keys() - fitting.keys() if gate else ():
            print(f"{name}: not measured, six rounds do not fit. By itself: --only '{name}'")
        found = measured(fitting, *builds, rounds, left(_FIRST))
        print(printed(found))
        worse = _worse(found)
        if worse and gate:
            again = {
                name: trial for name, trial in fitting.items() if any(_is_of(one, name) for one in worse)
            }
            found = measured(again, *builds, _FEWEST, left(1.0))
            print("\nWhat came out worse, again:\n" + printed(found))
            worse = [name for name in _worse(found) if name in worse]
    return worse


def _is_of(figure: str, trial: str) -> bool:
    return figure.startswith(f"{trial}.")


class Ready(NamedTuple):
    """A trial that both builds were prepared for, and the seconds that a round of it takes by the clock."""

    trial: Trial
    seconds: float


def _ready(
    chosen: dict[str, Trial], ours: Build, other: Build, left: Callable[[], float]
) -> dict[str, Ready]:
    """By name, the trials that could be prepared in the time that is `left`; at least the first of them."""
    found: dict[str, Ready] = {}
    for name, trial in chosen.items():
        if found and left() <= 0:
            break
        if (seconds := _prepared(name, trial, ours, other)) is not None:
            found[name] = Ready(trial, seconds)
    return found


def _fitting(ready: dict[str, Ready], seconds: float, again: float) -> dict[str, Trial]:
    """The trials of which the fewest rounds fit into `seconds`, in their order, and of each into `again`."""
    found: dict[str, Trial] = {}
    for name, (trial, takes) in ready.items():
        if _FEWEST * takes <= min(seconds, again):
            found[name] = trial
            seconds -= _FEWEST * takes
    return found


def _prepared(name: str, trial: Trial, ours: Build, other: Build) -> float | None:
    """Seconds of a round; None, which is told, for what the other build cannot do yet."""
    trial.prepare(ours)
    begun = time.monotonic()
    trial.run(ours, 0)
    took = time.monotonic() - begun
    try:
        trial.prepare(other)
        begun = time.monotonic()
        trial.run(other, 0)
    except Failed as failed:
        print(f"{name}: nothing to compare with, the other build ends so: {str(failed).splitlines()[-1]}")
        return None
    return took + time.monotonic() - begun


def _worse(found: Sequence[Measured]) -> list[str]:
    return [one.name for one in found if one.verdict == "worse" and one.figure.gate]


def main() -> None:
    """Measure two builds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--other", help="a checkout's folder, or a revision", default=None)
    parser.add_argument("--only", default="", help="what the trials' names have in them")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--gate", action="store_true", help="as `make bench`")
    given = parser.parse_args()
    chosen = {name: trial for name, trial in trials(given.only).items() if trial.in_bench or not given.gate}
    with checkout_of(given.other or None) as checkout:
        print(f"This build ({ROOT}) beside {checkout}")
        worse = compared(chosen, checkout, given.rounds, given.gate)
    if given.gate:
        print(
            f"\nWorse by more than the noise: {', '.join(worse)}"
            if worse
            else "\nNothing that was measured got worse. (?: too few rounds to tell; the machine is busy.)"
        )
        sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
