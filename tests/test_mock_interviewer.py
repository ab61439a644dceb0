"""Whose packages are used where another's have the same names."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from mock_interviewer import HERE, PACKAGES, mixed_up, taken
from tests.support import guards

EMPTY = '"""Ours."""\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder as our wheel leaves it."""
    rows = []
    for package in PACKAGES:
        for name in ("__init__.py", "own.py"):
            file = tmp_path / package / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(EMPTY, encoding="utf-8")
            digest = urlsafe_b64encode(sha256(EMPTY.encode()).digest()).decode().rstrip("=")
            rows.append(f"{package}/{name},sha256={digest},{len(EMPTY)}\n")
    record = tmp_path / "mock_interviewer-0.1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("".join(rows), encoding="utf-8")
    return tmp_path


def interview(*paths: Path, home: Path = HERE) -> subprocess.CompletedProcess[str]:
    """`interview --help` out of `home` with `paths` before everything else."""
    found = os.pathsep.join(map(str, [*paths, home]))
    return subprocess.run(
        [sys.executable, "-m", "mock_interviewer", "--help"],
        capture_output=True,
        text=True,
        cwd=Path(sys.executable).parent,
        env={**os.environ, "PYTHONPATH": found},
        timeout=guards.SECONDS,
    )


def foreign(folder: Path, package: str) -> None:
    """A package of another distribution that fails when it is imported."""
    (folder / package).mkdir(parents=True)
    (folder / package / "__init__.py").write_text("raise RuntimeError('not ours')\n", encoding="utf-8")


def test_every_package_that_is_installed_is_looked_at() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))

    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {*PACKAGES, "mock_interviewer.py"} == set(wheel)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_one_sentence_and_does_nothing_so_that_it_can_be_gone_without(package: str) -> None:
    tree = ast.parse((HERE / package / "__init__.py").read_text(encoding="utf-8"))

    assert ast.get_docstring(tree)
    # What switches libraries' telemetry off comes before their first import, and nothing else does.
    rest = [line for line in map(ast.unparse, tree.body[1:]) if line not in QUIET]
    assert rest == []


QUIET = ("import os", "from telemetry.quiet import switch_off", "switch_off(os.environ)")


def test_what_was_installed_is_in_order(site: Path) -> None:
    (site / "agents" / "__pycache__").mkdir()

    assert mixed_up(site) == ()


def test_a_checkout_is_in_order() -> None:
    assert mixed_up(HERE) == ()


def test_a_package_whose_beginning_was_overwritten_is_told(site: Path) -> None:
    (site / "agents" / "__init__.py").write_text("import openai\n", encoding="utf-8")

    assert mixed_up(site) == ("agents",)


def test_a_package_whose_beginning_went_with_another_distribution_is_told(site: Path) -> None:
    (site / "evals" / "__init__.py").unlink()

    assert mixed_up(site) == ("evals",)


def test_another_distribution_that_was_there_before_is_told_by_what_it_left(site: Path) -> None:
    (site / "agents" / "runner.py").write_text("", encoding="utf-8")

    assert mixed_up(site) == ("agents",)


def test_a_package_of_the_same_name_before_ours_on_the_path_is_told_with_its_place(tmp_path: Path) -> None:
    foreign(tmp_path, "models")

    assert taken(HERE, [str(tmp_path), str(HERE)]) == {"models": str(tmp_path / "models")}
    assert taken(HERE, [str(HERE), str(tmp_path)]) == {}


@pytest.mark.parametrize("package", ["agents", "app", "domain", "evals"])
def test_commands_go_on_beside_a_package_of_the_same_name(tmp_path: Path, package: str) -> None:
    foreign(tmp_path, package)

    done = interview(tmp_path)

    assert done.returncode == 0
    assert "evaluate" in done.stdout
    (line,) = done.stderr.splitlines()
    assert f"`{package}` in {tmp_path}" in line
    assert "unset it" in line


def test_commands_go_on_where_another_distribution_overwrote_a_package(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(HERE / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "mock_interviewer.py", tmp_path)
    (tmp_path / "mock_interviewer-0.1.0.dist-info").mkdir()
    rows = [
        f"{path.relative_to(tmp_path).as_posix()},sha256={urlsafe_b64encode(sha256(path.read_bytes()).digest()).decode().rstrip('=')},1\n"
        for path in tmp_path.rglob("*.*")
        if path.is_file()
    ]
    (tmp_path / "mock_interviewer-0.1.0.dist-info" / "RECORD").write_text("".join(rows), encoding="utf-8")
    (tmp_path / "agents" / "__init__.py").write_text("raise RuntimeError('not ours')\n", encoding="utf-8")

    done = interview(home=tmp_path)

    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "`agents`" in line
    assert "pipx install" in line
