"""The index over the guides, and the embedding model behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.memory import Memory
from app.bootstrap.models import need_recognisers
from app.settings import Settings

if TYPE_CHECKING:
    from domain.guide import TalkingPoint
    from knowledge.base import KnowledgeBase
    from knowledge.embed import CachedEmbedder, Embedder
    from knowledge.entailment.model import LocalEntailment
    from knowledge.library import Library


Notify = Callable[[str], None]


OnProgress = Callable[[int, int], None]


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
    knowledge = open_knowledge(library, folder, embedder(settings, memory, notify), notify, progress)
    return knowledge.with_entailment(entailment(settings))


def entailment(settings: Settings) -> LocalEntailment | None:
    """The encoder that reads what was said of each key point; None where its weights are not installed."""
    from knowledge.entailment.model import local_entailment  # noqa: PLC0415 -- onnxruntime costs 0.3 s

    return local_entailment(settings.cache_directory)


def doubts(settings: Settings, guides: Sequence[Path], library: Library) -> tuple[TalkingPoint, ...]:
    """Where the guides at `guides`, which `library` holds, contradict themselves so that one would ask."""
    from knowledge import consistency  # noqa: PLC0415
    from knowledge.library import read_texts  # noqa: PLC0415

    kept = settings.index_directory / f"{_name_of(guides)}.contradictions.json"
    return consistency.doubts(
        consistency.kept_contradictions(library.guides, partial(read_texts, guides), kept)
    )


def embedder(settings: Settings, memory: Memory | None, notify: Notify) -> CachedEmbedder | None:
    """The embedding model of `settings` behind its cache; None, and a notice, where there is none.

    One that is elsewhere gets texts without personal data, unless masking is switched off. Raises
    `BadSetting` where its recognisers are not installed: nothing leaves then.
    """
    from knowledge import weights  # noqa: PLC0415
    from knowledge.embed import CachedEmbedder  # noqa: PLC0415

    if settings.embeddings:
        from knowledge.remote_embedder import openai_embedder  # noqa: PLC0415  (a second)

        key = settings.api_key.get_secret_value() if settings.api_key is not None else None
        model = openai_embedder(settings.embeddings, settings.base_url or None, key)
        if settings.mask:
            model = _masked(model, settings.mask_names)
    else:
        local = local_model(settings)
        if local is None:
            notify(weights.missing_hint())
            return None
        model = local
    if memory is None:
        return CachedEmbedder(model)
    from memory.embedding_cache import RedisEmbeddingCache  # noqa: PLC0415

    return CachedEmbedder(model, RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys))


def local_model(settings: Settings) -> Embedder | None:
    """The embedding model on this machine, made ready where it is used for the first time."""
    from knowledge.embed import local_embedder  # noqa: PLC0415

    return local_embedder(settings.cache_directory)


def _masked(model: Embedder, names: Sequence[str]) -> Embedder:
    from knowledge.masked import MaskedEmbedder  # noqa: PLC0415
    from models.privacy import blank, blanking  # noqa: PLC0415

    need_recognisers()
    return MaskedEmbedder(model, partial(blank, names=names), blanking(names))


def count_savings(memory: Memory, knowledge: KnowledgeBase) -> None:
    """Add what the embedding cache served in this process to the counts that `interview doctor` shows."""
    if knowledge.embedder is not None:
        from memory.embedding_cache import RedisEmbeddingCache  # noqa: PLC0415

        counts = knowledge.embedder.counts
        RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys).count(
            memory=counts.memory, store=counts.store, model=counts.model
        )


def _name_of(guides: Sequence[Path]) -> str:
    """The folder name of the index over `guides`: the same places share one."""
    places = "\n".join(sorted(str(path.resolve()) for path in guides))
    return hashlib.blake2b(places.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
