"""Nothing outside language/ cuts sentences, tells a language or reads a number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A class of signs with a stop and a question mark in it, and blanks after it: where a sentence ends.
_CUTS = re.compile(r"\[[^\]\s]*\.[^\]\s]*\?[^\]\s]*\]\+?\)?(?:\[[^\]]*\])?[*+]*\\s[+*]")
_LITTLE_WORDS = re.compile(
    r"(?:\b(?:a|an|and|the|of|der|die|das|und|mit|el|la|los|las|y|que|le|les|des|et|o|os|uma|il) ){4}"
    r"|FUNCTION_WORDS|py3langid"
)
_NUMBER_WORDS = re.compile(
    r"\b(?:two|three|four|five|six)\b[|\s\"',]+\b(?:three|four|five|six|seven)\b[|\s\"',]"
)
_DIGITS = re.compile(r"\\d\+\(\?:\[[.,]{2}\]\\d\+\)")
# What looks like it and is another thing, by file and a part of the line.
_OTHER_THINGS = {
    "agents/follow_up_prober/clauses.py": "signs =",
    "knowledge/parse/stories/stories.py": "{2,20}[:：]",
    "knowledge/files/mojibake.py": "signs(0xC2",
    "evals/entailment/compose.py": "_CONTENT =",
    "knowledge/rules.py": "_OTHERS =",
}


def _lines() -> Iterator[tuple[str, str]]:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"][
        "packages"
    ]
    for package in packages:
        for file in sorted((ROOT / package).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            for line in file.read_text(encoding="utf-8").splitlines():
                code = line.strip()
                if not code.startswith("#") and not (name in _OTHER_THINGS and _OTHER_THINGS[name] in line):
                    yield name, code


@pytest.mark.parametrize("pattern", [_CUTS, _LITTLE_WORDS, _NUMBER_WORDS, _DIGITS])
def test_a_notion_of_language_is_defined_in_language_alone(pattern: re.Pattern[str]) -> None:
    found = [f"{name}: {line}" for name, line in _lines() if pattern.search(line)]
    assert [line for line in found if not line.startswith("language/")] == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (_CUTS, r'_SENTENCE = re.compile(r"(?<=[.!?])\s+")'),
        (_CUTS, r"""_SENTENCE = re.compile(r"(?<=[.!?])[\"”'_*)]*\s+(?=[A-Z0-9])")"""),
        (_LITTLE_WORDS, '"de": frozenset("der die das und mit von".split())'),
        (_NUMBER_WORDS, r'r"\d|\b(?:two|three|four|five)\b"'),
        (_DIGITS, r'_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")'),
    ],
)
def test_the_old_definitions_would_be_found(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)
