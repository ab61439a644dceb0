"""What setting up costs: `python -m benchmarks.set_up [--before REVISION] [--after REVISION]`.

Each of two builds is taken out of git, set up as a stranger does it, with empty caches and a home of its
own in a temporary folder, and asked for the first question of an interview: bytes, seconds, and ratios.
The network is part of it: the builds take turns, and each figure is the best of the rounds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The build that installed test and measuring packages for an interview, too.
BEFORE = "6909e67"
_FIRST_QUESTION = b"Interviewer"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took: bytes of what it installed, of all that it left on the disk, and seconds."""

    packages: int
    disk: int
    seconds: float


def size(folder: Path) -> int:
    """The bytes of the files in `folder`, each counted once however often it is linked."""
    found: dict[tuple[int, int], int] = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            status = os.lstat(Path(parent) / name)
            found[status.st_dev, status.st_ino] = status.st_size
    return sum(found.values())


def check_out(revision: str, folder: Path) -> None:
    """Put the files of `revision` into `folder`; the working tree's for ""."""
    folder.mkdir()
    if revision:
        archive = subprocess.run(
            ["git", "archive", revision], cwd=ROOT, check=True, stdout=subprocess.PIPE
        ).stdout
    else:
        names = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, check=True, stdout=subprocess.PIPE,
        ).stdout  # fmt: skip
        archive = subprocess.run(
            ["tar", "--null", "--ignore-failed-read", "-T", "-", "-cf", "-"],
            cwd=ROOT, check=True, input=names, stdout=subprocess.PIPE,
        ).stdout  # fmt: skip
    subprocess.run(["tar", "-xf", "-"], cwd=folder, check=True, input=archive)


def set_up(revision: str) -> Cost:
    """Set one build up from nothing and wait for the first question."""
    with tempfile.TemporaryDirectory(prefix="set-up-") as name:
        scratch = Path(name)
        check_out(revision, scratch / "build")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("INTERVIEW", "XDG", "VIRTUAL_ENV"))}
        environment = {
            **kept,
            "HOME": str(scratch / "home"),
            "UV_CACHE_DIR": str(scratch / "cache" / "uv"),
            "PIP_CACHE_DIR": str(scratch / "cache" / "pip"),
        }
        (scratch / "home").mkdir()
        began = time.perf_counter()
        process = subprocess.Popen(
            ["make", "interview"], cwd=scratch / "build", env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        # Without anything on standard input a demo is shown instead.
        process.stdin.write(b"I moved the nightly job to an event log.\n")
        process.stdin.flush()
        seconds = None
        for line in process.stdout:
            if line.startswith(_FIRST_QUESTION):
                seconds = time.perf_counter() - began
                break
        process.communicate()
        if seconds is None:
            raise SystemExit(
                f"{revision or 'the working tree'}: no question was asked (exit {process.returncode})"
            )
        (packages,) = (scratch / "build" / ".venv" / "lib").glob("python*/site-packages")
        return Cost(size(packages), size(scratch), seconds)


def main() -> None:
    """Measure both builds in turns and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", default=BEFORE, metavar="REVISION")
    parser.add_argument("--after", default="", metavar="REVISION", help="default: the working tree as it is")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    costs: dict[str, list[Cost]] = {"before": [], "after": []}
    for _ in range(options.rounds):
        costs["before"].append(set_up(options.before))
        costs["after"].append(set_up(options.after))
    print(f"{'':30}{'before':>12}{'after':>12}{'ratio':>8}")
    rows = (
        ("site-packages, MB", lambda each: each.packages / 1e6),
        ("with caches and uv, MB", lambda each: each.disk / 1e6),
        ("to the first question, s", lambda each: each.seconds),
    )
    for label, value in rows:
        before, after = (min(map(value, costs[which])) for which in ("before", "after"))
        print(f"{label:30}{before:12.1f}{after:12.1f}{after / before:8.2f}")


if __name__ == "__main__":
    main()
