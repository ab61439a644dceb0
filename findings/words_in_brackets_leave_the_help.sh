#!/usr/bin/env bash
# A command's help says "Reads a[i] of [all] the guides [optional]", and its users read "Reads a of  the guides". "[1-5]"
# stays, and with the paint turned off all of it is there.
#
# Library: typer 0.29.2 with rich 15.0.0 (help texts and docstrings; TYPER_USE_RICH=0 turns the paint off).
# Guess, written down before the run: a help text is shown as it was written.
# Behaviour: what stands in brackets and begins with a small letter is the name of a colour or style, also where there is no
# such style; it is taken out, and what is unknown is not said. Ranges, capitals and dots are no names. So "[default]",
# "list[str]", "[env]" and "marks[i]" go, a space stays twice, and the sentence reads on: "Not for [new] users" is for no
# users. A default or a metavar in brackets is shown.
# Output seen:
#   as written: Reads a[i] of [all] guides. Not for [new] users. Marks [1-5], list[str].
#   as shown:   Reads a of guides. Not for users. Marks [1-5], list.
#   no paint:   Reads a[i] of [all] guides. Not for [new] users. Marks [1-5], list[str].
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "typer==0.29.2" "rich==15.0.0"
cat >"$here/command.py" <<'PYTHON'
import typer

app = typer.Typer(add_completion=False)


@app.command()
def read():
    """Reads a[i] of [all] guides. Not for [new] users. Marks [1-5], list[str]."""


app()
PYTHON
cat >"$here/try.py" <<'PYTHON'
import os
import subprocess
import sys

WRITTEN = "Reads a[i] of [all] guides. Not for [new] users. Marks [1-5], list[str]."


def shown(**environment):
    """The sentences of the help, with the spaces in them as single ones."""
    environment = {**os.environ, "COLUMNS": "200", "TERM": "dumb", **environment}
    told = subprocess.run(
        [sys.executable, sys.argv[1], "--help"], env=environment, capture_output=True, text=True, check=True
    )
    return " ".join(next(line for line in told.stdout.splitlines() if "Reads" in line).split())


painted, plain = shown(), shown(TYPER_USE_RICH="0")
print("as written:", WRITTEN)
print("as shown:  ", painted)
print("no paint:  ", plain)
sys.exit(not (painted == "Reads a of guides. Not for users. Marks [1-5], list." and plain == WRITTEN))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/command.py"
