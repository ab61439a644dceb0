"""What it costs to begin: `python -m benchmarks.starting [--other CHECKOUT] [--guides FOLDER] [--rounds 7]`.

Each command is typed into a terminal of its own, over an index that is built and a session that was held,
until its first line stands there (of `start`: until the first question is asked). Then it is looked at: the
seconds of the processor that it took so far, in all its threads, and the memory that it holds. With `--other`
the same is done with another checkout, the two taking turns, and the ratio is that of the medians. Seconds
are the processor's, so that other work on the machine matters less.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.trial import Build, Figure, Trial

ROOT = Path(__file__).resolve().parent.parent
_SAMPLES = ROOT / "knowledge/guides"
_MOST_SECONDS = 300.0
_TRIES = 9
_LINES, _COLUMNS = 40, 110
_TAIL = 16_384
# A terminal is asked where its cursor stands, and answers.
_WHERE, _HERE = b"\x1b[6n", b"\x1b[1;1R"
_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]|[\s\x08]")
_FIRST_QUESTION = re.compile(rb"\[1/\d+")
_ANYTHING = re.compile(rb"\S")
_GOALS = {"start": 0.35, "sessions": 0.4, "replay": 0.4, "progress": 0.4, "drill": 0.4, "--help": 0.7}
"""What each may take, as a share of what it took before it was first looked at."""


@dataclass(frozen=True, slots=True)
class Door:
    """A command, and what stands in the terminal when it has begun."""

    name: str
    arguments: tuple[str, ...]
    begun: re.Pattern[bytes] = _ANYTHING


@dataclass(frozen=True, slots=True)
class Begun:
    """What a command took until it had begun: the processor's seconds, and the bytes it holds and held."""

    seconds: float
    resident: int
    peak: int


def doors(guides: Path) -> list[Door]:
    """The commands that are measured, over `guides`."""
    over = ("--guides", str(guides))
    return [
        Door("start", ("start", *over, "--seed", "3"), _FIRST_QUESTION),
        Door("sessions", ("sessions",)),
        Door("replay", ("replay",)),
        Door("progress", ("progress", *over)),
        Door("drill", ("drill", *over)),
        Door("--help", ("--help",)),
    ]


def measured(checkout: Path, home: Path, door: Door) -> Begun:
    """What the command behind `door` takes with the code of `checkout` and the workspace `home`.

    A short command may have ended before it was looked at, and is run again. Raises `RuntimeError` where it
    ends, or five minutes go by, before it has begun, and where it ends too soon each time.
    """
    for _ in range(_TRIES):
        if (begun := _measured(checkout, home, door)) is not None:
            return begun
    raise RuntimeError(f"`{' '.join(door.arguments)}` ends before it can be looked at")


def _measured(checkout: Path, home: Path, door: Door) -> Begun | None:
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(checkout)
        own = {"PYTHONPATH": str(checkout), "INTERVIEW_HOME": str(home), "TERM": "xterm", "NO_COLOR": "1"}
        # Kept compiled: it is what a user's second start takes that is compared.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        program = [sys.executable, "mock_interviewer.py", *door.arguments]
        os.execve(sys.executable, program, {**kept, **own})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    try:
        _read_until(terminal, door)
        return _looked_at(process)
    finally:
        _end(process, terminal)


def _read_until(terminal: int, door: Door) -> None:
    seen = b""
    until = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 1.0)
        if not ready:
            continue
        try:
            written = os.read(terminal, 65536)
        except OSError:
            written = b""
        if not written:
            break
        if _WHERE in written:
            os.write(terminal, _HERE)
        # Only its end: a bar that moves writes megabytes.
        seen = (seen + written)[-_TAIL:]
        if door.begun.search(_ESCAPES.sub(b"", seen)):
            return
    told = seen.decode(errors="replace")[-500:]
    raise RuntimeError(f"`{' '.join(door.arguments)}` did not begin: {told}")


