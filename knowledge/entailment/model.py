"""The encoder on this machine: what an answer does with each key point."""

from __future__ import annotations

import hashlib
import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from domain.later import later
from knowledge.entailment.head import Head, nearness_of
from knowledge.entailment.layout import Row, lay_out, point_ids
from knowledge.search import weights
from knowledge.search.built import deferred_model
from knowledge.search.opened import Opened
from knowledge.search.weights import Weights

if TYPE_CHECKING:
    from knowledge.entailment import graphs as graphs
else:
    graphs = later("knowledge.entailment.graphs")

# Key points in one row: as many as the questions have that the encoder was trained on.
_MOST_POINTS = 6
# Key points of which the tokens are kept, and rows of which is kept what the encoder said (8 kB each).
_POINTS_KEPT, _ROWS_KEPT = 2048, 1024
# A longer answer is read in windows that overlap by this share, and no more of them than this: eleven
# minutes of speech.
_WINDOW, _OVERLAP, _MOST_WINDOWS = 150, 4, 12
_COVERS = 0.5
ENGLISH = frozenset({"en"})
"""The languages of an encoder that was trained on English alone."""
# Raise it when the graph or the head's features change.
_GRAPH_VERSION = 3


@dataclass(frozen=True, slots=True)
class Entailed:
    """How surely an answer conveys a key point: probabilities of the four classes, which add up to 1."""

    covered: float
    partly: float
    absent: float
    denied: float

    @property
    def credit(self) -> float:
        """The share of the key point that was conveyed, as expected: 0 to 1."""
        return min(1.0, self.covered + 0.5 * self.partly)


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer read beside key points: what it does with each, in order, and where it speaks of it.

    `spans` are the places of the answer's words in it, (words, 2). `nearness` has for each key point how near
    each of its words comes to each of the answer's: cosines half way up the encoder in 127ths, (the key
    point's words, the answer's words).
    """

    found: tuple[Entailed, ...]
    spans: npt.NDArray[np.int64]
    nearness: tuple[npt.NDArray[np.int8], ...]

    def near(self, at: int, first: int, last: int) -> float:
        """How near the part `first` to `last` of the answer comes to key point `at`: -1 to 1.

        Each word of the key point counts by the word there that is nearest to it. Of 561 key points that
        three to five sentences tell one each this finds 91 % of the sentences; the last layer finds 33 %.
        """
        within = (self.spans[:, 0] >= first) & (self.spans[:, 0] < last)
        cosines = self.nearness[at][:, within]
        return float(cosines.max(axis=1).mean()) / 127 if cosines.size else -1.0


class Entailment(Protocol):
    """Tells what an answer does with each of several key points. `fingerprint` names model and version."""

    @property
    def fingerprint(self) -> str:
        """Model, version and checksum, "entailment/1/1a2b3c4d"."""
        ...

    def in_languages(self, spoken: Collection[str | None]) -> Entailment | None:
        """What reads texts that are in all of these languages, None where nothing does.

        None among them stands for a text of which the language is not sure, which anything reads.
        """
        ...

    def read(self, said: str, points: Sequence[str]) -> Reading:
        """Read `said` beside `points`."""
        ...


class _Told(NamedTuple):
    """What a row says of each of its key points, and how near the answer's words come to those of each."""

    found: tuple[Entailed, ...]
    near: tuple[npt.NDArray[np.int8], ...]


