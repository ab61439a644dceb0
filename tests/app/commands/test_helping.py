"""The help of the whole program, and what is looked for before a command runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app import cli, plugins
from app.commands import table
from app.commands.helping import PARTS, drawn, in_parts

COMMANDS = [
    ("First", [("short", "Does it.")]),
    ("Second", [("a-longer-one", 'Tells "references": [text…] of what it is given, line by line.')]),
]


def test_every_line_fits_and_every_word_is_there() -> None:
    help_ = drawn("interview COMMAND", "About it.\n\nAnd more of it.", COMMANDS, 48)

    assert {len(line) for line in help_.splitlines() if line.startswith(("│", "╭", "╰"))} == {48}
    assert all(len(line) <= 48 for line in help_.splitlines())
    said = " ".join(help_.replace("│", " ").split())
    assert 'a-longer-one Tells "references": [text…] of what it is given, line by line.' in said
    assert "About it. And more of it." in said
    assert "\x1b" not in help_


def test_in_colours_it_says_the_same() -> None:
    coloured = drawn("interview COMMAND", "About it.", COMMANDS, 60, styled=True)

    for sign in ("\x1b[1m", "\x1b[1;36m", "\x1b[2m", "\x1b[0m"):
        assert sign in coloured
        coloured = coloured.replace(sign, "")
    assert coloured == drawn("interview COMMAND", "About it.", COMMANDS, 60)


def test_commands_stand_in_the_parts_that_the_readme_has() -> None:
    parts = in_parts({"zzz": "Another package's.", "start": "Begins.", "check": "Checks."})
    assert [(title, [name for name, _ in rows]) for title, rows in parts] == [
        ("Being interviewed", ["start"]),
        ("Your guides", ["check"]),
        ("For others, and underneath", ["zzz"]),
    ]

    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    for title, names in PARTS:
        part = readme.partition(f"**{title}**")[2].partition("\n**")[0]
        assert not [name for name in names if f"`{name}" not in part]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_the_whole_help_names_every_command(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["interview", *arguments])

    with pytest.raises(SystemExit):
        cli.run()

    shown = capsys.readouterr()
    # Those of other packages, too.
    for name in (*table.COMMANDS, "eval", "web"):
        assert f"│ {name} " in shown.out + shown.err


def test_for_a_command_of_ours_nobody_elses_are_looked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(plugins, "installed", lambda: looked.append("looked") or ())
    for arguments, found in ((["prompts", "--help"], 0), (["nothing-of-ours"], 1)):
        monkeypatch.setattr(sys, "argv", ["interview", *arguments])
        with pytest.raises(SystemExit):
            cli.run()
        assert len(looked) == found


def test_the_help_of_commands_with_others_below_them_names_no_types_of_pythons(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["interview", "users", "--help"])
    with pytest.raises(SystemExit):
        cli.main()

    told = capsys.readouterr().out
    assert "token" in told
    assert "bool" not in told.lower()
