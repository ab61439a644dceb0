"""The index over the guides, and the embedding model behind it."""

from __future__ import annotations

import threading
from collections.abc import Callable, MutableMapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

from app.bootstrap.memory import Memory
from app.bootstrap.models import need_recognisers
from app.bootstrap.whereabouts import folder_name
from app.settings import Settings
from domain.encoder import Encoder
from domain.errors import BadSetting
from domain.later import later
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.entailment.by_language import ByLanguage
from knowledge.entailment.larger.model import larger_entailment
from knowledge.entailment.model import Entailment, LocalEntailment, local_entailment
from knowledge.entailment.multilingual.model import multilingual_entailment
from knowledge.library import Library
from knowledge.search import weights
from knowledge.search.embed import CachedEmbedder, Embedder, local_embedder
from memory.embedding_cache import RedisEmbeddingCache
from memory.indexes import RedisIndexes

if TYPE_CHECKING:
    from knowledge.search import masked, remote_embedder
    from knowledge.showing import model as showing
    from knowledge.showing.model import LocalShowing
    from models import privacy
else:
    masked = later("knowledge.search.masked")
    privacy = later("models.privacy")
    remote_embedder = later("knowledge.search.remote_embedder")
    showing = later("knowledge.showing.model")

NO_LARGER_ENCODER = (
    "INTERVIEW_ENCODER=larger: it is not here. `interview setup --larger` fetches it; unset the variable "
    "for the small encoder."
)
Notify = Callable[[str], None]
OnProgress = Callable[[int, int], None]
Model = TypeVar("Model")
_ENCODERS: WeakValueDictionary[Path, LocalEntailment] = WeakValueDictionary()
_MULTILINGUAL: WeakValueDictionary[Path, LocalEntailment] = WeakValueDictionary()
_LARGER: WeakValueDictionary[Path, LocalEntailment] = WeakValueDictionary()
_EMBEDDERS: WeakValueDictionary[Path, Embedder] = WeakValueDictionary()
_SHOWINGS: WeakValueDictionary[Path, LocalShowing] = WeakValueDictionary()
_SHARING = threading.Lock()
_VECTORS, _VECTORS_OF_ONE_OF_MANY = 8192, 1024
# The local model makes a vector sooner than two trips to the database are over.
_TOGETHER = 2
"""So many embeddings are at hand: 12 MB where there is one candidate, 1.5 MB for each user of a service."""


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
    folder = settings.index_directory / folder_name(guides)
    embedder = open_embedder(settings, memory, notify)
    knowledge = open_knowledge(library, folder, embedder, notify, progress, _elsewhere(settings, memory))
    knowledge = knowledge.with_showing(partial(open_showing, settings))
    return knowledge.with_entailment(open_entailment(settings))


def _elsewhere(settings: Settings, memory: Memory | None) -> RedisIndexes | None:
    """Where other machines find a service's indexes; None where there are no others."""
    if memory is None or not settings.one_of_many or not settings.redis_url:
        return None
    return RedisIndexes(memory.redis.sync_client, keys=memory.keys)


def open_entailment(settings: Settings) -> Entailment | None:
    """What reads what was said of each key point; None where no weights are installed.

    Other languages than English are read where the multilingual encoder was fetched. Raises `BadSetting`
    where the larger one is asked for and cannot be had: a smaller one would judge otherwise than was asked.
    """
    english, others = _english(settings), open_multilingual(settings)
    if english is None or others is None:
        return english or others
    return ByLanguage(english, others)


def open_multilingual(settings: Settings) -> LocalEntailment | None:
    """The encoder for other languages than English; None where it was not fetched."""
    return shared(_MULTILINGUAL, settings.cache_directory, multilingual_entailment)


def _english(settings: Settings) -> LocalEntailment | None:
    if settings.encoder is Encoder.SMALL:
        return shared(_ENCODERS, settings.cache_directory, local_entailment)
    found = shared(_LARGER, settings.cache_directory, larger_entailment)
    if found is None:
        raise BadSetting(NO_LARGER_ENCODER)
    return found


def open_showing(settings: Settings) -> LocalShowing | None:
    """The encoder that postings are held against guides with; None where its weights are not installed."""
    return shared(_SHOWINGS, settings.cache_directory, lambda folder: showing.local_showing(folder))


def open_embedder(settings: Settings, memory: Memory | None, notify: Notify) -> CachedEmbedder | None:
    """The embedding model of `settings` behind its cache; None, and a notice, where there is none.

    One that is elsewhere gets texts without personal data, unless masking is switched off. Raises
    `BadSetting` where its recognisers are not installed: nothing leaves then.
    """
    model: Embedder
    if settings.embeddings:
        key = settings.api_key.get_secret_value() if settings.api_key is not None else None
        model = remote_embedder.openai_embedder(
            settings.embeddings,
            settings.base_url or None,
            key,
            seconds=settings.embeddings_timeout,
            batch=settings.embeddings_batch,
        )
        if settings.mask:
            model = _masked(model, settings.mask_names)
    else:
        local = local_model(settings)
        if local is None:
            notify(weights.missing_hint())
            return None
        model = local
    capacity = _VECTORS_OF_ONE_OF_MANY if settings.one_of_many else _VECTORS
    if memory is None:
        return CachedEmbedder(model, capacity=capacity)
    store = RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys)
    return CachedEmbedder(model, store, capacity, together=1 if settings.embeddings else _TOGETHER)


def local_model(settings: Settings) -> Embedder | None:
    """The embedding model on this machine, made ready where it is used for the first time."""
    return shared(_EMBEDDERS, settings.cache_directory, local_embedder)


def shared(
    opened: MutableMapping[Path, Model], folder: Path, opens: Callable[[Path], Model | None]
) -> Model | None:
    """The model of `folder`: one for all who use it at once, since each would be a hundred megabytes."""
    with _SHARING:
        # Several threads come at once where several people begin: the first opens it for all.
        if (found := opened.get(folder)) is None and (found := opens(folder)) is not None:
            opened[folder] = found
        return found


def _masked(model: Embedder, names: Sequence[str]) -> Embedder:
    need_recognisers()
    return masked.MaskedEmbedder(model, partial(privacy.blank, names=names), privacy.blanking(names))


def count_savings(memory: Memory, knowledge: KnowledgeBase) -> None:
    """Add what the embedding cache of `knowledge` served to the counts that `interview doctor` shows.

    Each vector once: a page holds many sessions over the same guides, and calls this after each.
    """
    if knowledge.embedder is not None:
        counts = knowledge.embedder.take_counts()
        RedisEmbeddingCache(memory.redis.sync_client, keys=memory.keys).count(
            memory=counts.memory, store=counts.store, model=counts.model
        )
