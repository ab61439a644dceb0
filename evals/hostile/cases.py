"""The replies of cases/, each with the situation that it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

WORDING = ("interviewer", "follow_up_prober", "coach")
"""The agents whose models word something."""
AGENTS = (*WORDING, "judge")
_SITUATION = frozenset({"hostile", "good"})


@dataclass(frozen=True, slots=True)
class Case:
    """One reply of a model: for which agent, in which situation, and whether it is hostile.

    `unseen` cases were written before the checks, and whoever works on these looks at the others alone. What
    a `situation` and a `reply` hold, the agent's file tells.
    """

    agent: str
    situation: dict[str, Any]
    reply: Any
    hostile: bool
    unseen: bool


@cache
def cases() -> tuple[Case, ...]:
    """All cases."""
    return tuple(case for agent in AGENTS for case in _of(agent))


def _of(agent: str) -> Iterator[Case]:
    rows = _file(agent)
    anywhere = _file("anywhere") if agent in WORDING else {"unseen": [], "seen": []}
    for at, row in enumerate(rows):
        situation = {key: value for key, value in row.items() if key not in _SITUATION}
        for kind in _SITUATION:
            for half, replies in row[kind].items():
                # What fits nowhere is tried in the first situation.
                more = anywhere[half] if kind == "hostile" and at == 0 else []
                said = [[1, text] for text in more] if agent == "coach" else more
                for reply in (*replies, *said):
                    yield Case(agent, situation, reply, kind == "hostile", half == "unseen")


def _file(name: str) -> Any:
    file = resources.files("evals.hostile").joinpath("cases", f"{name}.yaml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))
