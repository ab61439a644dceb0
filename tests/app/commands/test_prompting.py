"""`interview prompts` and an own folder of prompts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from domain.errors import BadSetting
from prompts import loader as prompts
from prompts.loader import SHIPPED

NAME = "interviewer/ask"


@pytest.fixture(autouse=True)
def shipped_again() -> Iterator[None]:
    yield
    prompts.use_folder(None)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one prompt of our own."""
    text = (SHIPPED / f"{NAME}.md").read_text(encoding="utf-8")
    (tmp_path / "interviewer").mkdir()
    (tmp_path / f"{NAME}.md").write_text(
        text.replace("Plain speech", "Plain and warm speech"), encoding="utf-8"
    )
    return tmp_path


def test_every_prompt_is_listed_with_its_version_and_digest() -> None:
    lines = CliRunner().invoke(app, ["prompts"]).output.splitlines()
    assert [line.split()[0] for line in lines] == list(prompts.names())
    template = prompts.load(NAME)
    listed = next(line.split() for line in lines if line.startswith(NAME))
    assert listed[1:] == [str(template.version), template.digest[:12]]


def test_an_own_prompt_is_marked_and_its_difference_shown(own: Path) -> None:
    given = {"INTERVIEW_PROMPTS": str(own)}
    assert f"{NAME}" in next(
        line for line in CliRunner().invoke(app, ["prompts"], env=given).output.splitlines() if "own" in line
    )
    shown = CliRunner().invoke(app, ["prompts", "--diff", NAME], env=given).output
    assert any(line.startswith("+") and "Plain and warm speech" in line for line in shown.splitlines())


def test_the_own_prompt_is_the_one_that_agents_load_and_name(own: Path) -> None:
    prompts.use_folder(own)
    loaded = prompts.load(NAME)
    assert "Plain and warm speech" in loaded.system
    assert loaded.reference.startswith(f"{NAME}@{loaded.version}+")
    prompts.use_folder(None)
    assert prompts.load(NAME) == prompts.shipped(NAME)


def test_a_prompt_that_nobody_asks_for_is_told_at_once(own: Path) -> None:
    (own / "interviewer" / "aks.md").write_text("hello", encoding="utf-8")
    with pytest.raises(BadSetting, match="interviewer/aks"):
        prompts.use_folder(own)
