"""What an interviewer would ask about a contradiction, in the language of the guide."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from language.tables import read_yaml

_ENGLISH = "en"


def asked(check: str, language: str, **told: str) -> str:
    """The question about what `check` found, with what was `told` put in; English where there is no other."""
    by_language: dict[str, str] = _rows()[check]
    return by_language.get(language, by_language[_ENGLISH]).format(**told)


def called(undertaking: str, language: str) -> str:
    """What an undertaking, by its English name, is called in the question."""
    names: dict[str, dict[str, str]] = _rows()["undertakings"]
    return names.get(undertaking, {}).get(language, undertaking)


def long(low: float, high: float, language: str = _ENGLISH) -> str:
    """A time of `low` to `high` seconds in words: "2 minutes", "30–45 seconds"."""
    unit, length = ("minute", 60.0) if not low % 60 and not high % 60 else ("second", 1.0)
    by_language: dict[str, list[str]] = _rows()["lengths"][unit]
    one, many = by_language.get(language, by_language[_ENGLISH])
    numbers = dict.fromkeys((f"{low / length:g}", f"{high / length:g}"))
    return (one if list(numbers) == ["1"] else many).format("–".join(numbers))


@cache
def _rows() -> dict[str, Any]:
    rows: dict[str, Any] = read_yaml(Path(__file__).with_name("asking.yaml"))
    return rows
