"""`interview doctor`: what works, and what to do about the rest."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated

import typer

from app import terminal
from app.bootstrap.index import open_embedder
from app.bootstrap.memory import Memory, check_writing, eviction_warning, open_memory
from app.bootstrap.models import model_chains
from app.display.screen import Screen
from app.settings import Settings
from domain.errors import InterviewError
from domain.refinement import Outcome
from knowledge.library import read_library
from language.wording import counted
from memory import health
from memory.counts import RedisCounts
from memory.embedding_cache import RedisEmbeddingCache
from models.probe import probe
from telemetry import spans
from telemetry.counters import Sample
from telemetry.sending import goes_to_langsmith


async def doctor(
    counters: Annotated[
        bool, typer.Option("--counters", help="Only what was counted so far, in Prometheus' text format.")
    ] = False,
) -> None:
    """Try everything that is configured, and say what to do about what does not work."""
    if counters:
        await _print_counters()
        return
    settings, screen = terminal.settings(), terminal.screen()
    screen.line("Home", str(settings.home))
    problems = len(settings.unknown)
    problems += _guides(settings, screen)
    problems += await _memory(settings, screen)
    problems += _embeddings(settings, screen)
    problems += await _models(settings, screen)
    _seen(settings, screen)
    screen.blank()
    if problems:
        screen.line("Result", "1 thing needs you" if problems == 1 else f"{problems} things need you")
        raise typer.Exit(3)
    screen.line("Result", "Everything that is configured works.")


def _guides(settings: Settings, screen: Screen) -> int:
    try:
        library = read_library(settings.guides)
    except InterviewError as error:
        screen.line("Guides", f"✗ {error}")
        return 1
    points = len(library.talking_points)
    screen.line("Guides", f"✓ {len(library.guides)} read, {points} talking points")
    for problem in library.unreadable:
        screen.notice(f"not read: {problem}")
    return len(library.unreadable)


async def _memory(settings: Settings, screen: Screen) -> int:
    warning: str | None = ""
    try:
        async with open_memory(settings) as memory:
            check_writing(memory)
            warning = eviction_warning(memory)
            count = len(await memory.store.ids())
            told = f"{memory.redis.describe()}, {counted(count, 'session')}"
            if settings.namespace:
                told += f" of {settings.namespace}"
            screen.line("Memory", f"{'✗' if warning else '✓'} {told}")
            if warning is None:
                screen.notice(health.UNKNOWN_POLICY)
            elif warning:
                screen.notice(warning)
            _savings(memory, screen)
            await _refinements(memory, screen)
    except InterviewError as error:
        screen.line("Memory", f"✗ {error}")
        return 1
    return int(bool(warning))


def _savings(memory: Memory, screen: Screen) -> None:
    served = RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys).counted()
    whole = sum(served.values())
    if whole:
        saved = whole - served.get("model", 0)
        screen.notice(
            f"Of {whole:,} texts that interviews had embedded, {saved / whole:.0%} came from the cache "
            f"({served.get('memory', 0):,} from memory, {served.get('store', 0):,} from Redis)."
        )


async def _refinements(memory: Memory, screen: Screen) -> None:
    """What became of the language models' work in all sessions, by agent."""
    counts = await RedisCounts(memory.redis.client, keys=memory.keys).all()
    found: dict[tuple[str, str, str], int] = {}
    for (name, labels), number in counts.items():
        if name == "interview_refinements" and len(labels) == 3:
            found[labels[0], labels[1], labels[2]] = number
    if not found:
        return
    screen.line("Refinements", _told(found))
    for agent in sorted({agent for agent, _, _ in found}):
        own = {labels: number for labels, number in found.items() if labels[0] == agent}
        screen.notice(f"{agent.replace('_', ' ')}: {_told(own)}")
        reasons = {why: number for (_, _, why), number in own.items() if why}
        for why, number in sorted(reasons.items(), key=lambda each: -each[1]):
            screen.notice(f"  {number:,} × {why}")


def _told(refinements: Mapping[tuple[str, str, str], int]) -> str:
    """ "412 accepted, 31 repaired, 12 rejected, 3 failed"."""
    counts = {
        outcome: sum(number for (_, what, _), number in refinements.items() if what == outcome)
        for outcome in Outcome
    }
    shown = {outcome: number for outcome, number in counts.items() if number or outcome is Outcome.ACCEPTED}
    return ", ".join(f"{number:,} {outcome.value}" for outcome, number in shown.items())


async def _print_counters() -> None:
    """Print the counters of all sessions."""
    from telemetry.prometheus import rendered  # noqa: PLC0415 -- 80 ms that only this option needs

    async with open_memory(terminal.settings()) as memory:
        counts = await RedisCounts(memory.redis.client, keys=memory.keys).all()
        served = RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys).counted()
    embedded = {Sample("interview_embeddings", (source,)): number for source, number in served.items()}
    print(rendered({**counts, **embedded}), end="")


def _seen(settings: Settings, screen: Screen) -> None:
    """Who else sees what happens: nobody, unless it is asked for."""
    if settings.log is not None:
        screen.line("Log", f"{settings.log}, from {settings.log_level} up")
    if spans.wanted(os.environ):
        screen.line("Spans", f"to {os.environ.get('OTEL_TRACES_EXPORTER') or 'otlp'}")
    if goes_to_langsmith(os.environ):
        screen.line("LangSmith", "everything said in an interview goes there as it is (LANGSMITH_TRACING)")


def _embeddings(settings: Settings, screen: Screen) -> int:
    notices: list[str] = []
    try:
        model = open_embedder(settings, None, notices.append)
        if model is not None:
            model.embed_query("ready")
            screen.line("Embeddings", f"✓ {settings.embeddings or 'local'}, {model.dimensions} dimensions")
            return 0
    except InterviewError as error:
        notices.append(str(error))
    screen.line("Embeddings", f"✗ {' '.join(notices)}")
    return 1


async def _models(settings: Settings, screen: Screen) -> int:
    try:
        models = model_chains(settings)
    except InterviewError as error:
        screen.line("Model", f"✗ {error}")
        return 1
    if not models:
        screen.line("Model", "– none: drafts only, which is a whole interview")
        screen.notice(
            "To add one: INTERVIEW_MODEL=openai:NAME with OPENAI_API_KEY, or OPENAI_BASE_URL for a server"
        )
        screen.notice("of your own (Ollama, vLLM, llama.cpp, LM Studio). The key is never shown or stored.")
        return 0
    problems = 0
    for chain in dict.fromkeys(models.values()):
        for model in chain.models:
            found = await probe(model, seconds=settings.model_timeout)
            where = f" at {found.server}" if found.server != found.model else ""
            told = [f"{'✓' if found.rung else '✗'} {found.model}{where}"]
            if found.rung:
                told.append(f"structured output by {found.rung.value.replace('_', ' ')}")
            if found.reply_ms is not None:
                told.append(f"{found.reply_ms:.0f} ms")
            if found.streams is not None:
                told.append("streams" if found.streams else "does not stream")
            if found.reachable:
                context = f"{found.context:,} tokens" if found.context is not None else "not told"
                told.append(f"context {context}")
                told.append(str(model.price) if model.price is not None else "price not known")
            screen.line("Model", ", ".join(told))
            for problem in found.problems:
                screen.notice(problem)
            problems += not found.rung
    return problems
