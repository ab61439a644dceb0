"""A full disk is one line that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.commands.test_command import ROOT, Run, a_guide, lines_told, run

__all__ = ["run"]


@pytest.fixture
def full_disk() -> Iterator[Path]:
    """A disk of 64 kB; skips where none may be mounted."""
    with tempfile.TemporaryDirectory(prefix="full-") as name:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", name], check=False, capture_output=True
        )
        if mounted.returncode:
            pytest.skip("no disk may be mounted here")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def test_a_disk_that_is_full_at_the_start_is_told_in_one_line(
    run: Run, full_disk: Path, tmp_path: Path
) -> None:
    done = run("start", "-g", str(a_guide(tmp_path)), said="hello\n", INTERVIEW_HOME=str(full_disk / "home"))

    assert done.returncode == 3
    assert len(lines_told(done.stderr)) == 1
    assert (
        f"The disk of {full_disk}/home/redis is full. Make room there, or set INTERVIEW_HOME" in done.stderr
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("command", [["talking-points", "--json"], ["doctor", "--help"]])
def test_output_that_finds_no_room_is_told_in_one_line(command: list[str], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from app.cli import main; main()", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "INTERVIEW_HOME": str(tmp_path)},
            timeout=100,
            check=False,
        )

    assert done.returncode == 3
    (told,) = (line for line in lines_told(done.stderr) if line.startswith("interview: "))
    assert told == (
        "interview: What was to be printed is not all there: the disk it went to has no room left."
    )
