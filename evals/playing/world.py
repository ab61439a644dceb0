"""The guides of a scenario, understood and indexed; scenarios with the same guides share them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.settings import SAMPLE_GUIDES
from evals.playing.loading import BadScenario
from evals.playing.scenario import InlineGuide, Scenario
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.entailment.model import Entailment
from knowledge.library import read_library, read_texts
from knowledge.search.embed import CachedEmbedder
from rounds.sandbox.running import Sandbox


@dataclass(frozen=True, slots=True)
class World:
    """An index, and the lines of its guides by name; `sandbox` is where code that is handed in runs."""

    knowledge: KnowledgeBase
    lines: dict[str, list[str]]
    sandbox: Sandbox | None = None


class Worlds:
    """Opens each set of guides once. `folder` takes the texts made for a case and the indexes."""

    def __init__(
        self,
        folder: Path,
        embedder: CachedEmbedder | None,
        notify: Callable[[str], None],
        entailment: Entailment | None = None,
        sandbox: Sandbox | None = None,
    ) -> None:
        self._folder = folder
        self._embedder = embedder
        self._entailment = entailment
        self._sandbox = sandbox
        self._notify = notify
        self._open: dict[str, World] = {}

    @property
    def embedder(self) -> str:
        """The fingerprint of the embedding model, "" for none."""
        return self._embedder.fingerprint if self._embedder is not None else ""

    def check(self, scenarios: Iterable[Scenario]) -> None:
        """Raise `BadScenario` where a guide of one of `scenarios` is not there."""
        for scenario in scenarios:
            for guide in scenario.guides:
                if not isinstance(guide, InlineGuide):
                    _found(guide, scenario.name)

    def of(self, scenario: Scenario) -> World:
        """The guides of `scenario`. Raises `BadScenario` for a sample guide that is not there."""
        key = hashlib.sha256(repr((scenario.guides, sorted(scenario.rubric.items()))).encode()).hexdigest()[
            :16
        ]
        if key not in self._open:
            self._open[key] = self._opened(scenario, self._folder / key)
        return self._open[key]

    def _opened(self, scenario: Scenario, folder: Path) -> World:
        guides = folder / "guides"
        guides.mkdir(parents=True, exist_ok=True)
        where: list[Path] = []
        for guide in scenario.guides:
            if isinstance(guide, InlineGuide):
                (guides / guide.name).write_text(guide.text + "\n", encoding="utf-8")
                where.append(guides / guide.name)
            else:
                where.append(_found(guide, scenario.name))
        if scenario.rubric:
            (guides / "rubric.md").write_text(_rubric(scenario.rubric), encoding="utf-8")
            where.append(guides / "rubric.md")
        library = read_library(where)
        knowledge = open_knowledge(library, folder / "index", self._embedder, self._notify)
        knowledge = knowledge.with_entailment(self._entailment)
        lines = {text.name: text.text.split("\n") for text in read_texts(where)}
        return World(knowledge, lines, self._sandbox)


def _found(name: str, scenario: str) -> Path:
    if Path(name).is_absolute() and Path(name).exists():
        return Path(name)
    path = SAMPLE_GUIDES if name == "sample" else SAMPLE_GUIDES / name
    if not path.exists() or SAMPLE_GUIDES not in (path, path.parent):
        samples = ", ".join(sorted(each.name for each in SAMPLE_GUIDES.glob("*.md")))
        raise BadScenario(
            f"{scenario}.yaml",
            f"guides: no guide {name!r}; allowed: sample, {samples}, a file beside it, name and text",
        )
    return path


def _rubric(weights: dict[str, float]) -> str:
    rows = "\n".join(f"| {name} | {weight:g}% | |" for name, weight in weights.items())
    return f"# How they score\n\n| Criterion | Weight | What it means |\n|---|---|---|\n{rows}\n"
