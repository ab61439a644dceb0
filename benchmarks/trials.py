"""What `benchmarks.side_by_side` measures, by name: each benchmark's own way of measuring a checkout."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks import judging, reading, starting
from benchmarks.trial import Build, Figure, Trial, Values

_SAMPLES = starting.ROOT / "knowledge" / "guides"
# Of `--help`, which imports next to nothing, less can be had.
_DOOR_GOALS = {"start": 0.35, "--help": 0.7}
_DOOR_GOAL = 0.4
_LINES = 8
_AT_ONCE = 4
_MANY = f"{_AT_ONCE} sessions at once"
# Six rounds of two builds are to end in five minutes: of the doors, these.
_IN_BENCH = ("start", "sessions", "--help")


def _begun(door: starting.Door, build: Build, number: int) -> Values:
    found = starting.measured(build.checkout, build.workspace, door)
    return {"cpu": found.seconds, "resident": found.resident / 1e6}


def _has_a_past(build: Build) -> None:
    if not build.workspace.exists():
        build.workspace.mkdir()
        starting.prepared(build.checkout, build.workspace, _SAMPLES)


def _door(door: starting.Door) -> Trial:
    goal = _DOOR_GOALS.get(door.name, _DOOR_GOAL)
    memory = Figure("resident", "MB", goal=0.6 if door.name == "start" else None)
    return Trial(
        f"starting.{door.name.strip('-')}",
        partial(_begun, door),
        (Figure("cpu", "s", goal=goal), memory),
        prepare=_has_a_past,
        in_bench=door.name in _IN_BENCH,
    )


def _read(sample: int, build: Build, number: int) -> Values:
    """A guide whose words no other round has, read by a process that has read one like it before."""
    reader = reading.Build(build.checkout)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for at in (2 * number, 2 * number + 1):
                path = Path(folder, f"{at}.md")
                path.write_text(reading.samples(at)[sample].text, encoding="utf-8")
                seconds, _ = reader.read(path)
    finally:
        reader.close()
    return {"cpu": seconds}


def _judged(build: Build, number: int) -> Values:
    """The command from its start on, over lines that no other round has."""
    lines = judging.lines_of(number + 1, _LINES)
    return {"cpu": judging.judged(build.checkout, build.workspace, lines)[1]}


def _turns(build: Build, number: int) -> Values:
    found = build.program(
        starting.ROOT / "benchmarks" / "turns.py", "--json", f"--sessions={_AT_ONCE}", "--turns=15"
    )
    # Without the units, which the figures have.
    return {name.partition(" (")[0]: value for name, value in found.items()}


def _evaluated(build: Build, *arguments: str) -> Values:
    run = build.interview("eval", *arguments)
    return {"cpu": run.cpu, "wall": run.wall, "peak": run.peak}


_OF_EVALS = (Figure("cpu", "s", goal=0.6), Figure("wall", "s", gate=False), Figure("peak", "MB"))

TRIALS = (
    *map(_door, starting.doors(_SAMPLES)),
    Trial("reading.4,000 lines", partial(_read, 1), (Figure("cpu", "s", goal=0.33),)),
    Trial("reading.500 KB", partial(_read, 2), (Figure("cpu", "s", goal=0.33),), in_bench=False),
    Trial("judging", _judged, (Figure("cpu", "s"),)),
    Trial(
        "turns",
        _turns,
        (
            Figure("a turn, processor, p50", "ms", goal=0.8),
            Figure("a turn, processor, p95", "ms", goal=1.0),
            Figure("memory a turn", "KB", goal=0.6),
            Figure(
                f"{_AT_ONCE} sessions at once, turns a second", "1/s", more_is_better=True, goal=3, gate=False
            ),
            Figure(f"{_AT_ONCE} sessions at once, processor, a turn", "ms", goal=0.33),
        ),
    ),
    Trial("evals.fast", lambda build, _: _evaluated(build, "--tag", "fast"), _OF_EVALS, in_bench=False),
    Trial("evals.all", lambda build, _: _evaluated(build), _OF_EVALS, in_bench=False),
)
"""In the order in which they are printed. What is added here takes its measure from its own module."""
