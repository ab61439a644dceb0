#!/usr/bin/env bash
# A Typer command that is added to a group of click runs there as ever, until it has to say what was wrong: its usage errors
# are none that click knows, so that the user gets a traceback and code 1 in place of a line and code 2.
#
# Libraries: typer 0.29.2, click 8.5.1 (typer.main.get_command, then click.Group.add_command).
# Guess, written down before the run: Typer is built on click, so typer.BadParameter is click's, and the group tells it.
# Behaviour: Typer carries a click of its own (typer._click). Arguments, help and exit of the command work within the other
# click, since all of it is duck typing; its exceptions are no click.ClickException, and nobody catches them.
# Output seen:
#   told well:   0 'hello Ada'
#   told badly:  1 '' BadParameter
#   by itself:   2 'Error' in its last lines: True
#   typer.BadParameter is click's: False
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "typer==0.29.2" "click==8.5.1"
cat >"$here/try.py" <<'PYTHON'
import sys

import click
import typer
from click.testing import CliRunner
from typer.testing import CliRunner as TyperRunner

app = typer.Typer()


@app.command()
def hello(name: str) -> None:
    if name == "nobody":
        raise typer.BadParameter("nobody is no name")
    print(f"hello {name}")


@click.group()
def group() -> None:
    pass


group.add_command(typer.main.get_command(app), "hello")
well = CliRunner().invoke(group, ["hello", "Ada"])
badly = CliRunner().invoke(group, ["hello", "nobody"])
alone = TyperRunner().invoke(app, ["nobody"])
is_clicks = issubclass(typer.BadParameter, click.ClickException)
print("told well:  ", well.exit_code, repr(well.output.strip()))
print("told badly: ", badly.exit_code, repr(badly.output), type(badly.exception).__name__)
print("by itself:  ", alone.exit_code, "'Error' in its last lines:", "Error" in alone.output)
print("typer.BadParameter is click's:", is_clicks)
seen = (well.exit_code, badly.exit_code, type(badly.exception), alone.exit_code, is_clicks)
sys.exit(seen != (0, 1, typer.BadParameter, 2, False))
PYTHON
"$here/venv/bin/python" "$here/try.py"
