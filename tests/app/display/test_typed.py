"""A command is named as it can be typed where it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from app.commands.table import COMMANDS
from app.display import typed
from app.display.complaints import complain
from app.terminal import screen

LABELS = Path(typed.__file__).parent / "labels"
BARE = re.compile(r"(?<!`)\binterview (?=[a-z][a-z-]+ |--)")
"""A command of ours outside backticks, as far as it can be told from a sentence about an interview."""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command as `make setup` puts it where no shell looks; its folder's root is the working folder."""
    command = tmp_path / ".venv" / "bin" / "interview"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr("sys.argv", [".venv/bin/interview", "start"])
    return command


def test_where_no_shell_finds_it_the_file_is_named(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    complain("Left open. `interview resume` goes on at the same question.")
    screen().line("Guides", "2 read   (`interview talking-points` shows them)")
    screen().notice("`interview report x5km` shows what came of your interview.")
    screen().help({"Ctrl-D": "`interview resume` goes on"})

    shown = capsys.readouterr()
    assert shown.err == "interview: Left open. `.venv/bin/interview resume` goes on at the same question.\n"
    assert shown.out == (
        "Guides      2 read   (`.venv/bin/interview talking-points` shows them)\n"
        "  `.venv/bin/interview report x5km` shows what came of your interview.\n"
        "  Ctrl-D  `.venv/bin/interview resume` goes on\n"
    )
    assert typed.command("interview drill --kind facts") == ".venv/bin/interview drill --kind facts"


def test_where_a_shell_finds_it_its_name_is_enough(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(installed.parent))
    assert typed.in_sentences("`interview resume` goes on.") == "`interview resume` goes on."


def test_another_installation_of_that_name_is_not_this_one(
    installed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / "interview"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(other.parent))

    assert typed.command("interview resume") == ".venv/bin/interview resume"


def test_a_path_is_typed_as_a_shell_reads_it(
    installed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(installed.parent)
    monkeypatch.setattr("sys.argv", ["./interview"])
    assert typed.command("interview resume") == "./interview resume"

    spaced = tmp_path / "my notes"
    spaced.mkdir()
    installed.rename(spaced / "interview")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["my notes/interview"])
    assert typed.command("interview resume") == "'my notes/interview' resume"


@pytest.mark.parametrize("ran", ["/usr/bin/pytest", "interview", "mock_interviewer.py"])
def test_whatever_else_runs_names_the_command(
    installed: Path, monkeypatch: pytest.MonkeyPatch, ran: str
) -> None:
    monkeypatch.setattr("sys.argv", [ran])
    assert typed.in_sentences("`interview resume`") == "`interview resume`"


@pytest.mark.parametrize("labels", sorted(LABELS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_command_in_a_sentence_stands_in_backticks(labels: Path) -> None:
    sentences = yaml.safe_load(labels.read_text(encoding="utf-8"))
    commands = [text for text in sentences.values() if isinstance(text, str) and "`interview " in text]
    bare = [text for text in sentences.values() if isinstance(text, str) and _names_a_command(text)]

    assert len(commands) >= 5
    assert bare == []


def _names_a_command(text: str) -> bool:
    return any(text[found.end() :].split()[0] in COMMANDS for found in BARE.finditer(text))
