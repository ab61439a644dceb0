"""Who starts the program with its input, its output or its errors closed is told no fault."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import ROOT

_OPENS_A_FILE = """
import os, sys
from app.process.standing import open_what_was_closed
open_what_was_closed()
with open(sys.argv[1], "w") as kept:
    print("for the reader")
    sys.stdout.flush()
    os.system("echo of another program")
    print("for the reader", file=sys.stderr)
"""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_is_printed_goes_into_no_file_that_is_opened(closed: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-c", _OPENS_A_FILE, str(kept)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0
    assert kept.read_text() == ""


def test_a_list_with_its_output_closed_ends_as_ever(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", sys.executable, "-m", "mock_interviewer", "prompts"],
        cwd=ROOT,
        env={"INTERVIEW_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
