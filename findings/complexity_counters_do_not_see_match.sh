#!/usr/bin/env bash
# One function, written as a match with four cases and as the same if/elif chain: two of four counters of complexity find
# the match as simple as a function without a branch, and the one rule "C901" has two answers by who checks it.
#
# Libraries: radon 6.0.1, mccabe 0.7.0, ruff 0.17.6, cognitive-complexity 1.3.0.
# Guess, written down before the run: structural matching is old enough by now, all of them count a case like an elif,
# and mccabe and ruff agree, since ruff's C901 is mccabe's rule.
# Behaviour: mccabe (the plugin that flake8 runs as C901) counts no case at all, ruff's C901 counts each; so does radon.
# cognitive-complexity counts nothing of it. Whoever moves from one to another, or rewrites a chain as a match, has
# "simplified" the code.
# Output seen:
#   radon                match 5  chain 5
#   mccabe (C901)        match 1  chain 5
#   ruff (C901)          match 5  chain 5
#   cognitive-complexity match 0  chain 4
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "radon==6.0.1" "mccabe==0.7.0" "ruff==0.17.6" \
    "cognitive-complexity==1.3.0"
cat >"$here/judged.py" <<'PYTHON'
def by_match(event):
    match event:
        case "created":
            return 1
        case "paid":
            return 2
        case "shipped":
            return 3
        case "returned":
            return 4
    return 0


def by_chain(event):
    if event == "created":
        return 1
    elif event == "paid":
        return 2
    elif event == "shipped":
        return 3
    elif event == "returned":
        return 4
    return 0
PYTHON
cat >"$here/try.py" <<'PYTHON'
import ast
import json
import subprocess
import sys
from pathlib import Path

import mccabe
from cognitive_complexity.api import get_cognitive_complexity
from radon.complexity import cc_visit

path = Path(sys.argv[1])
source = path.read_text()
functions = ast.parse(source).body

visitor = mccabe.PathGraphingAstVisitor()
visitor.preorder(ast.parse(source), visitor)
ruff = subprocess.run(
    [Path(sys.executable).with_name("ruff"), "check", "--isolated", "--no-cache", "--select", "C901", "--output-format", "json",
     "--config", "lint.mccabe.max-complexity=0", path],
    capture_output=True, text=True,
).stdout
counted = {
    "radon": {block.name: block.complexity for block in cc_visit(source)},
    "mccabe (C901)": {graph.entity: graph.complexity() for graph in visitor.graphs.values()},
    "ruff (C901)": {
        one["message"].split("`")[1]: int(one["message"].split("(")[1].split(" ")[0]) for one in json.loads(ruff)
    },
    "cognitive-complexity": {one.name: get_cognitive_complexity(one) for one in functions},
}
for name, figures in counted.items():
    print(f"{name:20} match {figures['by_match']}  chain {figures['by_chain']}")
seen = {name: (figures["by_match"], figures["by_chain"]) for name, figures in counted.items()}
sys.exit(seen != {
    "radon": (5, 5), "mccabe (C901)": (1, 5), "ruff (C901)": (5, 5), "cognitive-complexity": (0, 4),
})
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/judged.py"
