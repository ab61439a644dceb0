"""What reading a guide costs: `python -m benchmarks.reading [--other CHECKOUT] [--rounds 9]`.

Guides of 500 and 4,000 lines in all the notations of the sample guides, and a bank of questions of 500 KB,
each read whole. Eight times the lines should take about eight times as long. With `--other`, the same is read
by the code of another checkout, the two taking turns, each in a process of its own: the ratio is that of the
best of the rounds. Every round has other words, since what was found out about a sentence is kept, and a
guide is mostly read once. Seconds are the processor's, so that other work on the machine matters less.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BANK_BYTES = 500_000
# More than what is numbered in one round.
_APART = 10_000
# Only what both builds have: it reads the file named on each line that comes in, and answers with seconds.
_READER = """
import sys, time
from pathlib import Path
from knowledge.files.read import GuideText
from knowledge.parse import understand
for name in sys.stdin:
    text = GuideText(name="guide.md", text=Path(name.strip()).read_text(encoding="utf-8"), digest="d")
    begin = time.process_time()
    found = len(understand(text).talking_points)
    print(time.process_time() - begin, found, flush=True)
"""
_NOTES = """
# Notes on round {n}

#flashcards/systems

What is idempotence in case {n}? :: Doing it {n} times leaves what doing it once left ^id{n}a
<!--SR:!2025-01-02,3,250-->

How do you find a slow query in case {n}?
?
I turn the slow log on, take the worst of ~~9~~ {n} and read its plan.

- What is backpressure {n}? #card
  - The slow side tells the fast side to wait

**Q: Why {n} partitions?** **A:** Because {n} consumers read at once, and 10<sup>6</sup> events come a minute.

````markdown
```python
# {n} rows at most
rows = read(limit={n})
```
````

## What not to say
❌ "It is real time." → ✅ "{n} seconds at p95." ❌ "We process big data." → ✅ "2.4 million events."
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A guide to read: what it is called in the table, and its text."""

    name: str
    text: str


def samples(turn: int) -> list[Sample]:
    """The three guides of a round: the sample guides told anew, notes in other notations, and the bank."""
    guides = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "knowledge/guides").glob("*.md"))
    )
    many = ""
    number = first = turn * _APART
    while many.count("\n") < 4_000:
        number += 1
        many += guides.replace(" the ", f" the {number}th ") + _NOTES.format(n=number)
    lines = many.split("\n")
    question = (
        "### Q{n}: How did you handle case {n} of the import?\n\n"
        '**Your Answer:**\n"I split file {n} into parts '
        'of 40 MB, read them side by side, and cut the run from 4 hours to 35 minutes."\n\n'
    )
    bank = "".join(question.format(n=n) for n in range(first, first + _BANK_BYTES // len(question)))
    return [
        Sample("500 lines", "\n".join(lines[:500])),
        Sample("4,000 lines", "\n".join(lines[:4_000])),
        Sample("bank of 500 KB", bank),
    ]


class Build:
    """A process that reads guides with the code of one checkout."""

    def __init__(self, checkout: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _READER],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self, path: Path) -> tuple[float, int]:
        """Seconds of reading the guide at `path`, and how many talking points it holds."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the reader has no pipes")
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        seconds, found = self._process.stdout.readline().split()
        return float(seconds), int(found)

    def close(self) -> None:
        """End the process."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()


def measure(builds: list[Build], folder: Path, rounds: int) -> list[list[list[float]]]:
    """Seconds by sample, by round, by build; the builds take turns, and each reads everything once before."""
    took: list[list[list[float]]] = [[] for _ in samples(0)]
    for number in range(rounds + 1):
        for sample, written in enumerate(samples(number)):
            path = folder / f"{number}-{sample}.md"
            path.write_text(written.text, encoding="utf-8")
            seconds = [build.read(path)[0] for build in (builds if number % 2 else builds[::-1])]
            if number:
                took[sample].append(seconds if number % 2 else seconds[::-1])
    return took


def main() -> None:
    """Read, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--other", type=Path, help="another checkout to compare with")
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    checkouts = [ROOT, *([arguments.other.resolve()] if arguments.other else [])]
    builds = [Build(checkout) for checkout in checkouts]
    with tempfile.TemporaryDirectory() as folder:
        took = measure(builds, Path(folder), arguments.rounds)
        for build in builds:
            build.close()
    best = [[min(held) for held in zip(*rounds, strict=True)] for rounds in took]
    for sample, seconds in zip(samples(1), best, strict=True):
        ratio = f"  {seconds[0] / seconds[1]:.2f} of the other" if len(builds) > 1 else ""
        print(f"{sample.name:>15}  {sample.text.count(chr(10)) + 1:>6} lines  {seconds[0]:7.3f} s{ratio}")
    print(f"8 times the lines take {best[1][0] / best[0][0]:.1f} times as long")


if __name__ == "__main__":
    main()
