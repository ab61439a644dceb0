"""The word lists that are data."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
import yaml

from language import tables
from language.tables import read_yaml, table, words_in
from language.words import FUNCTION_WORDS, LANGUAGES, NUMBERS


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_table_that_is_by_language(code: str) -> None:
    denying = table("negation")
    assert len(FUNCTION_WORDS[code]) >= 40
    assert {float(number) for number in range(2, 13)} <= set(NUMBERS[code].values())
    assert words_in(denying["ahead"].get(code, "")) | words_in(denying["around"].get(code, ""))
    assert words_in(denying["near"][code])
    assert words_in(denying["openers"][code])
    assert words_in(table("counting")[code])
    assert code in table("tongues")


@pytest.mark.parametrize("name", ["ahead", "around", "near", "openers"])
def test_no_list_is_of_a_language_that_has_no_function_words(name: str) -> None:
    assert set(table("negation")[name]) <= set(LANGUAGES)


def test_the_languages_with_numbers_and_the_languages_with_function_words_are_the_same() -> None:
    assert tuple(NUMBERS) == LANGUAGES


@pytest.mark.parametrize("name", ["english", "figure_words", "numbers", "traditional"])
def test_a_file_says_the_same_to_whoever_reads_it(name: str) -> None:
    path = Path(tables.__file__).with_name("data") / f"{name}.yaml"

    assert read_yaml(path) == yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in YAML in a folder of which what is read is kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "words.yaml"
    path.write_text("said: [well, so]\ncount: 2\nshare: 0.5\n", encoding="utf-8")
    return path


def _kept(path: Path) -> Path:
    return Path(cache_from_source(str(path))).with_name(f"{path.name}.json")


def test_what_was_read_is_kept_and_is_the_same(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_yaml(words)
    assert _kept(words).exists()
    monkeypatch.setattr(tables, "yaml", None)

    assert read_yaml(words) == first == {"said": ["well", "so"], "count": 2, "share": 0.5}


def test_a_file_that_changed_is_read_again(words: Path) -> None:
    read_yaml(words)
    words.write_text("said: [well, er]\ncount: 2\nshare: 0.5\n", encoding="utf-8")

    assert read_yaml(words)["said"] == ["well", "er"]


@pytest.mark.parametrize("damage", [b"", b"{}", None])
def test_what_is_kept_and_damaged_is_not_believed(words: Path, damage: bytes | None) -> None:
    read_yaml(words)
    whole = _kept(words).read_bytes()
    _kept(words).write_bytes(whole.replace(b"well", b"bell") if damage is None else damage)

    assert read_yaml(words)["said"] == ["well", "so"]
    assert _kept(words).read_bytes() == whole


@pytest.mark.parametrize("text", ["1: one\n", "day: 2026-05-04\n"])
def test_what_json_cannot_say_is_not_kept(words: Path, text: str) -> None:
    words.write_text(text, encoding="utf-8")

    assert read_yaml(words) == yaml.safe_load(text)
    assert not _kept(words).exists()


def test_where_nothing_can_be_kept_it_is_read_all_the_same(words: Path) -> None:
    (words.parent / "__pycache__").write_text("in the way")

    assert read_yaml(words)["count"] == 2


def test_python_that_keeps_nothing_keeps_nothing_of_this(
    words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert read_yaml(words)["count"] == 2
    assert list(words.parent.iterdir()) == [words]
