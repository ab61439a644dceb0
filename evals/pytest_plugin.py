"""Scenario files as tests: `pytest -p evals.pytest_plugin tests/mine.scenario.yaml`."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import terminal
from app.bootstrap.index import open_embedder, open_entailment
from app.bootstrap.sandbox import open_sandbox
from domain.errors import InterviewError
from evals.playing import loading
from evals.playing.world import Worlds
from evals.runs import telling
from evals.runs.results import Result
from evals.runs.running import run_one

_WORLDS = pytest.StashKey[Worlds]()


class ScenarioFailed(Exception):
    """A scenario did not hold; the message is its failures and its transcript."""


@pytest.hookimpl
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """Collect every file that ends with .scenario.yaml."""
    if not file_path.name.endswith(".scenario.yaml"):
        return None
    made: pytest.File = ScenarioFile.from_parent(parent, path=file_path)
    return made


class ScenarioFile(pytest.File):
    """A scenario file; it holds one test."""

    def collect(self) -> Iterator[pytest.Item]:
        """The file's test."""
        yield ScenarioItem.from_parent(self, name=self.path.name.removesuffix(".scenario.yaml"))


class ScenarioItem(pytest.Item):
    """Plays the scenario, and fails with its transcript where something does not hold."""

    def runtest(self) -> None:
        """Play it."""
        result = _played(self.config, self.path)
        if result.skipped:
            pytest.skip(result.skipped)
        if not result.passed and result.known_failure:
            pytest.xfail(result.known_failure)
        if not result.passed:
            raise ScenarioFailed(telling.failure(result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]  # the base also takes a style
        """The failure without a traceback: it is about the interview, not about this code."""
        if isinstance(excinfo.value, ScenarioFailed | InterviewError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands."""
        return self.path, None, f"scenario: {self.name}"


@pytest.fixture
def run_scenario(request: pytest.FixtureRequest) -> Callable[[Path], Result]:
    """Plays the scenario in a file: `assert run_scenario(path).metrics["fair"] == 1`."""
    return lambda path: _played(request.config, path)


def _played(config: pytest.Config, path: Path) -> Result:
    scenario = loading.load(path)
    return asyncio.run(run_one(scenario, 0, _worlds(config)))


def _worlds(config: pytest.Config) -> Worlds:
    """One index for each set of guides, for the whole test run."""
    if _WORLDS not in config.stash:
        folder = tempfile.TemporaryDirectory(prefix="interview-eval-")
        config.add_cleanup(folder.cleanup)
        notices: list[str] = []
        settings = terminal.settings()
        embedder = open_embedder(settings, None, notices.append)
        entailment = open_entailment(settings)
        config.stash[_WORLDS] = Worlds(
            Path(folder.name), embedder, notices.append, entailment, open_sandbox(settings.home)
        )
    return config.stash[_WORLDS]
