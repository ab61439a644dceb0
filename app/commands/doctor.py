"""`interview doctor`: what works, and what to do about the rest."""

from __future__ import annotations

from typing import Annotated

import typer

from app import terminal
from app.bootstrap.memory import open_memory
from app.examining import examine, told_result
from memory.counts import RedisCounts
from memory.embedding_cache import RedisEmbeddingCache
from telemetry.counters import Sample


async def doctor(
    counters: Annotated[
        bool, typer.Option("--counters", help="Only what was counted so far, in Prometheus' text format.")
    ] = False,
) -> None:
    """Try everything that is configured, and say what to do about what does not work."""
    if counters:
        await _print_counters()
        return
    screen = terminal.screen()
    problems = 0
    async for check in examine(terminal.settings()):
        screen.line(check.name, check.line)
        for note in check.notes:
            screen.notice(note)
        problems += check.problems
    screen.blank()
    screen.line("Result", told_result(problems))
    if problems:
        raise typer.Exit(3)


async def _print_counters() -> None:
    """Print the counters of all sessions."""
    from telemetry.prometheus import rendered  # noqa: PLC0415 -- 80 ms that only this option needs

    async with open_memory(terminal.settings()) as memory:
        counts = await RedisCounts(memory.redis.client, keys=memory.keys).all()
        served = RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys).counted()
    embedded = {Sample("interview_embeddings", (source,)): number for source, number in served.items()}
    print(rendered({**counts, **embedded}), end="")
