"""What the candidate's guides say, ready to be searched."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
import numpy.typing as npt

from domain.errors import ModelUnavailable
from domain.guide import Passage, TalkingPoint, TalkingPointKind
from knowledge.search.embed import CachedEmbedder, Embedder, Mask, Vectors
from knowledge.search.index import Index, build_index, content_version
from knowledge.search.opened import Opens
from knowledge.search.passages import Role, Unit, units_of
from knowledge.search.retrieve import search
from knowledge.search.storage import FORMAT_VERSION
from knowledge.upkeep import Elsewhere, Notify, Progress, current_index
from language.patterns import regex
from telemetry.counters import count
from telemetry.watching import watched

if TYPE_CHECKING:
    from knowledge.entailment.model import Entailment
    from knowledge.library import Library
    from knowledge.showing.model import Showing

Made = TypeVar("Made")

CACHED_RESULTS = 256
"""Some fifty answers: what is looked for again is looked for in the same turn or soon after. Each user of a
service has a cache of their own."""
WORDS_ALONE = "words"
_WORD = regex(r"[^\W\d_]+")
_RETRIEVAL = {"gen_ai.operation.name": "retrieval"}


class KnowledgeBase:
    """The guides and their index. Safe to use from several threads; nothing in it changes.

    `version` is a short digest of the content, the embedding model and the index's format. `embedder` is
    None where guides are searched by words alone, `entailment` None where answers are compared so. `doubts`
    are contradictions of the guides that may be asked about; they are in no guide, so nothing searches,
    drills or schedules them.
    """

    def __init__(
        self,
        library: Library,
        index: Index,
        version: str,
        embedder: CachedEmbedder | None,
        doubts: tuple[TalkingPoint, ...] = (),
        entailment: Entailment | None = None,
    ) -> None:
        self.library = library
        self.doubts = doubts
        self.index = index
        self.version = version
        self.embedder = embedder
        self.entailment = entailment
        self._showing: Callable[[], Showing | None] = _nothing
        self._columns = _columns(index.units)
        self._masks: dict[tuple[object, ...], Mask] = {}
        self._results: OrderedDict[tuple[object, ...], tuple[Passage, ...]] = OrderedDict()
        self._lock = threading.Lock()
        self._made: dict[Callable[[Library], object], object] = {}

    def made(self, work: Callable[[Library], Made]) -> Made:
        """What `work` makes of the guides, made once and kept as long as they are."""
        if work not in self._made:
            self._made[work] = work(self.library)
        return cast("Made", self._made[work])

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """The code of the language that each guide is written in, and each posting, by its name."""
        # Of a posting only what is asked about is kept: names of products, often, which are in no language.
        others = {doubt.source.guide: doubt.language for doubt in self.doubts if doubt.language}
        return {**others, **self.library.languages}

    @property
    def talking_points(self) -> tuple[TalkingPoint, ...]:
        """All talking points, in the guides' order."""
        return self.library.talking_points

    def point(self, talking_point_id: str) -> TalkingPoint:
        """The talking point, or the doubt, with this id; raises `KeyError` where there is none."""
        doubt = next((doubt for doubt in self.doubts if doubt.id == talking_point_id), None)
        return doubt or self.library.point(talking_point_id)

    def lines_of(self, guide: str) -> tuple[str, ...]:
        """The lines of a guide as its file has them now; see `Library.lines_of`."""
        return self.library.lines_of(guide)

    def with_doubts(self, doubts: Collection[TalkingPoint]) -> KnowledgeBase:
        """The same guides and index with `doubts` besides those known."""
        known = {doubt.id: doubt for doubt in (*self.doubts, *doubts)}
        if tuple(known.values()) == self.doubts:
            return self
        other = copy(self)
        other.doubts = tuple(known.values())
        # A doubt has a language, and is in no guide: nothing else that is known rests on it.
        other.__dict__.pop("languages", None)
        return other

    def with_entailment(self, entailment: Entailment | None) -> KnowledgeBase:
        """The same guides and index with the encoder that answers are read with."""
        other = copy(self)
        other.entailment = entailment
        return other

    def with_showing(self, opens: Callable[[], Showing | None]) -> KnowledgeBase:
        """The same guides and index with what opens the encoder that postings are held against them with."""
        other = copy(self)
        other._showing = opens
        return other

    @property
    def showing(self) -> Showing | None:
        """What tells whether talking points show lines of a posting; looked for when it is asked for."""
        return self._showing()

    def open(self) -> None:
        """Open what is searched in and judged with; else each is opened when it is first needed.

        What cannot be opened is told where it is needed.
        """
        self.index.open()
        for model in (self.embedder, self.entailment):
            if isinstance(model, Opens):
                with contextlib.suppress(ModelUnavailable):
                    model.open()

    def of_kind(self, *kinds: TalkingPointKind) -> tuple[TalkingPoint, ...]:
        """The talking points of these kinds, in the guides' order."""
        return tuple(point for point in self.talking_points if point.kind in kinds)

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        kinds: Collection[TalkingPointKind] | None = None,
        guides: Collection[str] | None = None,
        roles: Collection[Role] = (Role.POINT,),
        points: Collection[str] | None = None,
        threshold: float | None = None,
    ) -> list[Passage]:
        """The `k` passages most relevant to `query`, best first.

        A talking point is found once, however long it is; of `roles` other than the default each key point
        or hook is found by itself. `kinds`, `guides` (names) and `points` (ids) say where to look, None
        for everywhere; `roles` what to look at. `threshold`, 0 to 1, replaces the default one; an empty
        list means that nothing in the guides is relevant. A model that does not answer costs the search
        by meaning, not the search.
        """
        where = tuple(None if given is None else frozenset(given) for given in (kinds, guides, roles, points))
        key = (query, k, threshold, where)
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                count("interview_retrievals", "cached")
                return list(self._results[key])
        with watched("retrieval guides", {**_RETRIEVAL, "gen_ai.data_source.id": self.version}) as notes:
            vector, complete = self._embedded(query)
            mask = self._mask(where)
            found = search(self.index, query, vector, k, mask=mask, threshold=threshold)
            notes["interview.passages"] = len(found)
        count("interview_retrievals", "found" if found else "nothing")
        if complete:
            with self._lock:
                self._results[key] = tuple(found)
                while len(self._results) > CACHED_RESULTS:
                    self._results.popitem(last=False)
        return found

    def similarity(self, a: list[str], b: list[str]) -> npt.NDArray[np.float32] | None:
        """Cosines, (len(a), len(b)); None where there is no embedding model, or it does not answer.

        Texts of the index (titles, key points, hooks) cost nothing; the others are embedded and cached.
        """
        if self.embedder is None:
            return None
        try:
            cosines: npt.NDArray[np.float32] = self._vectors(a) @ self._vectors(b).T
        except ModelUnavailable:
            return None
        return cosines

    def has_word(self, word: str) -> bool:
        """Whether `word`, in small letters, stands in the guides or is English, as far as the model knows.

        Where no model tells, every word is one.
        """
        if self.embedder is None or word in self.made(_words_of):
            return True
        try:
            return self.embedder.has_word(word)
        except ModelUnavailable:
            return True

    def embed_ahead(self, texts: list[str]) -> None:
        """Embed together, on all cores, what will be searched for one by one."""
        if self.embedder is not None and texts:
            with contextlib.suppress(ModelUnavailable):
                self.embedder.embed_documents(texts)

    def likeness(self, one: str, other: str) -> float:
        """How near two texts are in meaning, 0 to 1; 0 where no model answers."""
        if self.embedder is None or not (one.strip() and other.strip()):
            return 0.0
        try:
            first, second = self.embedder.embed_documents([one, other])
        except ModelUnavailable:
            return 0.0
        return max(0.0, float(first @ second))

    def _vectors(self, texts: list[str]) -> Vectors:
        assert self.embedder is not None
        known = {} if self.index.texts is None else {text: self.index.texts.get(text) for text in texts}
        unknown = [text for text in texts if known.get(text) is None]
        made = dict(zip(unknown, self.embedder.embed_documents(unknown), strict=True))
        rows = [made[text] if text in made else known[text] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.embedder.dimensions)

    def _embedded(self, query: str) -> tuple[Vectors | None, bool]:
        """The query's vector where there is a model, and whether that is all there could be."""
        if self.embedder is None or not query.strip():
            return None, True
        try:
            return self.embedder.embed_query(query), True
        except ModelUnavailable:
            return None, False

    def _mask(self, where: tuple[frozenset[str] | None, ...]) -> Mask:
        """Which rows may be found: every given set names what is allowed of its property."""
        mask = self._masks.get(where)
        if mask is None:
            mask = np.ones(len(self.index.units), dtype=bool)
            for allowed, column in zip(where, self._columns, strict=True):
                if allowed is not None:
                    mask &= column.is_in(allowed)
            # Filters by id are as many as talking points; the others are a handful.
            if where[-1] is None:
                self._masks[where] = mask
        return mask


