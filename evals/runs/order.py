"""A scenario and what it is played with as data, so that another process or machine can play it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pydantic import ConfigDict, Field

from app.settings import Settings
from domain.values import Frozen
from evals.playing.scenario import Scenario
from evals.runs.recording import Line
from evals.runs.results import Result
from knowledge.library import find_guides


class Setup(Frozen):
    """What a whole run is played with.

    Keys and addresses are not in it: whoever plays has its own. `prompts` are the texts that stand in for
    shipped ones, by name; `embedder` is the fingerprint of the embedding model, "" for none.
    """

    agents: bool = False
    candidate: str = ""
    model: str = ""
    model_by_agent: dict[str, str] = Field(default_factory=dict)
    model_timeout: float = 20.0
    model_budget: int | None = None
    model_budget_dollars: float | None = None
    turn_timeout: float = 45.0
    mask: bool = True
    mask_names: tuple[str, ...] = ()
    prompts: dict[str, str] = Field(default_factory=dict)
    embeddings: str = ""
    embedder: str = ""

    @property
    def digest(self) -> str:
        """Tells one setup from another."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def settings(self, own: Settings, prompts: Path) -> Settings:
        """These settings with the keys, addresses and folders of `own`; prompts are written to `prompts`."""
        for name, text in self.prompts.items():
            path = prompts / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return own.model_copy(
            update={
                "model": self.model,
                "model_by_agent": dict(self.model_by_agent),
                "model_timeout": self.model_timeout,
                "model_budget": self.model_budget,
                "model_budget_dollars": self.model_budget_dollars,
                "turn_timeout": self.turn_timeout,
                "mask": self.mask,
                "mask_names": self.mask_names,
                "embeddings": self.embeddings,
                "prompts": prompts if self.prompts else None,
            }
        )


class Order(Frozen):
    """One scenario to play with one seed.

    `files` are the guides that stand in no package, by path; `recorded` is what a model said as a candidate
    before, None where that is not kept.
    """

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    setup: Setup
    scenario: Scenario
    seed: int
    files: dict[str, bytes] = Field(default_factory=dict)
    recorded: tuple[Line, ...] | None = None

    def unpacked(self, folder: Path) -> Scenario:
        """The scenario with its guides in `folder`."""
        whole = hashlib.sha256(repr(sorted(self.files.items())).encode()).hexdigest()[:16]
        root = folder / whole
        for name, content in self.files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        packed = {Path(name).parts[0] for name in self.files}
        guides = tuple(
            str(next((root / str(at)).iterdir())) if str(at) in packed else guide
            for at, guide in enumerate(self.scenario.guides)
        )
        return self.scenario.model_copy(update={"guides": guides})


class Outcome(Frozen):
    """What came of an order: a result, or why it was `refused`; and what a model said for the first time."""

    result: Result | None = None
    refused: str = ""
    recorded: tuple[Line, ...] = ()


def packed(scenario: Scenario) -> dict[str, bytes]:
    """The files that `scenario` names by their place, as "number of the guide/name".

    A folder keeps its name and what is below it, a file its folder's name: sources are called by these.
    """
    files: dict[str, bytes] = {}
    for at, guide in enumerate(scenario.guides):
        if not isinstance(guide, str) or not Path(guide).is_absolute():
            continue
        path = Path(guide)
        inside = find_guides([path]) if path.is_dir() else [path]
        for file in inside:
            files[f"{at}/{file.relative_to(path.parent).as_posix()}"] = file.read_bytes()
    return files


def orders(
    setup: Setup,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    recorded: tuple[Line, ...] | None = None,
) -> list[Order]:
    """An order for every scenario with every seed, in the order of the scenarios.

    What is `recorded` goes to those whose candidate a model plays.
    """
    found: list[Order] = []
    for scenario in scenarios:
        files = packed(scenario)
        lines = recorded if scenario.candidate.persona is not None else None
        found += [
            Order(setup=setup, scenario=scenario, seed=seed, files=files, recorded=lines) for seed in seeds
        ]
    return found
