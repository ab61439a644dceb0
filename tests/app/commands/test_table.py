"""The table of commands: what it says of each is what the command says, and to show it imports none."""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
from importlib import import_module
from textwrap import wrap

import pytest

from app.commands.examples import EXAMPLES
from app.commands.table import COMMANDS, loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_of_a_command_what_the_command_says_first(name: str) -> None:
    where, help_ = COMMANDS[name]
    module, _, function = where.partition(":")
    said = inspect.getdoc(getattr(import_module(module), function)) or ""

    assert " ".join(said.split("\n\n")[0].split()) == help_
    assert loaded(name, where).name == name


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_is_text_for_people(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line ends where the source's does, and nothing has the name of a type of Python's."""
    monkeypatch.setenv("COLUMNS", "70")
    where, _ = COMMANDS[name]
    command = loaded(name, where)
    command.main(["--help"], prog_name=f"interview {name}", standalone_mode=False)

    shown = capsys.readouterr().out
    assert not re.search(r"<(?:str|int|float|bool|path|list)\b|\[\[", shown), shown
    about = [" ".join(line.split()) for line in shown[: shown.index("╭")].splitlines()]
    for paragraph in (command.help or "").replace(r"\[", "[").split("\n\n"):
        assert any(paragraph.startswith(line) for line in about if line)
        assert all(line in about for line in wrap(paragraph, 68))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_ends_with_a_line_that_the_command_understands(name: str) -> None:
    command = loaded(name, COMMANDS[name][0])
    typed, _, _ = EXAMPLES[name].partition(" < ")

    assert (command.help or "").endswith(f"\n\nFor example: interview {EXAMPLES[name]}")
    first, *given = shlex.split(typed)
    assert first == name
    # Raises where an option is none of its own, or where something is left out.
    command.make_context(name, given)


def test_a_command_of_another_package_needs_no_such_line() -> None:
    command = loaded("of-a-stranger", "app.commands.doctor:doctor")

    assert command.help and "For example" not in command.help


def test_the_help_imports_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from app import cli;"
        "shown = CliRunner().invoke(cli.app, ['--help']);"
        "assert 'one-pager' in shown.stdout, shown.stdout;"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())

    assert {name for name in modules if name.startswith("app.commands.")} == {
        "app.commands.examples",
        "app.commands.helping",
        "app.commands.misuse",
        "app.commands.readable",
        "app.commands.table",
    }
    assert not modules & {"pydantic", "numpy", "redis", "langgraph", "langchain_core", "onnxruntime"}
