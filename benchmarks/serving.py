"""What a service carries: `python -m benchmarks.serving [--users 200] [--workers 2] [--think 5]`.

Starts `interview serve` on this machine over an embedded database of its own, and lets asyncio clients hold
interviews there, each user's over guides of their own: first one user alone, then all at once, with a pause
between a reply and the next answer of half to one and a half of `--think` seconds. Each answer is sent with a
key of its own, and again with that key where the service says to come again. At the end every answer that was
acknowledged is looked for in the database: what is lost, and what is there twice.

`--soak MINUTES` goes on so long and prints the memory of all processes of the service, minute by minute.
`--restart` tells the service to end (SIGTERM) in the middle, and starts it again.
`--apart` holds each worker to a processor of its own. On a machine that nobody else uses they come to that by
themselves; where others work, too, all that wakes each other (clients, workers, the database) stays on one
processor, whatever its priority, and the other one is the others'.
`--single` measures, beside it, turns a second of one process that holds one interview after the other, as the
terminal does, and of the service without pauses.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from app.bootstrap.memory import memory_in, now, open_memory
from app.settings import Settings
from app.users.tokens import made
from domain.users import Allowance, Scope, User
from memory.users import RedisUsers

ROOT = Path(__file__).resolve().parent.parent
GUIDE = """\
# Questions

### Q: How did you make the nightly job of team {0} faster?

**A:** I replaced the nightly batch with a stream of parcel events. Consumers are idempotent because
redelivery is certain. The run went from four hours to forty minutes.

### Q: How do you handle schema changes?

**A:** Every topic has a schema in a registry. Only backward compatible changes pass the build. A breaking
change gets a new topic and a migration window.

### Q: How do you find out that data is late?

**A:** Each partition carries a watermark. An alert fires when the watermark is ten minutes behind. The page
links the runbook.

### Q: How do you choose what to work on first?

