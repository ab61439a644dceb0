"""Garbage is searched for again once a command has been imported, and not in what that brought."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

from app.process import collecting

ROOT = Path(__file__).resolve().parents[3]


def test_a_command_searches_again_and_leaves_out_what_was_imported(tmp_path: Path) -> None:
    code = (
        "import atexit, gc, sys; sys.argv = ['interview', 'prompts']; import mock_interviewer\n"
        "atexit.register(lambda: sys.stderr.write(f'{gc.isenabled()} {gc.get_freeze_count() > 10_000}'))\n"
        "mock_interviewer.main()"
    )
    variables = {**os.environ, "INTERVIEW_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True
    )

    assert done.stderr == "True True"


def test_within_another_program_nothing_is_changed() -> None:
    frozen = gc.get_freeze_count()
    collecting.put_off()
    collecting.begin()

    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
