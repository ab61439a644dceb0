"""Commands of other distributions, and what happens when they fail."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from app.plugins import GROUP, add_to, installed

SAYS = "import typer\ndef register(app):\n    @app.command('{name}')\n    def say(): typer.echo('said')\n"


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()

    @made.callback()
    def whole() -> None:
        """The whole."""

    @made.command("ours")
    def ours() -> None:
        typer.echo("ours")

    return made


def plugin(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> EntryPoint:
    (folder / f"plugin_{name}.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, f"plugin_{name}", raising=False)
    return EntryPoint(name, f"plugin_{name}:register", GROUP)


def test_a_plugin_adds_its_command(app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    add_to(app, [plugin(tmp_path, monkeypatch, "more", SAYS.format(name="more"))], told.append)

    assert CliRunner().invoke(app, ["more"]).stdout == "said\n"
    assert told == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_module\n", "No module named 'no_such_module'"),
        ("def other(app): pass\n", "has no attribute 'register'"),
        ("raise SystemExit(3)\n", "SystemExit: 3"),
        ("this is no Python\n", "SyntaxError"),
        (SAYS.format(name="half") + "    raise ValueError('two\\nlines')\n", "ValueError: two lines"),
    ],
)
def test_a_plugin_that_fails_is_one_line_and_the_others_go_on(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    told: list[str] = []
    failing = plugin(tmp_path, monkeypatch, "failing", code)
    good = plugin(tmp_path, monkeypatch, "good", SAYS.format(name="good"))

    add_to(app, [failing, good], told.append)

    (line,) = told
    assert "\n" not in line
    assert reason in line
    assert "uninstall" in line
    assert CliRunner().invoke(app, ["ours"]).stdout == "ours\n"
    assert CliRunner().invoke(app, ["good"]).stdout == "said\n"
    assert CliRunner().invoke(app, ["half"]).exit_code == 2


def test_our_own_plugin_is_installed() -> None:
    assert ("eval", "evals.command:register") in {(each.name, each.value) for each in installed()}
