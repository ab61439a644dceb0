"""What is imported, or compiled, when it is first used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from domain.later import later
from language.patterns import regex
from mock_interviewer import PACKAGES

ROOT = Path(__file__).parents[1]
HEAVY = (
    "doctest", "faiss", "knowledge.library", "knowledge.parse", "language.figures.parse", "langgraph", "lxml",
    "numpy", "onnxruntime", "opentelemetry", "rounds.coding.task",
)  # fmt: skip


def test_a_module_is_imported_when_something_of_it_is_used() -> None:
    code = (
        "import sys; from domain.later import later; shown = later('colorsys')\n"
        "assert 'colorsys' not in sys.modules\n"
        "assert shown.rgb_to_hls is sys.modules['colorsys'].rgb_to_hls"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_module_that_another_thread_is_importing_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "made_slowly.py").write_text(
        "import threading, time\nbegun = True\nthreading.Event().wait(0.3)\nwhole = 'whole'\n"
    )
    code = (
        "import sys, threading, time; from domain.later import later; sys.path.insert(0, sys.argv[1])\n"
        "threading.Thread(target=__import__, args=('made_slowly',)).start()\n"
        "while not hasattr(sys.modules.get('made_slowly'), 'begun'): time.sleep(0.001)\n"
        "assert later('made_slowly').whole == 'whole'"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True)


def test_a_module_that_is_not_there_is_told_when_it_is_used() -> None:
    gone = later("no_such_module_of_ours")

    with pytest.raises(ModuleNotFoundError, match="no_such_module_of_ours"):
        _ = gone.anything


# What the command's module takes with it, and a tenth more, for another Python or a package that grew.
@pytest.mark.parametrize(("command", "most"), [("sessions", 530), ("prompts", 420)])
def test_a_command_that_reads_and_judges_nothing_imports_nothing_for_it(command: str, most: int) -> None:
    from app.commands.table import COMMANDS

    module = COMMANDS[command][0].partition(":")[0]
    code = f"import sys, app.cli; app.cli.spare(); import {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    imported = done.stdout.split()

    assert sorted(set(HEAVY).intersection(imported)) == []
    assert len(imported) <= most


def test_a_graph_is_compiled_without_those_who_judge() -> None:
    code = (
        "import sys, graphs.interview as graphs\n"
        "for drawn in (graphs.interview_graph, graphs.drill_graph): drawn().compile()\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)

    # LangGraph follows the names in a node's code, `evaluator.agent` as any other.
    assert {"agents.coach.agent", "agents.evaluator.agent", "agents.follow_up_prober.agent"}.isdisjoint(
        done.stdout.split()
    )


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    wrong = regex("(")

    with pytest.raises(re.error):
        wrong.search("it")


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    word = regex("[a-z]+", re.IGNORECASE)

    assert [word.sub("x", "Ab c"), word.findall("Ab c"), word.pattern, word.flags] == [
        "x x",
        ["Ab", "c"],
        "[a-z]+",
        re.compile("[a-z]+", re.IGNORECASE).flags,
    ]


def test_every_pattern_compiles() -> None:
    names = [
        (".".join(path.relative_to(ROOT).with_suffix("").parts), target.id)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "regex(" in (text := path.read_text(encoding="utf-8"))
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "regex"
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    ]

    assert len(names) > 100
    for module, name in names:
        __import__(module)
        getattr(sys.modules[module], name).search("")
