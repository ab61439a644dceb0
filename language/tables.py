"""The word lists of data/, each read once.

A list is data where another language, or another word, would be a line more in it: what the words do stands
in code. Patterns, weights and what single agents listen for are no data of this floor.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

# Eight times as fast as Python's own, where PyYAML was built with it, which its wheels are.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """What a file of ours in YAML says. Others' files are read where what is wrong with them is told."""
    return yaml.load(text, Loader=_LOADER)


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name` of data/."""
    file = resources.files("language").joinpath("data", f"{name}.yaml")
    found: dict[str, Any] = read_yaml(file.read_text(encoding="utf-8"))
    return found


def words_in(listed: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed.split())