**A:** I write down who is hurt by what and how often. The top of that list is the plan, and I show it to the
team on Mondays. What is not on it we say no to.
"""
_ANSWERS = (
    "We had several systems that fed one job, and it became too slow, so I looked at where the time went.",
    "I replaced the nightly batch with a stream of parcel events, and the run went to forty minutes.",
    "Every topic has a schema in a registry, and only backward compatible changes pass the build.",
    "Each partition carries a watermark, and an alert fires when it is ten minutes behind. That's all.",
    "I write down who is hurt by what and how often, and I show that list to the team. That's all.",
)
_TRIES = 240
_AT_ONCE = 8
_SECONDS_TO_START = 120


@dataclass(slots=True)
class Seen:
    """What the clients saw: seconds of each turn, errors, and each answer that was acknowledged."""

    turns: list[float] = field(default_factory=list)
    begun: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    kept: dict[tuple[str, str, int], str] = field(default_factory=dict)
    """By user, session and turn."""
    by_user: Counter[str] = field(default_factory=Counter)
    """Sessions that were begun."""
    finished: int = 0

    def summary(self, seconds: float) -> dict[str, Any]:
        """The figures."""
        return {
            "turns": len(self.turns),
            "turns_a_second": round(len(self.turns) / seconds, 2),
            "p50_ms": _ms(_quantile(self.turns, 0.5)),
            "p95_ms": _ms(_quantile(self.turns, 0.95)),
            "begin_p95_ms": _ms(_quantile(self.begun, 0.95)),
            "interviews_finished": self.finished,
            "errors": dict(self.errors),
            "sent_again": dict(self.again),
        }


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


class Running:
    """The service as a process of its own, on a port of the loopback interface."""

    def __init__(self, home: Path, workers: int) -> None:
        self.home = home
        self.workers = workers
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start it, and wait until it is ready."""
        # What `interview serve` does, whether or not this checkout is what is installed.
        serve = f"from service.serving import run; run('127.0.0.1', {self.port}, {self.workers})"
        command = [sys.executable, "-c", serve]
        environment = os.environ | {
            "INTERVIEW_HOME": str(self.home), "INTERVIEW_DRAIN": "1", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        with (self.home / "said").open("ab") as said:
            self._process = subprocess.Popen(command, env=environment, stdout=said, stderr=said, cwd=ROOT)
        until = time.monotonic() + _SECONDS_TO_START
        async with httpx.AsyncClient() as client:
            while time.monotonic() < until:
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get(f"{self.url}/ready")).status_code == 200:
                        return
                await asyncio.sleep(0.2)
        raise SystemExit((self.home / "said").read_text()[-2000:])

    async def end(self) -> None:
        """Tell it to end, and wait until it has."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(self._process.wait)
            self._process = None

    def memory(self) -> float:
        """MiB that its processes have for themselves."""
        return sum(each.memory_full_info().uss for each in self._processes()) / 2**20

    def processor(self) -> float:
        """Seconds of the processor that its processes took until now."""
        return sum(sum(each.cpu_times()[:2]) for each in self._processes())

    def hold_apart(self) -> None:
        """Hold each worker to a processor of its own, with all its threads."""
        assert self._process is not None
        allowed = sorted(os.sched_getaffinity(0))
        workers = [
            each
            for each in psutil.Process(self._process.pid).children()
            if "spawn_main" in " ".join(each.cmdline())
        ]
        for number, worker in enumerate(workers):
            for thread in worker.threads():
                os.sched_setaffinity(thread.id, {allowed[number % len(allowed)]})

    def _processes(self) -> list[psutil.Process]:
        assert self._process is not None
        top = psutil.Process(self._process.pid)
        return [each for each in (top, *top.children(recursive=True)) if "valkey" not in each.name()]


async def people(home: Path, count: int) -> dict[str, str]:
    """So many users, each with a guide of their own, and a token of each."""
    tokens = {}
    settings = Settings(home=home)
    async with open_memory(settings) as memory:
        users = RedisUsers(memory.redis.client, keys=memory.keys)
        for number in range(count):
            name = f"u{number}"
            allowance = Allowance(requests_a_minute=100_000, open_sessions=1000)
            await users.add(User(name=name, added_at=now(), allowance=allowance))
            folder = home / "users" / name / "guides"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "prep.md").write_text(GUIDE.format(number), encoding="utf-8")
            tokens[name], kept = made(name, "load", [Scope.READ, Scope.PRACTISE], now())
            await users.put_token(kept)
    return tokens


class Candidate:
    """One user, who holds one interview after the other."""

    def __init__(self, url: str, name: str, token: str, seen: Seen, think: float) -> None:
        self.name = name
        self._seen = seen
        self._think = think
        self._random = random.Random(name)
        self._numbers = itertools.count()
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.AsyncClient(base_url=url, headers=headers, timeout=120)

    async def practise(self, enough: Callable[[], bool]) -> None:
        """Hold interviews until there is enough of it."""
        clock = asyncio.get_running_loop().time
        async with self._client:
            # People do not come at the same moment.
            # Else one worker, the first to look, would take them all.
            await asyncio.sleep(self._random.uniform(0.0, max(1.0, 2 * self._think)))
            while not enough():
                began = clock()
                wanted = {"minutes": 60, "seed": next(self._numbers), "mode": "study"}
                outcome = await self._sent("/v1/sessions", wanted)
                if outcome is None:
                    return
                self._seen.begun.append(clock() - began)
                self._seen.by_user[self.name] += 1
                while outcome is not None and outcome["next"] is not None and not enough():
                    await asyncio.sleep(self._think * self._random.uniform(0.5, 1.5))
                    outcome = await self._answer(outcome)
                self._seen.finished += outcome is not None and outcome["next"] is None

    async def _answer(self, outcome: dict[str, Any]) -> dict[str, Any] | None:
        clock = asyncio.get_running_loop().time
        session, number = outcome["session"]["id"], outcome["next"]["number"]
        text = f"{self._random.choice(_ANSWERS)} It was case {next(self._numbers)} of {self.name}."
        began = clock()
        following = await self._sent(
            f"/v1/sessions/{session}/turns/{number}/answer", {"text": text}, f"{session}-{number}"
        )
        if following is not None:
            self._seen.turns.append(clock() - began)
            self._seen.kept[self.name, session, number] = text
        return following

    async def _sent(self, path: str, body: dict[str, Any], key: str = "") -> dict[str, Any] | None:
        """The reply; sent again as long as the service says to come again. None, and an error, otherwise."""
        told = ""
        for _ in range(_TRIES):
            try:
                reply = await self._client.post(
                    path, json=body, headers={"Idempotency-Key": key} if key else {}
                )
            except httpx.TransportError as error:
                told = type(error).__name__
                self._seen.again[told] += 1
                await asyncio.sleep(0.5)
                continue
            if reply.is_success:
                found: dict[str, Any] = reply.json()
                return found
            told = f"{reply.status_code} {reply.json().get('type', '')}"
            if reply.status_code not in {409, 503} or "Retry-After" not in reply.headers:
                break
            self._seen.again[told] += 1
            await asyncio.sleep(float(reply.headers["Retry-After"]))
        self._seen.errors[told] += 1
        return None


async def crowd(
    service: Running,
    tokens: dict[str, str],
    think: float,
    seconds: float,
    *,
    seen: Seen | None = None,
    turns: int | None = None,
) -> Seen:
    """What the users of `tokens` see who practise at once for `seconds`, or until `turns` are done."""
    seen = seen or Seen()
    clock = asyncio.get_running_loop().time
    until = clock() + seconds

    def enough() -> bool:
        return clock() >= until or (turns is not None and len(seen.turns) >= turns)

    await asyncio.gather(
        *(Candidate(service.url, name, token, seen, think).practise(enough) for name, token in tokens.items())
    )
    return seen


async def warmed(service: Running, tokens: dict[str, str]) -> Seen:
    """The first session of each user, a few at once: guides are indexed when they are asked for first."""
    seen, few = Seen(), asyncio.Semaphore(_AT_ONCE)

    async def first(name: str, token: str) -> None:
        async with few:
            await Candidate(service.url, name, token, seen, 0.0).practise(lambda: bool(seen.by_user[name]))

    await asyncio.gather(*(first(name, token) for name, token in tokens.items()))
    return seen


async def lost_and_doubled(home: Path, seen: Seen) -> tuple[int, int]:
    """How many acknowledged answers the database has not, and how many stand there twice."""
    lost = doubled = 0
    sessions: dict[tuple[str, str], dict[int, str]] = {}
    for (name, session, number), text in seen.kept.items():
        sessions.setdefault((name, session), {})[number] = text
    settings = Settings(home=home)
    async with open_memory(settings) as memory:
        for (name, session), sent in sessions.items():
            turns = await memory_in(memory.redis, settings.of_user(name)).store.turns(session)
            texts = [turn.message.text for turn in turns if turn.message is not None]
            by_number = {turn.number: turn.message.text for turn in turns if turn.message is not None}
            lost += sum(by_number.get(number) != text for number, text in sent.items())
            doubled += len(texts) - len(set(texts))
            doubled += len(turns) - len({turn.number for turn in turns})
    return lost, doubled


@contextlib.asynccontextmanager
async def running(home: Path, workers: int) -> AsyncIterator[Running]:
    """The service, until it is done with."""
    service = Running(home, workers)
    await service.start()
    try:
        yield service
    finally:
        await service.end()


async def restarted(service: Running, after: float) -> None:
    """End the service and start it again, `after` seconds from now."""
    await asyncio.sleep(after)
    await service.end()
    await service.start()


async def memory_over(service: Running, minutes: float) -> list[float]:
    """MiB, minute by minute."""
    found = []
    until = time.monotonic() + minutes * 60
    while time.monotonic() < until:
        await asyncio.sleep(min(60.0, max(1.0, until - time.monotonic())))
        found.append(round(service.memory(), 1))
        _told("memory", {"MiB": found[-1], "load": os.getloadavg()[0]})
    return found


def _told(what: str, figures: dict[str, Any]) -> None:
    print(json.dumps({"what": what, **figures}), flush=True)


def _one(tokens: dict[str, str]) -> dict[str, str]:
    return dict(itertools.islice(tokens.items(), 1))


async def main(asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="serving-") as name:
        home = Path(name)
        tokens = await people(home, asked.users)
        if asked.single:
            async with running(home, 1) as service:
                await warmed(service, _one(tokens))
                await _without_pauses(service, _one(tokens), asked.seconds / 2)
        async with running(home, asked.workers) as service:
            warm = await warmed(service, tokens)
            if asked.apart:
                service.hold_apart()
            begun = _ms(_quantile(warm.begun, 0.5))
            _told("first sessions", {"begin_p50_ms": begun, "errors": dict(warm.errors)})
            if asked.single:
                some = dict(itertools.islice(tokens.items(), 16))
                await _without_pauses(service, some, asked.seconds / 2)
            alone = await crowd(service, _one(tokens), asked.think, asked.seconds)
            _told("one user", alone.summary(asked.seconds))
            await _together(asked, service, tokens, alone)


async def _without_pauses(service: Running, tokens: dict[str, str], seconds: float) -> None:
    """Turns a second, where each user answers at once."""
    processor = service.processor()
    seen = await crowd(service, tokens, 0.0, seconds)
    taken = {"cpu_ms_a_turn": _ms((service.processor() - processor) / max(1, len(seen.turns)))}
    _told(f"{service.workers} workers, {len(tokens)} users without pauses", seen.summary(seconds) | taken)


async def _together(asked: argparse.Namespace, service: Running, tokens: dict[str, str], alone: Seen) -> None:
    """All users at once, and what the database has of it in the end."""
    seconds, processor = asked.soak * 60 or asked.seconds, service.processor()
    practising = asyncio.create_task(crowd(service, tokens, asked.think, seconds))
    beside: list[asyncio.Task[Any]] = [practising]
    if asked.restart:
        beside.append(asyncio.create_task(restarted(service, seconds / 3)))
    if asked.soak:
        beside.append(asyncio.create_task(memory_over(service, asked.soak)))
    await asyncio.gather(*beside)
    seen = practising.result()
    load = {"load": round(os.getloadavg()[0], 1), "MiB": round(service.memory(), 1)}
    if not asked.restart:
        load["cpu_ms_a_turn"] = _ms((service.processor() - processor) / max(1, len(seen.turns)))
    _told(f"{len(tokens)} users", seen.summary(seconds) | load)
    lost, doubled = await lost_and_doubled(service.home, seen)
    ratio = _quantile(seen.turns, 0.95) / _quantile(alone.turns, 0.95)
    _told("kept", {"lost": lost, "doubled": doubled, "p95_to_one_alone": round(ratio, 2)})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--think", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--restart", action="store_true")
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--single", action="store_true")
    asyncio.run(main(parser.parse_args()))
