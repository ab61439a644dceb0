"""How well the shipped encoder tells: `python -m evals.entailment.measure`, also with `--part held_out`
or `--part languages`, which the multilingual one reads.

Every look at the held-out part belongs into the log in docs/scoring.md.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from platformdirs import user_cache_path

from evals.entailment.compose import Composer, Example, written
from evals.entailment.data import Conveyed, Item, by_language, notes, other_languages, questions, statements
from evals.entailment.passing import Passing
from knowledge.entailment import reliability
from knowledge.entailment.model import Entailed, Entailment, local_entailment
from knowledge.entailment.multilingual.model import multilingual_entailment
from knowledge.entailment.reliability import Reliability

_LANGUAGES = "languages"
_SEED = 5
_TENTHS = 10
# So often each question's notes are told in passing.
_TIMES = 40
_TRULY = {Conveyed.COVERED: 1.0, Conveyed.PARTLY: 0.5}
_RELIABILITY = Path(reliability.__file__).with_name("reliability.yaml")


@dataclass(frozen=True, slots=True)
class Judged:
    """One key point beside one answer: how the answer came about, what it does, and what the encoder says."""

    kind: str
    label: Conveyed
    found: Entailed


def main() -> None:
    """Print the measures of one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["tuning", "held_out", _LANGUAGES], default="tuning")
    parser.add_argument(
        "--keep", action="store_true", help="Write how often it is right where it is sure, for the page."
    )
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interviewer"))
    options = parser.parse_args()
    opens, how = (
        (multilingual_entailment, "interview setup --multilingual")
        if options.part == _LANGUAGES
        else (local_entailment, "make setup")
    )
    encoder = opens(options.cache)
    if encoder is None:
        raise SystemExit(f"The encoder's weights are not installed: `{how}`.")
    of_all = []
    for name, given in _sets(options.part):
        judged = judge(encoder, given)
        of_all += judged
        print(f"{encoder.fingerprint}, {options.part}, {name}: {len(judged)} key points judged")
        print("\n".join(report(judged)))
    if options.keep:
        _RELIABILITY.write_text(
            yaml.safe_dump([each.model_dump() for each in steps(of_all)], sort_keys=False), encoding="utf-8"
        )


def _sets(part: str) -> list[tuple[str, list[Example]]]:
    if part == _LANGUAGES:
        held_out = [(f"{language}, held out", split.held_out) for language, split in by_language().items()]
        by_others = [
            (f"{language}, by others", items) for language, items in sorted(other_languages().items())
        ]
        return [(name, written(items)) for name, items in held_out + by_others]
    items, single, dense = (getattr(of(), part) for of in (questions, statements, notes))
    passing = Passing(dense, "held_out", random.Random(_SEED))
    return [
        ("questions", examples(items, single)),
        ("single statements", written(single)),
        ("dense notes", written(dense) + list(passing.each(_TIMES))),
    ]


def examples(items: Sequence[Item], single: Sequence[Item]) -> list[Example]:
    """The written answers, and a composed one of each kind for every question, from frames not trained on."""
    composer = Composer(items, single, "held_out", random.Random(_SEED))
    return (
        written(items)
        + [example for item in items for example in composer.of_every_kind(item)]
        + [composer.draw_together() for _ in items]
    )


def steps(judged: Sequence[Judged]) -> list[Reliability]:
    """How much was conveyed of the key points of each tenth of expected credit; empty tenths are left out."""
    found = []
    for tenth in range(_TENTHS):
        least, most = tenth / _TENTHS, (tenth + 1) / _TENTHS
        held = [each for each in judged if min(int(each.found.credit * _TENTHS), _TENTHS - 1) == tenth]
        if held:
            expected = float(np.mean([each.found.credit for each in held]))
            conveyed = float(np.mean([_TRULY.get(each.label, 0.0) for each in held]))
            found.append(
                Reliability(
                    least=least,
                    most=most,
                    count=len(held),
                    expected=round(expected, 3),
                    conveyed=round(conveyed, 3),
                )
            )
    return found


def judge(encoder: Entailment, given: Sequence[Example]) -> list[Judged]:
    """Every key point of every example."""
    return [
        Judged(example.kind, label, found)
        for example in given
        for label, found in zip(example.labels, encoder.read(example.text, example.points).found, strict=True)
    ]


def report(judged: Sequence[Judged]) -> list[str]:
    """Lines: areas under the curve, the calibration of the credit, and a row for each kind of answer."""
    credit = np.array([each.found.credit for each in judged])
    denied = np.array([each.found.denied for each in judged])
    labels = np.array([each.label for each in judged])
    turned = labels == Conveyed.DENIED
    covered, against = labels == Conveyed.COVERED, (labels == Conveyed.ABSENT) | (labels == Conveyed.DENIED)
    lines = [
        f"covered against absent or denied: AUC {area(credit[against], credit[covered]):.3f}",
        f"denied against all else: AUC {area(denied[~turned], denied[turned]):.3f}",
        f"{'':20}{'n':>6}{'credit':>8}{'denied':>8}{'truth':>8}{'wrong by half':>15}",
    ]
    truths = np.array([_TRULY.get(each.label, 0.0) for each in judged])
    kinds: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(judged):
        kinds[each.kind].append(at)
    for kind, places in sorted(kinds.items(), key=lambda each: -float(credit[each[1]].mean())):
        off = (np.abs(credit[places] - truths[places]) > 0.5).mean()
        lines.append(
            f"{kind:20}{len(places):6}{credit[places].mean():8.2f}{denied[places].mean():8.2f}"
            f"{truths[places].mean():8.2f}{off:15.2f}"
        )
    return lines


def area(low: np.ndarray, high: np.ndarray) -> float:
    """The chance that one of `high` is above one of `low`, ties counted half (Mann and Whitney 1947)."""
    ordered = np.sort(low)
    below = np.searchsorted(ordered, high, "left") + np.searchsorted(ordered, high, "right")
    return float(below.mean() / 2 / len(low))


if __name__ == "__main__":
    main()
