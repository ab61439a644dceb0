"""A small guide and the playing of scenarios over it, for tests of the eval runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.playing.loading import made
from evals.playing.play import play
from evals.playing.played import Played
from evals.playing.scenario import Scenario
from evals.playing.world import Worlds
from evals.runs.results import Result
from knowledge.search.embed import CachedEmbedder
from tests.support.embedding import HashEmbedder

GUIDE = """# Prep: running a lighthouse

**Q: How did you cut the lamp's power bill?**

- I replaced the halogen lamp with a diode array after measuring both for 14 nights
- The bill fell from 310 to 95 crowns a month because the array needs no warm-up
- The price was a new lens, which took 6 weeks to grind

**Q: How do you handle fog?**

- The horn starts by itself when the camera loses the far buoy
- I call the harbour within 15 minutes so that pilots know
- A second keeper takes over after 12 hours

## Do not say

| Don't say | Say |
|---|---|
| "Nobody sails here in winter" | "Forty ships pass in a winter week" |
"""


def a_scenario(candidate: dict[str, Any] | None = None, **more: Any) -> Scenario:
    """A scenario over the small guide; the candidate is strong where none is given."""
    given = {
        "about": "a test",
        "guides": [{"name": "lighthouse.md", "text": GUIDE}],
        "candidate": candidate or {"behaviour": "strong"},
        **more,
    }
    return made(given, "case.yaml", name="case")


def worlds(folder: Path) -> Worlds:
    """Worlds with an embedder that needs no weights."""
    return Worlds(folder, CachedEmbedder(HashEmbedder()), lambda notice: None)


async def played(folder: Path, candidate: dict[str, Any], **more: Any) -> Played:
    """The scenario, played."""
    scenario = a_scenario(candidate, **more)
    return await play(scenario, 0, worlds(folder).of(scenario))


def without_times(results: Sequence[Result]) -> list[dict[str, Any]]:
    """What `results` hold besides how long things took and what they cost."""
    rows = [each.model_dump(exclude={"milliseconds", "usage"}) for each in results]
    for row in rows:
        row["metrics"] = {name: value for name, value in row["metrics"].items() if "milliseconds" not in name}
        for turn in row["transcript"]:
            turn.pop("milliseconds")
            turn["agents"] = sorted(turn["agents"])
    return rows
