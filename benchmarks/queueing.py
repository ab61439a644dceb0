"""How long turns wait for each other, whoever else is at work: `python -m benchmarks.queueing`.

One worker of the service and its clients are this process, and its clock is the time that the process had of
a processor: as if it had one for itself, with the database on another. While all clients think, the clock
goes on to the next of them at once. So a crowded machine makes nobody wait here who would not wait on a quiet
one, but for what sharing its caches costs.

Of 200 users with a think time of 5 s two workers have 100 each: `--users 100 --think 5`. What decides is how
busy the processor is, so fewer who think for a shorter time do as well, and are ready sooner. Printed are one
user alone, with a second's pauses, and all.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import selectors
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from benchmarks.serving import Candidate, Seen, _ms, _quantile, people
from service.serving import from_settings

_FIRST_AT_ONCE = 4
_ALONE = 60
_MOMENT = 0.002
"""Seconds, by everybody's clock, between two looks at whether something came."""


class _OwnTime(asyncio.SelectorEventLoop):
    """A loop by the processor's time of this process; it jumps to the next timer while nobody `works`."""

    def __init__(self) -> None:
        self.works = 0
        self.skipped = 0.0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        """Seconds of the processor, and those in which nobody worked."""
        return time.process_time() + self.skipped


class _Jumping(selectors.DefaultSelector):
    """Waits for nothing that is to come later, where nobody works."""

    def __init__(self, loop: _OwnTime) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready; after a moment nothing, or the time until the next timer is over."""
        found = super().select(0)
        if found or timeout == 0:
            return found
        found = super().select(_MOMENT)
        if not found and timeout is not None and not self._loop.works:
            self._loop.skipped += max(0.0, timeout)
        return found


class _Inside(Candidate):
    """A user of the service in this process, who tells the loop while an answer is waited for."""

    def __init__(self, app: FastAPI, name: str, token: str, seen: Seen, think: float) -> None:
        super().__init__("http://inside", name, token, seen, think)
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://inside",
            headers={"Authorization": f"Bearer {token}"},
        )

    async def _sent(self, path: str, body: dict[str, Any], key: str = "") -> dict[str, Any] | None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, _OwnTime)
        loop.works += 1
        try:
            return await super()._sent(path, body, key)
        finally:
            loop.works -= 1


async def _practised(
    app: FastAPI, tokens: dict[str, str], think: float, enough: Callable[[Seen], bool]
) -> Seen:
    """What the users of `tokens` see who practise at once until there is `enough`."""
    seen = Seen()
    users = (_Inside(app, name, token, seen, think) for name, token in tokens.items())
    await asyncio.gather(*(user.practise(lambda: enough(seen)) for user in users))
    return seen


async def _warmed(app: FastAPI, tokens: dict[str, str]) -> None:
    """The first session of each user, a few at once, in which their guides are indexed."""
    few = asyncio.Semaphore(_FIRST_AT_ONCE)

    async def first(name: str, token: str) -> None:
        async with few:
            await _practised(app, {name: token}, 0.0, lambda seen: bool(seen.begun))

    await asyncio.gather(*(first(*each) for each in tokens.items()))


def _told(what: str, seen: Seen, seconds: float, busy: float) -> None:
    figures = {
        "turns_a_second": round(len(seen.turns) / seconds, 1),
        "busy": round(busy / seconds, 2),
        "cpu_ms_a_turn": _ms(busy / max(1, len(seen.turns))),
        "p50_ms": _ms(_quantile(seen.turns, 0.5)),
        "p95_ms": _ms(_quantile(seen.turns, 0.95)),
        "begin_p95_ms": _ms(_quantile(seen.begun, 0.95)),
        "errors": dict(seen.errors),
    }
    print(json.dumps({"what": what, **figures}), flush=True)


async def _measured(app: FastAPI, what: str, tokens: dict[str, str], think: float, turns: int) -> float:
    """The 95th percentile of a turn's seconds, told with the rest."""
    loop = asyncio.get_running_loop()
    began, busy = loop.time(), time.process_time()
    seen = await _practised(app, tokens, think, lambda seen: len(seen.turns) >= turns)
    _told(what, seen, loop.time() - began, time.process_time() - busy)
    return _quantile(seen.turns, 0.95)


async def main(asked: argparse.Namespace) -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory(prefix="queueing-") as name:
        tokens = await people(Path(name), asked.users)
        # As one worker of two finds it.
        os.environ |= {"INTERVIEW_HOME": name, "MOCK_INTERVIEWER_WORKERS": "2"}
        app = from_settings()
        async with app.router.lifespan_context(app):
            await _warmed(app, tokens)
            one = dict([next(iter(tokens.items()))])
            alone = await _measured(app, "one user", one, 1.0, _ALONE)
            together = await _measured(app, f"{asked.users} users", tokens, asked.think, asked.turns)
            print(json.dumps({"what": "p95 to one alone", "times": round(together / alone, 1)}), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--users", type=int, default=24)
    parser.add_argument("--think", type=float, default=1.5)
    parser.add_argument("--turns", type=int, default=300)
    with asyncio.Runner(loop_factory=_OwnTime) as runner:
        runner.run(main(parser.parse_args()))
