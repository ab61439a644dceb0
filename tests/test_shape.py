"""Bounds on what makes code hard to take in: functions that do not fit a screen, imports that hide."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mock_interviewer import PACKAGES

ROOT = Path(__file__).parents[1]
LINES = 40
LONG = 4
LATE = 42
LATER = 80

WORD = re.compile(r"[^\W\d]\w*")
DEFINED = re.compile(
    r"(?<=\n\n)(?:async )?(?:def|class) (?!pytest_)(\w+)|^([A-Za-z_]\w*)(?:: [^=\n]+)? = ", re.MULTILINE
)
"""A module's functions, classes and constants, but for what a decorator takes in, or pytest by its name."""
INSIDE = ROOT / "rounds" / "sandbox" / "inside"
"""What runs in the sandbox is no module of ours: it is handed over as text."""


def product() -> Iterator[Path]:
    yield ROOT / "mock_interviewer.py"
    for package in (*PACKAGES, "benchmarks"):
        yield from (path for path in (ROOT / package).rglob("*.py") if INSIDE not in path.parents)


def test_functions_fit_a_screen_but_for_a_few() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {node.name}, {node.end_lineno - node.lineno + 1} lines"
        for path in product()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LINES
    ]

    assert len(long) <= LONG, "\n".join(long)


def test_imports_stand_at_the_top_but_for_a_few() -> None:
    late = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in product()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "noqa" in line and "PLC0415" in line
    ]

    assert len(late) <= LATE, "\n".join(late)


def test_modules_that_are_imported_later_are_few() -> None:
    later = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in product()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.match(r"    \w+ = later\(", line)
    ]

    assert 0 < len(later) <= LATER, "\n".join(later)


def test_tests_are_collected_where_a_group_of_packages_is_not_installed() -> None:
    """`make sweep` reads every test's module, those that are left out, too, and installs `dev` alone."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    wanted = {re.split(r"[^\w-]", package)[0].replace("-", "_") for package in groups["browser"]}
    there = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {name}"
        for path in (*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "tests").rglob("conftest.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name]
        if name.split(".")[0] in wanted
    ]

    assert "playwright" in wanted
    assert not there, "\n".join(there)


def test_nothing_is_defined_that_nobody_names() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in product()}
    elsewhere = [*(ROOT / "tests").rglob("*.py"), ROOT / "pyproject.toml", ROOT / "langgraph.json"]
    named: Counter[str] = Counter()
    for text in (*texts.values(), *(path.read_text(encoding="utf-8") for path in elsewhere)):
        named.update(WORD.findall(text))

    unused = [
        f"{path.relative_to(ROOT)}: {found[1] or found[2]}"
        for path, text in texts.items()
        for found in DEFINED.finditer(text)
        if named[found[1] or found[2]] == 1
    ]
    assert not unused, "\n".join(unused)
