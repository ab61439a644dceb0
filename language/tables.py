"""The word lists of data/, each read once, and how any file of ours in YAML is read.

A list is data where another language, or another word, would be a line more in it: what the words do stands
in code. Patterns, weights and what single agents listen for are no data of this floor.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.later import later
from language.kept import kept

if TYPE_CHECKING:
    import yaml
else:
    yaml = later("yaml")

_DATA = Path(__file__).with_name("data")


def read_yaml(path: Path) -> Any:
    """What the file of ours at `path` says. Others' files are read where what is wrong with them is told.

    What came of it is kept, since JSON is read ten times as fast.
    """
    written = path.read_bytes()

    def read() -> Any:
        # libyaml is eight times as fast as Python's own; PyYAML's wheels are built with it.
        return yaml.load(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    return kept(path, path.name, written, read)


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name` of data/."""
    found: dict[str, Any] = read_yaml(_DATA / f"{name}.yaml")
    return found


def words_in(listed: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed.split())
