"""What is kept beside our compiled code, made before anybody starts: `python -m app.process.beforehand`.

For a program that cannot be written to when it runs, as in a container: otherwise each of its processes
reads all words of all languages from their YAML anew.
"""

from __future__ import annotations

from pathlib import Path

from knowledge.lines.topics import topic_named
from language.identifier import identifier
from language.tables import read_yaml
from mock_interviewer import HERE, PACKAGES

_READ_OTHERWISE = frozenset({"evals"})
"""Their YAML is checked as it is read, and is no part of an interview."""


def make(home: Path = HERE) -> None:
    """Read every file of ours that an interview may, once."""
    for package in PACKAGES:
        if package not in _READ_OTHERWISE:
            for path in sorted((home / package).rglob("*.yaml")):
                read_yaml(path)
    identifier()
    # Any title would do: all patterns for titles are read with the first.
    topic_named("Questions")


if __name__ == "__main__":
    make()
