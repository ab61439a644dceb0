"""A question with its answer in several languages, for tests of how documents are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

_FILE = Path(__file__).parents[1] / "knowledge" / "twins" / "phrases.yaml"


class Phrases(NamedTuple):
    """A question, its answer's three sentences, and the headings that a guide of the language has."""

    language: str
    heading: str
    question: str
    answer: Sequence[str]
    to_ask: str
    avoid: str


def every_language() -> list[Phrases]:
    """The phrases of all languages, those looked at while the reader was written first."""
    held = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return [Phrases(language, **told) for half in held.values() for language, told in half.items()]
