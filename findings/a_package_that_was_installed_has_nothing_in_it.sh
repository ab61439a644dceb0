#!/usr/bin/env bash
# A program that makes Markdown of PDF files asks for "pymupdf4llm", as its guide says. It is installed without an error, by its
# newest version, and cannot be imported: the package is empty, and asks for nothing else.
#
# Library: pymupdf4llm 2.0, beside 1.28.2 (installed without what it requires, which changes nothing here) and pymupdf 2.0.
# Guess: none was written down for this one; it was met when another thing was to be tried with it. One would have guessed what
# 1.x does: it brings pymupdf, and "import pymupdf4llm" works.
# Behaviour: since 2.0 the code is part of pymupdf, which requires the empty package, so that the arrow has turned round. Who
# asks for pymupdf 2.0 gets both; who asks for pymupdf4llm alone, in a list without upper bounds, gets a good exit and no
# module. An environment that had 1.x loses the module by its upgrade, since nothing there asks for a newer pymupdf. The page of
# the package says that it is empty; nothing says so at the installation.
# Output seen:
#   1.28.2:            can be imported: True,  requires pymupdf: True
#   upgraded to 2.0:   can be imported: False, requires pymupdf: False, modules: 0
#   pymupdf 2.0 has the module pymupdf4llm: True, requires the package pymupdf4llm: True
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
cat >"$here/look.py" <<'PYTHON'
import importlib.metadata
import importlib.util
import json

requires = importlib.metadata.requires("pymupdf4llm") or []
modules = [part for part in importlib.metadata.files("pymupdf4llm") if part.suffix in (".py", ".so")]
found = importlib.util.find_spec("pymupdf4llm") is not None
print(json.dumps([found, any(one.lower().startswith("pymupdf") for one in requires), len(modules)]))
PYTHON
cat >"$here/try.py" <<'PYTHON'
import json
import pathlib
import sys
import zipfile

here = pathlib.Path(sys.argv[1])
old, new = (json.loads((here / name).read_text()) for name in ("old", "new"))
print(f"1.28.2:            can be imported: {old[0]},  requires pymupdf: {old[1]}")
print(f"upgraded to 2.0:   can be imported: {new[0]}, requires pymupdf: {new[1]}, modules: {new[2]}")
with zipfile.ZipFile(next(here.glob("[Pp]y[Mm]u[Pp][Dd][Ff]-2.0-*.whl"))) as wheel:
    has = "pymupdf4llm/__init__.py" in wheel.namelist()
    about = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    asks = "Requires-Dist: pymupdf4llm" in wheel.read(about).decode()
print(f"pymupdf 2.0 has the module pymupdf4llm: {has}, requires the package pymupdf4llm: {asks}")
sys.exit(not (old[:2] == [True, True] and new == [False, False, 0] and has and asks))
PYTHON
pip=("$here/venv/bin/pip" --disable-pip-version-check -q)
"${pip[@]}" install --no-deps "pymupdf4llm==1.28.2"
"$here/venv/bin/python" "$here/look.py" >"$here/old"
"${pip[@]}" install --upgrade "pymupdf4llm==2.0"
"$here/venv/bin/python" "$here/look.py" >"$here/new"
"${pip[@]}" download --no-deps --only-binary :all: --dest "$here" "pymupdf==2.0"
"$here/venv/bin/python" "$here/try.py" "$here"
