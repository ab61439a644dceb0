"""The table of commands: what it says of each is what the command says, and to show it imports none."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module

import pytest

from app.commands.table import COMMANDS, loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_of_a_command_what_the_command_says_first(name: str) -> None:
    where, help_ = COMMANDS[name]
    module, _, function = where.partition(":")
    said = inspect.getdoc(getattr(import_module(module), function)) or ""

    assert " ".join(said.split("\n\n")[0].split()) == help_
    assert loaded(name, where).name == name


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
        "app.commands.helping",
        "app.commands.misuse",
        "app.commands.table",
    }
    assert not modules & {"pydantic", "numpy", "redis", "langgraph", "langchain_core", "onnxruntime"}
