"""What sections are about: small guides with all that is in them, in many languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.lines.times import spoken_seconds
from tests.support.guides import points

SAMPLES = Path(__file__).with_name("sections")


@cache
def samples() -> dict[str, dict[str, Any]]:
    held: dict[str, dict[str, Any]] = {}
    for file in sorted(SAMPLES.glob("*.yaml")):
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert not held.keys() & read.keys()
        held |= read
    return held


@pytest.mark.parametrize("name", samples())
def test_a_section_holds_what_it_is_about(name: str) -> None:
    found: dict[str, list[str]] = {}
    for point in points(samples()[name]["text"]):
        found.setdefault(point.kind.value, []).append(point.title)

    assert found == samples()[name]["holds"]


@pytest.mark.parametrize("name", [name for name, sample in samples().items() if "said_never" in sample])
def test_what_not_to_say_is_never_a_key_point(name: str) -> None:
    held = [
        key_point.text
        for point in points(samples()[name]["text"])
        if point.kind != "red_flag"
        for key_point in point.key_points
    ]

    assert held
    for words in samples()[name]["said_never"]:
        assert not any(words in text for text in held)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("One-minute summary", 60),
        ("Zwei Minuten über mich", 120),
        ("Resumen de treinta segundos", 30),
        ("自我介紹（2分鐘）", 120),
        ("자기소개 (1분)", 60),
        ("Thirty people, ninety per cent", None),
    ],
)
def test_a_time_may_stand_in_words(text: str, seconds: int | None) -> None:
    found = spoken_seconds(text)

    assert found == (None if seconds is None else (seconds, seconds))