class LocalEntailment:
    """The encoder on onnxruntime, one row at a time. Safe to use from several threads.

    What it said of a row is kept: whoever is asked further about a question is read with all that was said
    to it before, and the windows over the beginning are the same each time.
    """

    def __init__(
        self,
        model: Callable[[], Path | bytes | None],
        tokenizer: Path,
        head: Head,
        fingerprint: str,
        inputs: Callable[[Row], dict[str, Any]] | None = None,
        languages: Collection[str] = ENGLISH,
    ) -> None:
        self.fingerprint = fingerprint
        self._languages = frozenset(languages)
        self._head = head
        self._inputs = inputs or _inputs_of
        self._opened = Opened(model, tokenizer, None)
        self._kept: OrderedDict[bytes, _Told] = OrderedDict()
        # The same key points are asked of every answer, and of one answer several times.
        self._point_ids = lru_cache(maxsize=_POINTS_KEPT)(self._ids_of)
        self._lock = threading.Lock()

    def in_languages(self, spoken: Collection[str | None]) -> LocalEntailment | None:
        """Itself where it was trained on all of these languages."""
        return self if self._languages.issuperset(each for each in spoken if each is not None) else None

    def open(self) -> None:
        """Open the model now; else it is opened with the first answer."""
        self._opened.open()

    def _ids_of(self, point: str) -> list[int]:
        return point_ids(self._opened.open()[1], point)

    def read(self, said: str, points: Sequence[str]) -> Reading:
        """Read `said` beside `points`.

        An answer of more than _WINDOW tokens is read in overlapping windows; of each key point the window
        stands that covers it, or where none does the one that says most about it, for or against.
        """
        encoded = self._opened.open()[1].encode(said)
        spans = np.array(encoded.offsets[1:-1], dtype=np.int64).reshape(-1, 2)
        found = [NOT_SPOKEN_OF] * len(points)
        asked = [self._point_ids(point) for point in points]
        nearness = tuple(np.full((len(ids) - 1, len(spans)), -127, dtype=np.int8) for ids in asked)
        if not points or not len(spans):
            return Reading(tuple(found), spans, nearness)
        for start, end in _windows(len(spans)):
            answer = [encoded.ids[0], *encoded.ids[1 + start : 1 + end], encoded.ids[-1]]
            for at, each, near in self._window(answer, asked):
                if _says_more(each, found[at]):
                    found[at] = each
                nearness[at][:, start:end] = np.maximum(nearness[at][:, start:end], near)
        return Reading(tuple(found), spans, nearness)

    def _window(
        self, answer: list[int], points: list[list[int]]
    ) -> Iterator[tuple[int, Entailed, npt.NDArray[np.int8]]]:
        """Each key point's number, what one window does with it, and how near its words come."""
        rows = math.ceil(len(points) / _MOST_POINTS)
        for number in range(rows):
            # Evenly: a last key point alone would be read in other company than all the others.
            start, end = (len(points) * at // rows for at in (number, number + 1))
            told = self._told(lay_out(answer, points[start:end]))
            yield from zip(range(start, end), told.found, told.near, strict=True)

    def _told(self, row: Row) -> _Told:
        key = hashlib.blake2b(row.ids.tobytes() + row.segments.tobytes(), digest_size=16).digest()
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        last, halfway = self._run(row)
        shares = self._head.probabilities(last, row.segments)
        found = tuple(Entailed(*map(float, each)) for each in shares)
        told = _Told(found, nearness_of(halfway, row.segments))
        with self._lock:
            self._kept[key] = told
            while len(self._kept) > _ROWS_KEPT:
                self._kept.popitem(last=False)
        return told

    def _run(self, row: Row) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """What the last layer makes of each token, and a layer half way up: (tokens, hidden) each."""
        last, halfway = self._opened.open()[0].run(None, self._inputs(row))
        return last[0], halfway[0]


def _inputs_of(row: Row) -> dict[str, Any]:
    """What MiniLM's graph is given; it knows but two kinds of tokens."""
    return {
        "input_ids": row.ids[None],
        "positions": row.positions[None],
        "kinds": (row.segments[None] > 0).astype(np.int64),
    }


def _says_more(one: Entailed, other: Entailed) -> bool:
    """Whether a window tells more of a key point: what covers it stands, else what speaks of it most."""
    if max(one.covered, other.covered) >= _COVERS:
        return one.covered > other.covered
    return other is NOT_SPOKEN_OF or one.absent < other.absent


NOT_SPOKEN_OF = Entailed(0.0, 0.0, 1.0, 0.0)


def _windows(words: int) -> list[tuple[int, int]]:
    size = _WINDOW
    if words <= size:
        return [(0, words)]
    step = size - size // _OVERLAP
    starts = range(0, words - size // _OVERLAP, step)[:_MOST_WINDOWS]
    return [(start, min(start + size, words)) for start in starts]


def local_entailment(cache_dir: Path) -> LocalEntailment | None:
    """The encoder, its graph built into `cache_dir` the first time (about a second).

    None where the weights that the update belongs to are not installed.
    """
    folder = weights.folder_of(cache_dir)
    shipped = resources.files("knowledge.entailment").joinpath("update.safetensors")
    if folder is None or weights.sha256_of(folder / weights.TOKENIZER) != weights.TOKENIZER_SHA256:
        return None
    content = shipped.read_bytes()
    update = load(content)
    version = f"{_GRAPH_VERSION}/{hashlib.sha256(content).hexdigest()[:8]}"
    model = cache_dir / f"entailment-{version.replace('/', '-')}-{weights.MODEL_SHA256[:8]}.onnx"
    built = deferred_model(model, partial(_graph_of, folder, update))
    if built is None:
        return None
    return LocalEntailment(built, folder / weights.TOKENIZER, Head.of(update), f"entailment/{version}")


def _graph_of(folder: Path, update: Weights) -> bytes | None:
    tensors = weights.pinned(folder)
    return None if tensors is None else graphs.build_encoder_graph(graphs.updated(tensors, update))
