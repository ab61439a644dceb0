"""Print recall and precision of the recognisers for each kind of personal data and each country."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.privacy.samples import Sample, samples
from models.privacy.recognisers import Kind, recognise


@dataclass(frozen=True, slots=True)
class Rates:
    """Of `wanted` values `hit` were found, whole and with their kind; `extra` findings were none."""

    wanted: int
    hit: int
    extra: int

    @property
    def recall(self) -> float:
        """The share of the values that was found; 1 where there was none to find."""
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of the findings that was right; 1 where nothing was found."""
        found = self.hit + self.extra
        return self.hit / found if found else 1.0


def measure(chosen: Iterable[Sample]) -> tuple[dict[str, Rates], tuple[str, ...]]:
    """The rates by kind, by country and for all, and a line for each mistake."""
    wanted: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    mistakes: list[str] = []
    for sample in chosen:
        expected = set(sample.holds)
        found = {(each.kind, sample.text[each.start : each.end]) for each in recognise(sample.text)}
        for counter, pairs in (
            (wanted, expected),
            (hit, expected & found),
            (extra, found - expected),
        ):
            for kind, _ in pairs:
                counter.update((kind.value, sample.country or "none", "all"))
        if found != expected:
            mistakes.append(f"{sample.text!r}: {sorted(found)} and not {sorted(expected)}")
    names = [*(kind.value for kind in Kind if wanted[kind] or extra[kind]), *_countries(chosen), "all"]
    return {name: Rates(wanted[name], hit[name], extra[name]) for name in names}, tuple(mistakes)


def _countries(chosen: Iterable[Sample]) -> list[str]:
    return list(dict.fromkeys(sample.country or "none" for sample in chosen))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="show every mistake")
    options = parser.parse_args(arguments)
    rates, mistakes = measure(samples())
    print(f"{'':8} {'values':>7} {'recall':>8} {'precision':>10}")
    for name, each in rates.items():
        print(f"{name:8} {each.wanted:7} {each.recall:8.1%} {each.precision:10.1%}")
    print(f"{len(samples())} samples")
    if options.verbose:
        print("\n".join(mistakes))


if __name__ == "__main__":
    main()
