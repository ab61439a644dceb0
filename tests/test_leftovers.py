"""Whatever a run of tests starts ends with it, also where a test fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.support import guards, leftovers

ROOT = Path(__file__).resolve().parent.parent
STARTS = """
import subprocess, sys
from pathlib import Path

def test_starts():
    starts = "Popen(['sleep', '1000'], stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)"
    grandchild = f"from subprocess import *; print({{starts}}.pid)"
    told = subprocess.run([sys.executable, "-c", grandchild], capture_output=True, text=True, check=True)
    Path("pid").write_text(told.stdout)
    assert {passes}
"""


@pytest.mark.parametrize(("passes", "workers"), [(True, 0), (False, 0), (True, 2)])
def test_a_server_that_a_test_left_is_ended_and_the_run_has_failed(
    tmp_path: Path, passes: bool, workers: int
) -> None:
    (tmp_path / "test_it.py").write_text(STARTS.format(passes=passes), encoding="utf-8")

    spread = ["-p", "xdist", "-n", str(workers)] if workers else []
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.leftovers", *spread, "."],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            leftovers.PATIENCE: "0.1",
        },
        capture_output=True,
        text=True,
        timeout=guards.SECONDS,
    )

    assert done.returncode == 1
    assert not psutil.pid_exists(int((tmp_path / "pid").read_text(encoding="utf-8")))
    assert "left running by the tests, and ended" in done.stdout
    assert "sleep 1000" in done.stdout
