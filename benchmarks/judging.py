"""What judging lines costs: `python -m benchmarks.judging [--other CHECKOUT] [--rounds 5] [--lines 200]`.

`interview evaluate --jsonl` as a process, on questions and answers of evals/entailment: each round on other
lines, and the start, known by a run on one line, taken off. With `--other`, another checkout judges the same,
the two taking turns: the ratios are those of the medians, of seconds by the clock and of the processor's,
which other work on the machine disturbs less. What was written is compared, too. Both builds make their graph
before anything is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from evals.entailment.data import questions

ROOT = Path(__file__).resolve().parent.parent
# Scores further apart than this are another verdict.
_SAME = 0.005


def lines_of(number: int, count: int) -> list[str]:
    """The lines of round `number`: some of each kind of answer, none of which another round has."""
    lines = [
        json.dumps({"question": item.question, "references": [" ".join(item.points)], "answer": answer.text})
        for item in questions().training
        for answer in item.answers
    ]
    apart = len(lines) // count
    return lines[number % apart :: apart][:count]


def judged(checkout: Path, home: Path, lines: list[str]) -> tuple[float, float, list[dict[str, object]]]:
    """Seconds that the command of `checkout` took over `lines`, the processor's seconds, and its verdicts."""
    own = {"PYTHONPATH": str(checkout), "INTERVIEW_HOME": str(home)}
    begin, spent = time.perf_counter(), _of_children()
    done = subprocess.run(
        [sys.executable, str(checkout / "mock_interviewer.py"), "evaluate", "--jsonl"],
        input="\n".join(lines),
        env=os.environ | own,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    return time.perf_counter() - begin, _of_children() - spent, verdicts


def _of_children() -> float:
    taken = os.times()
    return taken.children_user + taken.children_system


def differing(one: list[dict[str, object]], other: list[dict[str, object]]) -> int:
    """How many verdicts have another score, by more than half a point, or another label."""
    return sum(
        abs(float(str(ours["score"] or 0)) - float(str(theirs["score"] or 0))) > _SAME
        or _labels(ours) != _labels(theirs)
        for ours, theirs in zip(one, other, strict=True)
    )


def _labels(verdict: dict[str, object]) -> list[str]:
    found = verdict["key_points"]
    return [str(point["label"]) for point in found] if isinstance(found, list) else []


def main() -> None:
    """Judge, and print lines a second and the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--other", type=Path, help="another checkout to compare with")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lines", type=int, default=200)
    given = parser.parse_args()
    checkouts = [ROOT, *([given.other.resolve()] if given.other else [])]
    took: list[list[float]] = [[] for _ in checkouts]
    spent: list[list[float]] = [[] for _ in checkouts]
    apart = 0
    with tempfile.TemporaryDirectory() as folder:
        homes = [Path(folder, str(at)) for at in range(len(checkouts))]
        first = lines_of(0, given.lines)[:1]
        for checkout, home in zip(checkouts, homes, strict=True):
            judged(checkout, home, first)
        for number in range(1, given.rounds + 1):
            lines, verdicts = lines_of(number, given.lines), []
            for at, (checkout, home) in enumerate(zip(checkouts, homes, strict=True)):
                start, start_spent, _ = judged(checkout, home, first)
                seconds, of_processor, found = judged(checkout, home, lines)
                took[at].append(max(seconds - start, 1e-3))
                spent[at].append(max(of_processor - start_spent, 1e-3))
                verdicts.append(found)
            apart += differing(verdicts[0], verdicts[-1])
    rates = [given.lines / median(seconds) for seconds in took]
    print(f"{rates[0]:.1f} lines a second beside the start")
    if given.other:
        print(f"{rates[0] / rates[1]:.2f} times the other's {rates[1]:.1f}")
        print(f"{median(spent[0]) / median(spent[1]):.2f} of the other's processor time")
        print(f"{apart} of {given.rounds * given.lines} verdicts are not the same")


if __name__ == "__main__":
    main()