def _nothing() -> None:
    return None


class _Column:
    """One property of every row, as numbers, so that a filter is two look-ups and not 100,000 comparisons."""

    def __init__(self, values: list[str]) -> None:
        self._numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        self._rows = np.array([self._numbers[value] for value in values], dtype=np.int32)

    def is_in(self, allowed: Collection[str]) -> Mask:
        chosen = np.zeros(len(self._numbers), dtype=bool)
        chosen[[self._numbers[value] for value in allowed if value in self._numbers]] = True
        mask: Mask = chosen[self._rows]
        return mask


def _columns(units: tuple[Unit, ...]) -> tuple[_Column, ...]:
    """Kind, guide, role and talking point: the properties that a search filters by."""
    return (
        _Column([unit.point.kind for unit in units]),
        _Column([unit.source.guide for unit in units]),
        _Column([unit.role for unit in units]),
        _Column([unit.point.id for unit in units]),
    )


def open_knowledge(
    library: Library,
    folder: Path,
    embedder: Embedder | None,
    notify: Notify = lambda message: None,
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
) -> KnowledgeBase:
    """The knowledge base over `library`, its index loaded from `folder`, brought up to date, or built.

    Only texts that the stored index does not have are embedded, none where `elsewhere` has the index;
    `progress` hears (done, of) of them. What is damaged, or was made by another version or another embedding
    model, is built anew after a word to `notify`. Nothing here raises: without a model, or with one that does
    not answer, guides are searched by words alone, and where `folder` cannot be written the index lives in
    memory.
    """
    units = units_of(library.talking_points)
    if embedder is None:
        return _by_words(library, units)
    cached = embedder if isinstance(embedder, CachedEmbedder) else CachedEmbedder(embedder)
    version = content_version(units, cached.fingerprint, FORMAT_VERSION)
    try:
        index = current_index(units, version, folder, cached, notify, progress, elsewhere)
    except ModelUnavailable as error:
        notify(f"{error} Until then guides are searched by words alone.")
        return _by_words(library, units)
    return KnowledgeBase(library, index, version, cached)


def _by_words(library: Library, units: tuple[Unit, ...]) -> KnowledgeBase:
    """Without vectors there is nothing worth storing, and stored vectors stay for when the model is back."""
    version = content_version(units, WORDS_ALONE, FORMAT_VERSION)
    return KnowledgeBase(library, build_index(units), version, None)


def _words_of(library: Library) -> frozenset[str]:
    """The words of the guides, in small letters."""
    texts = (f"{point.title}\n{point.text}" for point in library.talking_points)
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))
