"""What works of all that is configured, check by check as each is done."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.bootstrap.index import open_embedder, open_entailment, open_multilingual
from app.bootstrap.memory import Memory, check_writing, eviction_warning, open_memory, replication_warning
from app.bootstrap.models import model_chains
from app.settings import AGENTS, Settings
from domain.errors import InterviewError
from domain.refinement import Outcome
from knowledge.library import read_library
from language.wording import counted, listed
from memory import health
from memory.counts import RedisCounts
from memory.embedding_cache import RedisEmbeddingCache
from models.chat import ChatModel
from models.probe import probe
from telemetry import spans
from telemetry.sending import goes_to_langsmith


class State(StrEnum):
    """What came of a check: the sign that stands before it."""

    FINE = "✓"
    WRONG = "✗"
    NONE = "–"
    TOLD = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, what is told of it, and notes on it.

    `problems` is how many things of it need the candidate.
    """

    name: str
    state: State
    told: str
    notes: tuple[str, ...] = ()
    problems: int = 0

    @property
    def line(self) -> str:
        """What is told, behind its sign."""
        return f"{self.state.value} {self.told}".lstrip()


async def examine(
    settings: Settings, guides: Sequence[Path] | None = None, memory: Memory | None = None
) -> AsyncIterator[Check]:
    """Try everything that is configured, one after the other; no key or password is in what is told.

    `guides` are looked at in place of those that are set, and `memory` is used where it is open already.
    """
    yield Check("Home", State.TOLD, str(settings.home), problems=len(settings.unknown))
    yield await asyncio.to_thread(_guides, settings.guides if guides is None else guides)
    async for check in _memory(settings, memory):
        yield check
    yield await asyncio.to_thread(_embeddings, settings)
    yield await asyncio.to_thread(_encoder, settings)
    async for check in _models(settings):
        yield check
    for check in _seen(settings):
        yield check
    yield leaving(settings)


def told_result(problems: int) -> str:
    """What all checks came to."""
    if not problems:
        return "Everything that is configured works."
    return "1 thing needs you" if problems == 1 else f"{problems} things need you"


def _guides(guides: Sequence[Path]) -> Check:
    try:
        library = read_library(guides)
    except InterviewError as error:
        return Check("Guides", State.WRONG, str(error), problems=1)
    points = len(library.talking_points)
    return Check(
        "Guides",
        State.FINE,
        f"{len(library.guides)} read, {counted(points, 'talking point')}",
        tuple(f"not read: {problem}" for problem in library.unreadable),
        len(library.unreadable),
    )


async def _memory(settings: Settings, memory: Memory | None) -> AsyncIterator[Check]:
    try:
        async with AsyncExitStack() as stack:
            held = memory
            if held is None:
                held = await stack.enter_async_context(open_memory(settings))
            check_writing(held)
            warning = eviction_warning(held)
            count = len(await held.store.ids())
            told = f"{held.redis.describe()}, {counted(count, 'session')}"
            if settings.namespace:
                told += f" of {settings.namespace}"
            if settings.candidate:
                told += f" of the candidate {settings.candidate}"
            alone = replication_warning(held)
            note = health.UNKNOWN_POLICY if warning is None else warning
            yield Check(
                "Memory",
                State.WRONG if warning or alone else State.FINE,
                told,
                tuple(filter(None, (note, alone, _savings(held)))),
                int(bool(warning)) + int(bool(alone)),
            )
            if (refined := await _refinements(held)) is not None:
                yield refined
    except InterviewError as error:
        yield Check("Memory", State.WRONG, str(error), problems=1)


def _savings(memory: Memory) -> str:
    served = RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys).counted()
    whole = sum(served.values())
    if not whole:
        return ""
    saved = whole - served.get("model", 0)
    return (
        f"Of {whole:,} texts that interviews had embedded, {saved / whole:.0%} came from the cache "
        f"({served.get('memory', 0):,} from memory, {served.get('store', 0):,} from Redis)."
    )


async def _refinements(memory: Memory) -> Check | None:
    """What became of the language models' work in all sessions, by agent; None where there was none."""
    counts = await RedisCounts(memory.redis.client, keys=memory.keys).all()
    found: dict[tuple[str, str, str], int] = {}
    for (name, labels), number in counts.items():
        if name == "interview_refinements" and len(labels) == 3:
            found[labels[0], labels[1], labels[2]] = number
    if not found:
        return None
    notes: list[str] = []
    for agent in sorted({agent for agent, _, _ in found}):
        own = {labels: number for labels, number in found.items() if labels[0] == agent}
        notes.append(f"{agent.replace('_', ' ')}: {_told(own)}")
        reasons = {why: number for (_, _, why), number in own.items() if why}
        for why, number in sorted(reasons.items(), key=lambda each: -each[1]):
            notes.append(f"  {number:,} × {why}")
    return Check("Refinements", State.TOLD, _told(found), tuple(notes))


