import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from domain.errors import BadSetting
from evals.evaluating import evaluate
from tests.evals.played import GUIDE
from tests.support.built import with_graphs

ROOT = Path(__file__).parents[2]


def _scenario(folder: Path, name: str, candidate: str, least: float, known: str = "") -> None:
    (folder / "lighthouse.md").write_text(GUIDE)
    (folder / name).write_text(
        f"about: a test\ntags: [mine]\nguides: [lighthouse.md]\ncandidate: {{behaviour: {candidate}}}\n"
        f"expect: {{metrics: {{score: {{at_least: {least}}}}}}}\n{known}\n"
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INTERVIEW_HOME", str(with_graphs(tmp_path / "home")))
    return tmp_path


def _run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(evaluate)
    return CliRunner().invoke(app, list(arguments))


def test_the_list_names_the_scenarios_and_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path / "home"))
    shown = _run("--list", "--only", "bakery")
    assert shown.exit_code == 0
    assert "bakery-strong" in shown.output
    assert "scenarios," not in shown.output
    assert not (tmp_path / "home").exists()


def test_a_model_that_is_not_set_is_told_in_one_line(home: Path) -> None:
    failed = _run("--model", "--only", "bakery-strong")
    assert isinstance(failed.exception, BadSetting)
    assert "needs a language model" in str(failed.exception)


def test_a_failure_ends_with_one_and_its_transcript_and_a_known_one_with_zero(home: Path) -> None:
    _scenario(home, "good.yaml", "strong", 0.8)
    _scenario(home, "bad.yaml", "off_topic", 0.8)
    failed = _run("--scenarios", str(home), "--out", str(home / "r.jsonl"), "--html", str(home / "r.html"))
    assert failed.exit_code == 1
    assert "✗ score is" in failed.output
    assert "2 scenarios" in failed.output and "1 passed" in failed.output
    assert json.loads((home / "r.jsonl").read_text().splitlines()[-1])["scenarios"] == 2
    assert (home / "r.html").read_text().startswith("<!doctype html>")

    _scenario(home, "bad.yaml", "off_topic", 0.8, "known_failure: baking is no answer")
    known = _run("--scenarios", str(home), "--only", "bad")
    assert known.exit_code == 0
    assert "known: bad: baking is no answer" in known.output


def test_a_run_that_got_worse_than_the_accepted_one_ends_with_one(home: Path) -> None:
    _scenario(home, "a.yaml", "strong", 0.5)
    kept = str(home / "kept.jsonl")
    assert _run("--scenarios", str(home), "--accept", kept).exit_code == 0
    assert _run("--scenarios", str(home), "--against", kept).exit_code == 0
    _scenario(home, "a.yaml", "silent", 0.5, "known_failure: it is silent")
    worse = _run("--scenarios", str(home), "--against", kept)
    assert worse.exit_code == 1
    assert "a passed then and fails now" in worse.output


def test_a_gate_that_is_missed_ends_with_one(home: Path) -> None:
    _scenario(home, "a.yaml", "strong", 0.5)
    assert _run("--scenarios", str(home), "--gate", "fair=1").exit_code == 0
    missed = _run("--scenarios", str(home), "--gate", "calibration_error=-1")
    assert missed.exit_code == 1
    assert "gate missed: calibration_error is 0" in missed.output


def test_a_scenario_file_is_a_test_and_the_fixture_plays_one(home: Path) -> None:
    _scenario(home, "mine.scenario.yaml", "strong", 0.5)
    _scenario(home, "silent.scenario.yaml", "silent", 0.5)
    (home / "test_mine.py").write_text(
        "from pathlib import Path\n"
        "def test_it(run_scenario):\n"
        "    result = run_scenario(Path(__file__).with_name('mine.scenario.yaml'))\n"
        "    assert result.metrics['questions'] == 2\n"
    )
    command = [sys.executable, "-m", "pytest", "-rpf", "-p", "evals.pytest_plugin", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [
            *command,
            "--rootdir",
            str(home),
            # What lies in the folders above the temporary one is somebody else's.
            "--confcutdir",
            str(home),
            "-c",
            str(ROOT / "pyproject.toml"),
            *(str(home / name) for name in ("mine.scenario.yaml", "silent.scenario.yaml", "test_mine.py")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout
    assert "1 failed, 2 passed" in done.stdout
    (failed,) = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert "silent.scenario.yaml" in failed
    # A transcript tells why.
    assert "candidate" in done.stdout
    assert "Traceback" not in done.stdout
