"""One sandbox for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from rounds.sandbox import runtime
from rounds.sandbox.running import Sandbox
from tests.support.built import with_interpreter


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """A sandbox whose interpreter is compiled; skips where the extra `code` is not installed."""
    if not runtime.installed():
        pytest.skip("the extra `code` is not installed")
    return with_interpreter(tmp_path_factory.mktemp("sandbox"))


@pytest.fixture(scope="session")
def task_text() -> str:
    """A task as guides hold it: words, input and output, code with a doctest, asserts and remarks."""
    return (Path(__file__).parent / "two_sum.txt").read_text(encoding="utf-8")
