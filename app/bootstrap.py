"""The one place that wires things."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from app.settings import AGENTS, Settings
from domain.errors import (
    BadSetting,
    InterviewError,
    NoGuides,
    SessionInUse,
    StoredByNewerVersion,
    UnknownSession,
)

if TYPE_CHECKING:
    from app.practice.progress import Progress
    from app.session.interviewing import Graph
    from domain.contradiction import Contradiction
    from domain.guide import TalkingPoint
    from domain.interview import Session
    from knowledge.base import KnowledgeBase
    from knowledge.embed import CachedEmbedder, Embedder
    from knowledge.library import Library
    from memory.connection import RedisHandle
    from memory.locks import SessionLock
    from memory.mastery import RedisMasteryStore
    from memory.sessions import RedisSessionStore
    from memory.store import SessionStore
    from models.account import Account, Limits
    from models.fail_over import FirstThatAnswers
    from models.privacy import MaskingModel

Notify = Callable[[str], None]
OnProgress = Callable[[int, int], None]

DRILLS = "interview:drill"
"""What the keys of drills begin with: they are sessions too, and stand in no list of interviews."""


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Memory:
    """The database, and what is kept in it: interviews, drills, and what was practised in both."""

    redis: RedisHandle
    store: RedisSessionStore
    drills: RedisSessionStore
    mastery: RedisMasteryStore


@asynccontextmanager
async def open_memory(settings: Settings) -> AsyncIterator[Memory]:
    """The database of `settings`, closed at the end. Raises `MemoryUnavailable`."""
    from memory.connection import open_redis  # noqa: PLC0415 -- Redis' client costs 150 ms
    from memory.keys import Keys  # noqa: PLC0415
    from memory.mastery import RedisMasteryStore  # noqa: PLC0415
    from memory.sessions import RedisSessionStore  # noqa: PLC0415

    async with open_redis(settings.redis_url or None, settings.redis_directory) as handle:
        yield Memory(
            redis=handle,
            store=RedisSessionStore(handle.client),
            drills=RedisSessionStore(handle.client, keys=Keys(DRILLS)),
            mastery=RedisMasteryStore(handle.client),
        )


def read_guides(guides: Sequence[Path]) -> Library:
    """The guides at `guides`, understood. Raises `NoGuides`."""
    from knowledge.library import read_library  # noqa: PLC0415 -- text repair and stemmers cost 200 ms

    return read_library(guides)


def check_askable(library: Library) -> None:
    """Raise `NoGuides` where the guides hold nothing that an interview could ask for."""
    from agents.interviewer.phases import phase_of  # noqa: PLC0415

    if not any(phase_of(point) for point in library.talking_points):
        names = ", ".join(guide.name for guide in library.guides)
        raise NoGuides(
            names,
            "no question, story, pitch or weak area was found. `interview talking-points --unparsed` shows "
            "what was not understood; docs/guides-how-to.md shows what is.",
        )


def open_index(
    settings: Settings,
    library: Library,
    guides: Sequence[Path],
    *,
    memory: Memory | None = None,
    notify: Notify,
    progress: OnProgress | None = None,
) -> KnowledgeBase:
    """The index over `library`, brought up to date where the guides changed."""
    from knowledge.base import open_knowledge  # noqa: PLC0415 -- FAISS and onnxruntime cost half a second

    folder = settings.index_directory / _name_of(guides)
    return open_knowledge(library, folder, embedder(settings, memory, notify), notify, progress)


def doubts(settings: Settings, guides: Sequence[Path]) -> tuple[TalkingPoint, ...]:
    """Where the guides at `guides` contradict themselves so that an interviewer would ask."""
    from knowledge import consistency  # noqa: PLC0415
    from knowledge.library import read_texts  # noqa: PLC0415

    kept = settings.index_directory / f"{_name_of(guides)}.contradictions.json"
    return consistency.doubts(consistency.kept_contradictions(read_texts(guides), kept))


def embedder(settings: Settings, memory: Memory | None, notify: Notify) -> CachedEmbedder | None:
    """The embedding model of `settings` behind its cache; None, and a notice, where there is none.

    One that is elsewhere gets texts without personal data, unless masking is switched off. Raises
    `BadSetting` where its recognisers are not installed: nothing leaves then.
    """
    from knowledge.embed import (  # noqa: PLC0415
        CachedEmbedder,
        local_embedder,
        missing_weights_hint,
        openai_embedder,
    )

    if settings.embeddings:
        key = settings.api_key.get_secret_value() if settings.api_key is not None else None
        model = openai_embedder(settings.embeddings, settings.base_url or None, key)
        if settings.mask:
            model = _masked(model, settings.mask_names)
    else:
        local = local_embedder(settings.cache_directory)
        if local is None:
            notify(missing_weights_hint())
            return None
        model = local
    if memory is None:
        return CachedEmbedder(model)
    from memory.embedding_cache import RedisEmbeddingCache  # noqa: PLC0415

    return CachedEmbedder(model, RedisEmbeddingCache(memory.redis.sync_client))


def _masked(model: Embedder, names: Sequence[str]) -> Embedder:
    from knowledge.masked import MaskedEmbedder  # noqa: PLC0415
    from models.privacy import blank, blanking  # noqa: PLC0415

    _need_recognisers()
    return MaskedEmbedder(model, partial(blank, names=names), blanking(names))


def count_savings(memory: Memory, knowledge: KnowledgeBase) -> None:
    """Add what the embedding cache served in this process to the counts that `interview doctor` shows."""
    if knowledge.embedder is not None:
        from memory.embedding_cache import RedisEmbeddingCache  # noqa: PLC0415

        counts = knowledge.embedder.counts
        RedisEmbeddingCache(memory.redis.sync_client).count(
            memory=counts.memory, store=counts.store, model=counts.model
        )


def model_chains(
    settings: Settings, environment: Mapping[str, str] = os.environ
) -> dict[str, FirstThatAnswers]:
    """The providers for each agent that should have one; agents with the same setting share theirs.

    From here on prompts come from the settings' own folder where that has them.
    """
    if not any(settings.model_for(agent) for agent in AGENTS):
        return {}
    import prompts  # noqa: PLC0415
    from models.account import Account  # noqa: PLC0415
    from models.factory import make_language_model  # noqa: PLC0415
    from models.prices import own_prices  # noqa: PLC0415

    prompts.use_folder(settings.prompts)
    # Outside a session there are no turns.
    meter = Account(replace(limits(settings), turn_seconds=None)).meter()
    prices = own_prices(settings.model_prices) if settings.model_prices is not None else {}
    made: dict[str, FirstThatAnswers] = {}
    chosen: dict[str, FirstThatAnswers] = {}
    for agent in AGENTS:
        setting = settings.model_for(agent)
        if setting and setting not in made:
            model = make_language_model(
                setting,
                base_url=settings.base_url,
                api_key=settings.api_key.get_secret_value() if settings.api_key is not None else "",
                environment=environment,
                timeout=settings.model_timeout,
                meter=meter,
                prices=prices,
            )
            if model is not None:
                made[setting] = model
        if setting in made:
            chosen[agent] = made[setting]
    _check_priced(settings, made.values())
    return chosen


def _check_priced(settings: Settings, chains: Iterable[FirstThatAnswers]) -> None:
    """Raise `BadSetting` where a budget of money would have to count what nobody knows the price of."""
    unpriced = dict.fromkeys(name for chain in chains for name in chain.unpriced)
    if unpriced and settings.model_budget_dollars is not None:
        raise BadSetting(
            f"INTERVIEW_MODEL_BUDGET is in money, and the price of {', '.join(unpriced)} is not known. Give "
            "it in a file (INTERVIEW_MODEL_PRICES, see docs/models.md), or a budget of tokens."
        )


def language_models(
    settings: Settings, environment: Mapping[str, str] = os.environ
) -> dict[str, FirstThatAnswers | MaskingModel]:
    """A language model for each agent that should have one, with personal data masked unless switched off.

    Raises `BadSetting` where masking is wanted and its recognisers are not installed: nothing leaves then.
    """
    chains = model_chains(settings, environment)
    if not chains or not settings.mask:
        return dict(chains)
    from models.privacy import MaskingModel, Masks  # noqa: PLC0415

    _need_recognisers()
    # One table for all agents: a value has the same placeholder wherever it turns up.
    masks = Masks(settings.mask_names)
    return {agent: MaskingModel(chain, masks) for agent, chain in chains.items()}


def judge_of(
    settings: Settings, model: str, environment: Mapping[str, str] = os.environ
) -> FirstThatAnswers | MaskingModel | None:
    """`model` as the evaluator's in place of the one that is set; None for "".

    The address and key of the settings are OpenAI's, or their own model's: no other provider gets them.
    """
    from models.registry import parse_chain  # noqa: PLC0415

    if not model:
        return None
    chosen, own = parse_chain(model)[0], parse_chain(settings.model_for("evaluator"))[:1]
    changed: dict[str, object] = {"model": "", "model_by_agent": {"evaluator": model}}
    if chosen.provider.name not in {"openai", *(name.provider.name for name in own)}:
        changed |= {"base_url": "", "api_key": None}
    return language_models(settings.model_copy(update=changed), environment).get("evaluator")


def _need_recognisers() -> None:
    missing = [name for name in ("phonenumbers", "stdnum") if find_spec(name) is None]
    if missing:
        raise BadSetting(
            f"Masking personal data needs {' and '.join(missing)}: pip install phonenumbers python-stdnum, "
            "or say --no-mask."
        )


def limits(settings: Settings) -> Limits:
    """What the language models of a session may use."""
    from models.account import Limits  # noqa: PLC0415

    return Limits(settings.model_budget, settings.model_budget_dollars, settings.turn_timeout)


async def account(settings: Settings, store: SessionStore, session: Session) -> Account:
    """What the language models of `session` used so far, in whichever process, and may use yet."""
    from memory.records import DamagedRecord  # noqa: PLC0415
    from models.account import Account  # noqa: PLC0415

    try:
        earlier = await store.usage(session.id)
    except UnknownSession:
        # One that is about to begin.
        earlier = []
    except (DamagedRecord, StoredByNewerVersion):
        # What cannot be read costs the session its counts, not the session.
        earlier = []
    if settings.model_budget_dollars is not None and any(turn.whole.unpriced for turn in earlier):
        raise BadSetting(
            f"INTERVIEW_MODEL_BUDGET is in money, and what session {session.id} has cost so far is not "
            "known. Give a budget of tokens."
        )
    return Account(limits(settings), earlier)


@asynccontextmanager
async def open_models(settings: Settings) -> AsyncIterator[dict[str, FirstThatAnswers | MaskingModel]]:
    """The language models of `settings` by agent; their connections are closed at the end."""
    models = language_models(settings)
    async with AsyncExitStack() as stack:
        for model in {id(model): model for model in models.values()}.values():
            stack.push_async_callback(model.aclose)
        yield models


@asynccontextmanager
async def locked(
    memory: Memory, session_id: str, patience: float = 0.0, *, drill: bool = False
) -> AsyncIterator[SessionLock]:
    """The lock of a session, or of a drill; where another window has it, tried again for `patience` seconds.

    Raises `SessionInUse` when it stays taken.
    """
    from memory.keys import PREFIX, Keys  # noqa: PLC0415
    from memory.locks import SessionLock  # noqa: PLC0415

    keys = Keys(DRILLS if drill else PREFIX)
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    while True:
        lock = SessionLock(memory.redis.client, session_id, keys=keys)
        try:
            await lock.__aenter__()
            break
        except SessionInUse:
            if loop.time() >= until:
                raise
            await asyncio.sleep(0.25)
    async with AsyncExitStack() as stack:
        stack.push_async_exit(lock)
        yield lock


def compile_interview(memory: Memory) -> Graph:
    """The interview's graph on the database's checkpointer."""
    from graphs.interview import interview_graph  # noqa: PLC0415 -- LangGraph costs half a second
    from memory.checkpointer import RedisSaver  # noqa: PLC0415

    return interview_graph().compile(checkpointer=RedisSaver(async_client=memory.redis.client))


def compile_drill(memory: Memory) -> Graph:
    """The drill's graph on the database's checkpointer."""
    from graphs.drill import drill_graph  # noqa: PLC0415
    from memory.checkpointer import RedisSaver  # noqa: PLC0415
    from memory.keys import Keys  # noqa: PLC0415

    return drill_graph().compile(checkpointer=RedisSaver(async_client=memory.redis.client, keys=Keys(DRILLS)))


def new_session_id(taken: Sequence[str], moment: datetime) -> str:
    """A short name for a session that is easy to type and not in `taken`."""
    signs = "23456789abcdefghjkmnpqrstvwxyz"
    attempt = 0
    while True:
        digest = hashlib.blake2b(f"{moment.isoformat()} {attempt}".encode(), digest_size=8).digest()
        name = "".join(signs[byte % len(signs)] for byte in digest[:4])
        if name not in taken and not name.isdigit():
            return name
        attempt += 1


def _name_of(guides: Sequence[Path]) -> str:
    """The folder name of the index over `guides`: the same places share one."""
    places = "\n".join(sorted(str(path.resolve()) for path in guides))
    return hashlib.blake2b(places.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()


def checked(guides: Sequence[Path] | None, settings: Settings) -> tuple[Path, ...]:
    """The guides a command was given, else those of the settings."""
    chosen = tuple(guides) if guides else settings.guides
    if not chosen:
        raise InterviewError("No guides were named. Give a file or a folder: --guides PATH")
    return chosen


async def session_or_last(memory: Memory, session_id: str) -> Session:
    """The session with this id; without an id, the one touched last."""
    if session_id:
        return await memory.store.session(session_id)
    known = await memory.store.sessions()
    if not known:
        raise InterviewError("There are no sessions yet. `interview start` begins one.")
    return known[0]


async def progress_of(memory: Memory, session: Session) -> Progress | None:
    """How the guides of `session` sit by now; None where they are no longer there."""
    from app.practice import progress as progressing  # noqa: PLC0415

    try:
        library = read_guides(tuple(Path(guide) for guide in session.guides))
    except NoGuides:
        return None
    practices, sessions = await memory.mastery.practices(), await memory.store.sessions()
    return progressing.progress(library.talking_points, practices, sessions, now())


def guide_lines(guides: Sequence[Path], name: str) -> list[str]:
    """The lines of the guide called `name`, as they arrived after repair."""
    from knowledge.library import find_guides, name_of  # noqa: PLC0415
    from knowledge.read import read_text  # noqa: PLC0415

    path = next(path for path in find_guides(guides) if name_of(path, guides) == name)
    return read_text(path, name).text.split("\n")


def find_contradictions(guides: Sequence[Path]) -> tuple[Contradiction, ...]:
    """Where the guides at `guides` contradict themselves, the most damaging first."""
    from knowledge.consistency import contradictions  # noqa: PLC0415
    from knowledge.library import read_texts  # noqa: PLC0415

    return contradictions(read_texts(guides))


async def forget(memory: Memory, session_id: str) -> None:
    """Delete every key of a session: its transcript, its report, its checkpoints."""
    from memory.forgetting import forget_session  # noqa: PLC0415

    await forget_session(memory.redis.client, session_id)


async def forget_all(memory: Memory) -> int:
    """Delete every key of this installation; how many sessions there were.

    Raises `SessionInUse`, and deletes nothing, where a session is open in another window.
    """
    from memory.forgetting import forget_everything  # noqa: PLC0415

    ids = await memory.store.ids()
    async with AsyncExitStack() as stack:
        for session_id in ids:
            await stack.enter_async_context(locked(memory, session_id))
        await forget_everything(memory.redis.client)
    return len(ids)
