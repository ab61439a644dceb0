"""`interview code`: tasks are listed, a solution is judged, and bad input is one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.bootstrap.guides import check_askable, check_round
from app.cli import app
from domain.errors import InterviewError, NoGuides
from domain.rounds import Round
from domain.work import WorkKind
from knowledge.library import read_library
from rounds.sandbox import runtime
from rounds.tasks import seconds_of, tasks
from tests.support.built import with_graphs, with_interpreter

GUIDE = """# Interview prep

## Coding challenges

### Challenge 1: Two numbers that add up

Challenge: find the places of the two numbers that add up to a target. Mind error handling.
Input: numbers = [2, 7, 11, 15], target = 9
Output: [0, 1]

```python
def two_sum(numbers, target):
    seen = {}
    for place, number in enumerate(numbers):
        if target - number in seen:
            return [seen[target - number], place]
        seen[number] = place
    raise ValueError("no two numbers add up")
```

**Points to mention:**

- A dictionary makes one pass enough
- In production I would log requests that have no answer
"""

RIGHT = "def places(numbers, target):\n    for a in range(len(numbers)):\n        for b in range(a):\n" + (
    "            if numbers[a] + numbers[b] == target:\n                return [b, a]\n    return []\n"
)


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INTERVIEW_HOME", str(with_graphs(tmp_path / "home")))
    path = tmp_path / "guide.md"
    path.write_text(GUIDE, encoding="utf-8")
    return path


def _run(guide: Path, *arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, ["code", *arguments, "--guides", str(guide)], input=given)


def test_the_tasks_are_listed(guide: Path) -> None:
    listed = _run(guide)

    assert listed.exit_code == 0
    assert "1  Two numbers that add up" in listed.output
    assert "1 example" in listed.output


def test_a_solution_without_the_sandbox_is_read_and_says_so(
    guide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "installed", lambda: False)

    judged = _run(guide, "two numbers", "--file", "-", given=RIGHT)

    assert judged.exit_code == 0
    assert 'Install "mock-interviewer[code]"' in judged.output
    assert "What it does  unscored" in judged.output
    assert "Nothing meets wrong or empty input" in judged.output


def test_another_right_algorithm_is_right(guide: Path, tmp_path: Path) -> None:
    if not runtime.installed():
        pytest.skip("the extra `code` is not installed")
    with_interpreter(tmp_path / "home" / "sandbox")

    judged = _run(guide, "1", "--file", "-", "--json", given=RIGHT)

    assert judged.exit_code == 0
    (behaviour, *_) = json.loads(judged.stdout)["verdict"]["work"]["parts"]
    assert (behaviour["part"], behaviour["weight"], behaviour["met"]) == ("behaviour", 40.0, 1.0)
    assert behaviour["findings"][0]["mark"] == "met"


def test_what_was_said_is_held_against_the_points_to_mention(guide: Path, tmp_path: Path) -> None:
    (tmp_path / "said.txt").write_text(
        "With a dictionary a single pass over the list is enough.", encoding="utf-8"
    )

    judged = _run(guide, "1", "--file", "-", "--said", str(tmp_path / "said.txt"), "--json", given="x = (")

    verdict = json.loads(judged.stdout)["verdict"]
    said = {each["key_point"]["text"]: each["label"] for each in verdict["key_points"]}
    assert said["A dictionary makes one pass enough"] in {"covered", "partly"}
    assert said["In production I would log requests that have no answer"] in {"missing", "unsure"}


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (["7"], "", "No task under '7'. `interview code` lists them with their numbers, 1 to 1."),
        (["fizz buzz"], "", "No task under 'fizz buzz'."),
        (
            ["1", "--file", "nothere.py"],
            "",
            "--file nothere.py: it cannot be read (No such file or directory).",
        ),
        (["1", "--file", "-"], " \n", "There is no code"),
        (["1", "--file", "-"], "x" * 200_001, "more than 200,000 bytes"),
    ],
)
def test_bad_input_is_one_line(guide: Path, arguments: list[str], given: str, said: str) -> None:
    failed = _run(guide, *arguments, given=given)

    assert isinstance(failed.exception, InterviewError)
    assert said in str(failed.exception)
    assert "\n" not in str(failed.exception)


def test_a_solution_out_of_a_file_is_kept_as_a_session(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "installed", lambda: False)
    kept = json.loads(_run(guide, "1", "--file", "-", "--json", given=RIGHT).stdout)["session"]

    def told(*arguments: str) -> str:
        return CliRunner().invoke(app, [*arguments]).output

    (session,) = json.loads(told("sessions", "--json"))
    assert (session["id"], session["round"], session["status"]) == (kept, "coding", "finished")
    assert "Nothing meets wrong or empty input" in told("report", kept)
    replayed = told("replay", kept)
    assert "def places(numbers, target):" in replayed and "How it is written" in replayed
    exported = told("export", kept, "--format", "markdown", "--out", "-")
    assert "def places" in exported.replace("\\", "") and "✗ Nothing meets wrong" in exported
    assert "1 question" in told("rescore", kept) or kept in told("sessions")
    assert kept not in told("forget", kept, "--yes") or kept not in told("sessions", "--json")


def test_guides_without_a_task_say_what_one_is(guide: Path) -> None:
    guide.write_text("## Q: Why this job?\n\nBecause I like it here.\n", encoding="utf-8")

    failed = _run(guide)

    assert isinstance(failed.exception, InterviewError)
    assert ": no coding task. One is" in str(failed.exception)


def test_a_guide_of_tasks_alone_can_be_held(guide: Path) -> None:
    library = read_library([guide])

    check_askable(library, Round.CODING)
    check_round(library, Round.CODING)
    with pytest.raises(NoGuides):
        check_askable(library)


def test_a_task_has_the_time_of_its_heading(guide: Path) -> None:
    guide.write_text(GUIDE.replace("add up\n\n", "add up (15 minutes)\n\n", 1), encoding="utf-8")
    (task,) = tasks(read_library([guide]).talking_points, WorkKind.CODE)
    assert seconds_of(task, WorkKind.CODE) == 15 * 60
