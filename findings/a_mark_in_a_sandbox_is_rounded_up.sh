#!/usr/bin/env bash
# A mean mark of 1.15, rounded to one place, is 1.1 in Python, and 1.2 for the same code in a sandbox for it. Of ten thousand marks
# with three places, rounded to two, hundreds are another mark there; printed with two places ({:.2f}) they are the same.
#
# Library: pydantic-monty 1.4.0 (a sandbox for Python code written by models; round).
# Guess, written down before the run: a float rounds as in Python, to the nearest of what the float is (which is a little less
# than 1.15).
# Behaviour: round(x, n) rounds as if x were first multiplied by 10 ** n: the product is itself rounded, often to a half that the
# number does not have, and the half goes to the even side. So a mark may pass a limit by who runs the code.
# Output seen:
#   round(1.15, 1):  Python 1.1, sandbox 1.2
#   round(2.675, 2): Python 2.67, sandbox 2.68
#   "{:.2f}":        Python 2.67, sandbox 2.67
#   of 10,000 marks from 0.000 to 9.999 are rounded otherwise: 412, printed otherwise: 0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pydantic-monty==1.4.0"
cat >"$here/try.py" <<'PYTHON'
import sys

import pydantic_monty

CODES = {
    "round(1.15, 1):": "round(1.15, 1)",
    "round(2.675, 2):": "round(2.675, 2)",
    "\"{:.2f}\":": "f\"{2.675:.2f}\"",
}
ROUNDED = "[round(mark / 1000, 2) for mark in range(10000)]"
PRINTED = "[f'{mark / 1000:.2f}' for mark in range(10000)]"
with pydantic_monty.Monty() as pool, pool.checkout() as session:
    seen = {name: (eval(code), session.feed_run(code)) for name, code in CODES.items()}
    rounded, printed = (
        sum(here != there for here, there in zip(eval(code), session.feed_run(code), strict=True)) for code in (ROUNDED, PRINTED)
    )
for name, (here, there) in seen.items():
    print(f"{name:16} Python {here}, sandbox {there}")
print(f"of 10,000 marks from 0.000 to 9.999 are rounded otherwise: {rounded}, printed otherwise: {printed}")
other = seen["round(1.15, 1):"] == (1.1, 1.2) and seen["round(2.675, 2):"] == (2.67, 2.68)
sys.exit(not (other and rounded > 100 and printed == 0))
PYTHON
"$here/venv/bin/python" "$here/try.py"
