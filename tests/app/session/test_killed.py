import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import guards

ROOT = Path(__file__).resolve().parents[3]


# Odd and no multiple of three, so that a sample meets writes before and after, with a model and without.
@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.sweep), 5])
@pytest.mark.parametrize("what", ["interview", "drill"])
def test_a_session_killed_at_any_write_goes_on_with_nothing_lost_and_nothing_doubled(
    what: str, every: int, tmp_path: Path
) -> None:
    sweep = subprocess.run(
        [sys.executable, "-m", "tests.support.kill_sweep", str(tmp_path), what, str(every)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=guards.SECONDS,
    )
    runs = [json.loads(line) for line in sweep.stdout.splitlines()]

    assert len(runs) * every > 50, "the sweep should have met every write of it"
    whole = runs[-1]
    assert whole["finished"]
    assert whole["questions"] == whole["practised"] == ["q1", "q2"]
    assert {run["model"] for run in runs} == {True, False}
    for run in runs:
        where = f"killed {'after' if run['after'] else 'before'} write {run['at']}"
        assert run["finished"], where
        kept = ("numbers", "said", "questions", "asked", "practised")
        assert {key: run[key] for key in kept} == {key: whole[key] for key in kept}, where