def _told(refinements: Mapping[tuple[str, str, str], int]) -> str:
    """ "412 accepted, 31 repaired, 12 rejected, 3 failed"."""
    counts = {
        outcome: sum(number for (_, what, _), number in refinements.items() if what == outcome)
        for outcome in Outcome
    }
    shown = {outcome: number for outcome, number in counts.items() if number or outcome is Outcome.ACCEPTED}
    return ", ".join(f"{number:,} {outcome.value}" for outcome, number in shown.items())


def _embeddings(settings: Settings) -> Check:
    notices: list[str] = []
    try:
        model = open_embedder(settings, None, notices.append)
        if model is not None:
            model.embed_query("ready")
            told = f"{settings.embeddings or 'local'}, {model.dimensions} dimensions"
            return Check("Embeddings", State.FINE, told)
    except InterviewError as error:
        notices.append(str(error))
    return Check("Embeddings", State.WRONG, " ".join(notices), problems=1)


def _encoder(settings: Settings) -> Check:
    try:
        found = open_entailment(settings)
    except InterviewError as error:
        return Check("Encoder", State.WRONG, str(error), problems=1)
    if found is None:
        return Check(
            "Encoder", State.NONE, "none: it needs the local embedding model, whose weights it shares"
        )
    others = open_multilingual(settings)
    read = others.fingerprint if others is not None else "by words (`interview setup --multilingual`)"
    return Check(
        "Encoder", State.FINE, f"{settings.encoder.value}, {found.fingerprint}; other languages: {read}"
    )


async def _models(settings: Settings) -> AsyncIterator[Check]:
    try:
        models = model_chains(settings)
    except InterviewError as error:
        yield Check("Model", State.WRONG, str(error), problems=1)
        return
    if not models:
        yield Check(
            "Model",
            State.NONE,
            "none: drafts only, which is a whole interview",
            (
                "To add one: INTERVIEW_MODEL=openai:NAME with OPENAI_API_KEY, or OPENAI_BASE_URL for a "
                "server of your own (Ollama, vLLM, llama.cpp, LM Studio). The key is never shown or stored.",
            ),
        )
        return
    for chain in dict.fromkeys(models.values()):
        for model in chain.models:
            yield await _probed(model, settings.model_timeout)


async def _probed(model: ChatModel, seconds: float) -> Check:
    found = await probe(model, seconds=seconds)
    where = f" at {found.server}" if found.server != found.model else ""
    told = [f"{found.model}{where}"]
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
    state = State.FINE if found.rung else State.WRONG
    return Check("Model", state, ", ".join(told), tuple(found.problems), int(not found.rung))


def _seen(settings: Settings) -> list[Check]:
    """Who else sees what happens: nobody, unless it is asked for."""
    seen: list[Check] = []
    if settings.log is not None:
        seen.append(Check("Log", State.TOLD, f"{settings.log}, from {settings.log_level} up"))
    if spans.wanted(os.environ):
        seen.append(Check("Spans", State.TOLD, f"to {os.environ.get('OTEL_TRACES_EXPORTER') or 'otlp'}"))
    if goes_to_langsmith(os.environ):
        told = "everything said in an interview goes there as it is (LANGSMITH_TRACING)"
        seen.append(Check("LangSmith", State.TOLD, told))
    return seen


def leaving(settings: Settings) -> Check:
    """What goes to another program or machine, told without a word of where its keys are."""
    masked = "personal data masked" if settings.mask else "as it is (--no-mask)"
    models = sorted({settings.model_for(agent) for agent in AGENTS} - {""})
    goes: list[str] = []
    if models:
        goes.append(f"answers and guide lines to {listed(models)}, {masked}")
    if settings.embeddings:
        goes.append(f"answers and passages to the embedding server, {masked}")
    if settings.redis_url:
        goes.append("sessions to the Redis that is set (REDIS_URL)")
    if goes_to_langsmith(os.environ):
        goes.append("everything said to LangSmith, as it is")
    return Check("Leaves", State.TOLD, "; ".join(goes) or "nothing leaves this machine")
