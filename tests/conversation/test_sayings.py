"""Every language says everything."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from agents.sayings import SPOKEN, options, wordings
from knowledge.base import open_knowledge
from knowledge.library import Library, read_library

_PLACEHOLDER = re.compile(r"{(\w*)}")
_AGENTS = sorted(
    folder.name
    for folder in resources.files("agents").iterdir()
    if folder.is_dir() and folder.joinpath("sayings").is_dir()
)


def _placeholders(all_of: tuple[str, ...]) -> set[str]:
    return {name for wording in all_of for name in _PLACEHOLDER.findall(wording)}


def test_the_interviewer_speaks_from_files() -> None:
    assert "interviewer" in _AGENTS


@pytest.mark.parametrize("agent", _AGENTS)
@pytest.mark.parametrize("language", SPOKEN)
def test_each_language_has_each_wording_with_its_placeholders(agent: str, language: str) -> None:
    english, own = wordings(agent, "en"), wordings(agent, language)
    assert own.keys() == english.keys()
    for key, said in own.items():
        assert all(each.strip() for each in said), key
        assert _placeholders(said) == _placeholders(english[key]), key


@pytest.mark.parametrize("agent", _AGENTS)
@pytest.mark.parametrize("language", SPOKEN[1:])
def test_nothing_is_left_in_english(agent: str, language: str) -> None:
    english, own = wordings(agent, "en"), wordings(agent, language)
    same = {
        key: wording
        for key, said in own.items()
        for wording in said
        if wording in english[key] and len(_PLACEHOLDER.sub("", wording).split()) > 1
    }
    assert not same


def test_a_language_that_nobody_speaks_is_answered_in_english() -> None:
    assert options("interviewer", "pl", "repeat") == options("interviewer", "en", "repeat")


def test_a_wording_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        options("interviewer", "en", "nothing")


def test_the_language_of_each_guide_is_known(tmp_path: Path) -> None:
    (tmp_path / "pflege.md").write_text(
        "# Vorstellungsgespräch\n\n### Frage 1: Warum sind Sie Pflegekraft geworden?\n\nIch möchte "
        "Menschen in schwierigen Tagen begleiten und ihnen Sicherheit geben.\n",
        encoding="utf-8",
    )
    (tmp_path / "kafka.md").write_text(
        "# Prep\n\n### Q1: Why did you choose Kafka?\n\nBecause a message can be read again after it was "
        "acknowledged, and we needed that.\n",
        encoding="utf-8",
    )
    knowledge = open_knowledge(read_library([tmp_path]), tmp_path / "index", None)
    assert knowledge.languages == {"kafka.md": "en", "pflege.md": "de"}


def test_what_we_say_first_is_in_the_language_of_most_of_the_guides(tmp_path: Path) -> None:
    german = (
        "### Frage {at}: Warum ist die Übergabe so wichtig?\n\n"
        "Weil sonst niemand weiß, was der Patient {at} braucht.\n\n"
    )
    (tmp_path / "pflege.md").write_text("".join(german.format(at=at) for at in range(1, 4)), encoding="utf-8")
    (tmp_path / "a_note.md").write_text(
        "### Q1: Why do you like the night shift?\n\nBecause I can listen to one patient at a time.\n",
        encoding="utf-8",
    )

    assert read_library([tmp_path]).language == "de"
    assert read_library([tmp_path / "a_note.md"]).language == "en"
    assert Library(guides=()).language == "en"
