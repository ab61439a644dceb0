#!/usr/bin/env bash
# A question is asked at a prompt whose message has two lines, the question and a ">". If the question is longer than the terminal
# is wide, its end is not shown; as a message of one line, the same words go on in the next row.
#
# Library: prompt_toolkit 3.0.53 (prompt), seen by pyte 0.8.2 (a terminal of 40 columns).
# prompt-toolkit/python-prompt-toolkit#2010 asks about it.
# Guess, written down before the run: all of a message is shown, in as many rows as it takes.
# Behaviour: what stands above the last line of a message is drawn in a window of its own, which does not wrap: each line is cut at
# the edge, without a mark that something is missing. Only the last line wraps.
# Output seen:
#   message of one line:  |Tell me about a time when you were right|  and nobody believed you. >
#   message of two lines: |Tell me about a time when you were right| >
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "prompt_toolkit==3.0.53" "pyte==0.8.2"
cat >"$here/try.py" <<'PYTHON'
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

import pyte

WORDS = "Tell me about a time when you were right and nobody believed you."
MESSAGES = {"message of one line: ": f"{WORDS} > ", "message of two lines:": f"{WORDS}\n> "}
PROGRAM = "import sys, prompt_toolkit; prompt_toolkit.prompt(sys.argv[1])"


def shown(message):
    """The rows of a terminal of 12 rows and 40 columns once the prompt stands."""
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 12, 40, 0, 0))
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM, message])
    screen = pyte.Screen(40, 12)
    stream = pyte.ByteStream(screen)
    last = time.monotonic() + 60
    while time.monotonic() < last and not any(">" in row for row in screen.display):
        if not select.select([terminal], [], [], 1)[0]:
            continue
        output = os.read(terminal, 65536)
        if b"\x1b[6n" in output:
            os.write(terminal, b"\x1b[1;1R")
        stream.feed(output)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return [row.rstrip() for row in screen.display if row.strip()]


seen = {name: shown(message) for name, message in MESSAGES.items()}
for name, (first, *others) in seen.items():
    print(f"{name} |{first}|", *others)
one, two = seen.values()
sys.exit(not (any("believed you" in row for row in one) and two == [WORDS[:40].rstrip(), ">"]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
