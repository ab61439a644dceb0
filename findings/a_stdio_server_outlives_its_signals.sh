#!/usr/bin/env bash
# A server of the Model Context Protocol over standard input does not end when it is told to: neither Ctrl-C nor SIGTERM (made
# an exit, as servers do it) ends the process before its client closes the pipe.
#
# Library: mcp 2.3.0 (MCPServer.run), anyio 4.16.0.
# Guess, written down before the run: KeyboardInterrupt and SystemExit leave the event loop, so the process ends at once.
# Behaviour: standard input is read in a worker thread, whose call is waited for, and which nothing interrupts: the process stays
# until a line or the end arrives. Then it ends as it was told.
# Output seen:
#   SIGINT:  still there after 5 s, ended after its input was closed: True
#   SIGTERM: still there after 5 s, ended after its input was closed: True
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "mcp==2.3.0" "anyio==4.16.0"
cat >"$here/server.py" <<'PYTHON'
import signal
import sys

from mcp.server.mcpserver import MCPServer

signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
print("up", file=sys.stderr, flush=True)
MCPServer("try", log_level="ERROR").run()
PYTHON
cat >"$here/try.py" <<'PYTHON'
import signal
import subprocess
import sys
import time

seen = []
for number in (signal.SIGINT, signal.SIGTERM):
    pipes = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
    server = subprocess.Popen([sys.executable, sys.argv[1]], **pipes)
    server.stderr.readline()
    time.sleep(2)
    server.send_signal(number)
    try:
        server.wait(5)
        stays = False
    except subprocess.TimeoutExpired:
        stays = True
    server.stdin.close()
    try:
        server.wait(10)
        ends = True
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
        ends = False
    print(f"{number.name}: still there after 5 s: {stays}, ended after its input was closed: {ends}")
    seen.append((stays, ends))
sys.exit(seen != [(True, True), (True, True)])
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/server.py"
