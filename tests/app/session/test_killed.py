import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.redis_servers import SERVERS, binary

ROOT = Path(__file__).resolve().parents[3]


# A sample is killed at every third write; beside it the sweep meets what stood at all others.
SAMPLE = [("interview", "embedded", "killed", [1]), ("drill", "embedded", "killed", [1])]
ALL = [
    *(("interview", name, "killed", [1]) for name in SERVERS),
    *((what, "embedded", "put-back", [1, 2, 3]) for what in ("interview", "drill")),
]


@pytest.mark.timeout(1900)
@pytest.mark.parametrize(
    ("what", "server", "how", "firsts"),
    [*SAMPLE, *(pytest.param(*each, marks=pytest.mark.sweep) for each in ALL)],
)
def test_a_session_killed_at_any_write_goes_on_with_nothing_lost_and_nothing_doubled(
    what: str, server: str, how: str, firsts: list[int], tmp_path: Path
) -> None:
    if server in SERVERS:
        binary(server)
    sweep = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.support.kill_sweep",
            str(tmp_path),
            what,
            server,
            how,
            "3",
            *map(str, firsts),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=1800,
    )
    runs = [json.loads(line) for line in sweep.stdout.splitlines()]

    assert len(runs) > 18 // 3 * len(firsts), "the sweep should have met every write of it"
    whole = runs[-1]
    assert whole["finished"]
    assert whole["questions"] == whole["practised"] == ["q1", "q2"]
    assert {run["model"] for run in runs} == {True, False}
    for run in runs:
        where = f"killed {'after' if run['after'] else 'before'} write {run['at']}"
        assert run["finished"], where
        kept = ("numbers", "said", "questions", "asked", "practised")
        assert {key: run[key] for key in kept} == {key: whole[key] for key in kept}, where