def _looked_at(process: int) -> Begun | None:
    """What it takes; None where it has ended."""
    # The clock of another process: finer than the hundredths of a second that /proc tells.
    seconds = time.clock_gettime((~process << 3) | 2)
    held = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    if "VmRSS" not in held:
        return None
    resident, peak = (int(held[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))
    return Begun(seconds, resident, peak)


def _end(process: int, terminal: int) -> None:
    """End the command as a closed window would, and wait for it."""
    os.kill(process, signal.SIGTERM)
    # Nobody can end while nobody reads what it still writes.
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass
    os.close(terminal)
    os.waitpid(process, 0)


def prepared(checkout: Path, home: Path, guides: Path) -> None:
    """Begin a session with `checkout` in the workspace `home`: all is built then, and something kept."""
    start = doors(guides)[0]
    for _ in range(2):
        measured(checkout, home, start)


def _trial(door: Door) -> Trial:
    def run(build: Build, number: int) -> dict[str, float]:
        del number
        begun = measured(build.checkout, build.home / "workspace", door)
        return {"cpu": begun.seconds, "rss": begun.resident / 1e6, "peak": begun.peak / 1e6}

    def prepare(build: Build) -> None:
        (build.home / "workspace").mkdir(exist_ok=True)
        prepared(build.checkout, build.home / "workspace", _SAMPLES)

    figures = (Figure("cpu", "s", goal=_GOALS[door.name]), Figure("rss", "MB"), Figure("peak", "MB"))
    return Trial(door.name.strip("-"), run, figures, prepare=prepare)


TRIALS = tuple(_trial(door) for door in doors(_SAMPLES))


def side_by_side(
    checkouts: Sequence[Path], guides: Path, rounds: int, only: Sequence[str] = ()
) -> dict[str, list[list[Begun]]]:
    """By the command's name, for each checkout what each round took; the checkouts take turns."""
    chosen = [door for door in doors(guides) if not only or door.name in only]
    found: dict[str, list[list[Begun]]] = {door.name: [[] for _ in checkouts] for door in chosen}
    with tempfile.TemporaryDirectory(prefix="starting-") as folder:
        homes = [Path(folder) / str(number) for number in range(len(checkouts))]
        for checkout, home in zip(checkouts, homes, strict=True):
            home.mkdir()
            prepared(checkout, home, guides)
        for number in range(rounds):
            order = list(enumerate(checkouts))
            for at, checkout in order if number % 2 else order[::-1]:
                for door in chosen:
                    found[door.name][at].append(measured(checkout, homes[at], door))
    return found


def table(found: dict[str, list[list[Begun]]]) -> list[str]:
    """The medians as lines, the first checkout beside the second where there are two."""
    lines = [f"{'what':<22}{'now':>10}{'other':>10}{'ratio':>8}{'spread':>14}"]
    for name, builds in found.items():
        lines.append(_row(f"{name} (CPU s)", [[each.seconds for each in rounds] for rounds in builds]))
    for name in ("start",) if "start" in found else ():
        lines.append(_row(f"{name} (RSS MB)", [[each.resident / 1e6 for each in b] for b in found[name]]))
        lines.append(_row(f"{name} (peak MB)", [[each.peak / 1e6 for each in b] for b in found[name]]))
    return lines


def _row(name: str, builds: list[list[float]]) -> str:
    middles = [median(rounds) for rounds in builds]
    line = f"{name:<22}" + "".join(f"{middle:10.3f}" for middle in middles)
    if len(builds) < 2:
        return line
    spread = f"{min(builds[0]) / middles[1]:.2f} to {max(builds[0]) / middles[1]:.2f}"
    return f"{line}{middles[0] / middles[1]:8.2f}{spread:>14}"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--other", type=Path, help="another checkout to compare with")
    parser.add_argument("--guides", type=Path, default=_SAMPLES, help="the guides (those that are shipped)")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="*", default=(), help="names of commands, for these alone")
    given = parser.parse_args()
    checkouts = [ROOT, *([given.other.resolve()] if given.other else [])]
    print(*table(side_by_side(checkouts, given.guides.resolve(), given.rounds, given.only)), sep="\n")


if __name__ == "__main__":
    main()
