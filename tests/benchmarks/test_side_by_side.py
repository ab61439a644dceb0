"""Two builds side by side: what is called noise, and what worse."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks import side_by_side
from benchmarks.side_by_side import Measured, compared, measured, outermost, printed
from benchmarks.trial import Build, Failed, Figure, Trial
from benchmarks.trials import TRIALS

_CPU = Figure("cpu", "s", goal=0.6)


def _found(ours: list[float], others: list[float], figure: Figure = _CPU) -> Measured:
    return Measured("starting.help.cpu", figure, ours, others)


def _trial(*of_ours: float, figure: Figure = _CPU) -> Trial:
    """Gives `of_ours` for this build, one after the other and from the start again; 1 for the other."""
    numbers = list(of_ours)

    def run(build: Build, number: int) -> dict[str, float]:
        return {figure.name: numbers[number % len(numbers)] if build.checkout == side_by_side.ROOT else 1.0}

    return Trial("help", run, (figure,))


def test_a_build_that_is_slower_in_every_round_is_worse_and_a_faster_one_better() -> None:
    assert _found([1.1] * 6, [1.0] * 6).verdict == "worse"
    assert _found([0.9] * 6, [1.0] * 6).verdict == "better"


def test_where_more_is_better_it_is_the_other_way_round() -> None:
    turns = Figure("turns", "turns/s", more_is_better=True, goal=3)
    assert _found([1.1] * 6, [1.0] * 6, turns).verdict == "better"
    assert _found([3.1] * 6, [1.0] * 6, turns).meets_goal
    assert not _found([2.9] * 6, [1.0] * 6, turns).meets_goal


def test_one_round_the_other_way_is_noise_among_six_and_not_among_nine() -> None:
    assert _found([1.1] * 5 + [0.9], [1.0] * 6).verdict == "same"
    assert _found([1.1] * 8 + [0.9], [1.0] * 9).verdict == "worse"


def test_a_busy_moment_that_hits_both_builds_is_no_difference() -> None:
    busy = [1.0, 5.0, 1.0, 2.0, 9.0, 1.0]
    assert _found([0.5 * seconds for seconds in busy], busy).ratio == 0.5
    assert _found(busy, busy).verdict == "same"


def test_a_hundredth_is_nothing_to_tell_and_too_few_rounds_tell_nothing() -> None:
    assert _found([1.01] * 9, [1.0] * 9).verdict == "same"
    assert _found([2.0] * 5, [1.0] * 5).verdict == "?"


@pytest.mark.parametrize(("rounds", "out"), [(5, 0), (6, 0), (8, 0), (9, 1), (11, 1), (12, 2), (20, 5)])
def test_the_interval_is_that_of_the_tables_for_the_median(rounds: int, out: int) -> None:
    assert outermost(rounds) == out


def test_the_builds_take_turns_and_the_first_changes_with_the_round(tmp_path: Path) -> None:
    order: list[tuple[int, str]] = []

    def run(build: Build, number: int) -> dict[str, float]:
        order.append((number, build.home.name))
        return {"cpu": 1.0}

    builds = Build(tmp_path, tmp_path / "this"), Build(tmp_path, tmp_path / "other")
    measured({"starting.help": Trial("help", run, (_CPU,))}, *builds, rounds=3)
    assert order == [(0, "this"), (0, "other"), (1, "other"), (1, "this"), (2, "this"), (2, "other")]


def test_the_table_names_both_medians_their_ratio_and_whether_the_goal_is_met() -> None:
    table = printed([_found([0.5, 0.5, 0.5, 0.5, 0.5, 0.6], [1.0] * 6)])
    row = table.splitlines()[1].split()
    assert row[:2] == ["starting.help.cpu", "s"]
    assert {"0.500", "1.00", "0.50", "0.50–0.60", "better", "met"} <= set(row)


@pytest.mark.parametrize(
    ("trial", "worse"),
    [
        (_trial(1.5), ["starting.help.cpu"]),
        (_trial(0.5), []),
        # Seconds by the clock are told, and held against nobody.
        (_trial(1.5, figure=Figure("wall", "s", gate=False)), []),
    ],
)
def test_the_gate_names_what_is_worse_twice(tmp_path: Path, trial: Trial, worse: list[str]) -> None:
    assert compared({"starting.help": trial}, tmp_path, rounds=6, gate=True) == worse


def test_what_is_worse_once_and_not_again_does_not_fail_the_gate(tmp_path: Path) -> None:
    spent = 0

    def run(build: Build, number: int) -> dict[str, float]:
        nonlocal spent
        spent += build.checkout == side_by_side.ROOT
        # Once to prepare, six rounds, and then again.
        return {"cpu": 1.5 if spent <= 7 and build.checkout == side_by_side.ROOT else 1.0}

    trial = Trial("help", run, (_CPU,))
    assert compared({"starting.help": trial}, tmp_path, rounds=6, gate=True) == []


def test_what_the_other_build_cannot_do_is_told_and_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(build: Build, number: int) -> dict[str, float]:
        if build.checkout != side_by_side.ROOT:
            raise Failed("No such command 'code'")
        return {"cpu": 9.0}

    trial = Trial("code", run, (_CPU,))
    assert compared({"starting.code": trial}, tmp_path, rounds=6, gate=True) == []
    assert "starting.code: nothing to compare with" in capsys.readouterr().out


def _a_build(folder: Path, main: str) -> Build:
    (folder / "mock_interviewer.py").write_text(main)
    (folder / "home").mkdir()
    return Build(folder, folder / "home")


def test_a_process_is_measured_with_its_memory_and_what_it_said(tmp_path: Path) -> None:
    # 64 MB that are used, whatever this process holds.
    build = _a_build(tmp_path, "import sys; held = b'x' * 2**26; print(sys.argv[1], sys.stdin.read())")
    run = build.interview("sessions", said="yes")
    assert run.out == "sessions yes\n"
    assert 64 < run.peak < 64 + 60
    assert run.cpu > 0
    assert run.wall > 0


def test_a_process_runs_over_its_own_builds_modules_in_its_own_workspace(tmp_path: Path) -> None:
    build = _a_build(tmp_path, "")
    (tmp_path / "only_here.py").write_text("FIGURE = 7")
    code = "import json, os, only_here; print(json.dumps([only_here.FIGURE, os.environ['INTERVIEW_HOME']]))"
    assert build.script(code) == [7, str(build.home / "workspace")]


def test_a_process_that_fails_is_no_measurement(tmp_path: Path) -> None:
    build = _a_build(tmp_path, "raise SystemExit(3)")
    with pytest.raises(Failed, match="ended with 3"):
        build.interview("sessions")


def test_every_figure_has_a_name_of_its_own() -> None:
    found = side_by_side.trials()
    names = [f"{name}.{figure.name}" for name, trial in found.items() for figure in trial.figures]
    assert len(names) == len(set(names)) and len(found) == len(TRIALS)
    assert "starting.start.cpu" in names
    assert set(side_by_side.trials("reading")) == {"reading.4,000 lines", "reading.500 KB"}


def test_a_program_of_this_checkout_runs_over_the_other_builds_modules(tmp_path: Path) -> None:
    build = _a_build(tmp_path, "")
    (tmp_path / "only_here.py").write_text("FIGURE = 7")
    program = tmp_path / "home" / "program.py"
    program.write_text("import only_here, sys; print('first'); print([only_here.FIGURE, int(sys.argv[1])])")
    assert build.program(program, "8") == [7, 8]


def _slow(of_a_run: float) -> Trial:
    def run(build: Build, number: int) -> dict[str, float]:
        time.sleep(of_a_run)
        return {"cpu": 1.0}

    return Trial("slow", run, (_CPU,))


def test_the_gate_leaves_out_what_takes_too_long_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trials = {"starting.help": _trial(1.5), "turns": _slow(0.3), "judging": _trial(1.0)}
    begun = time.monotonic()

    assert compared(trials, tmp_path, rounds=6, gate=True, seconds=2.0) == ["starting.help.cpu"]
    assert time.monotonic() - begun < 6
    shown = capsys.readouterr().out
    assert "turns: not measured" in shown and "judging.cpu" in shown


def test_what_is_asked_without_the_gate_is_measured_however_long_it_takes(tmp_path: Path) -> None:
    assert compared({"turns": _slow(0.05)}, tmp_path, rounds=2, gate=False, seconds=0.01) == []
