"""Answers that people graded: reading the files and measuring every answer once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from agents.evaluator.batch import asked, point_of
from agents.evaluator.by_words.features import LEXICAL, SEMANTIC
from agents.evaluator.compared import Compared
from agents.evaluator.comparison import compare
from agents.evaluator.scoring.arithmetic import conveyed
from domain.guide import TalkingPointKind
from knowledge.entailment.model import Entailment, local_entailment
from knowledge.search.embed import local_embedder
from language.text import read

# Some files put alternative model answers into one column.
ALTERNATIVES = "||"
_BLANK = frozenset({"", "no submission.", "no submission", "nan"})

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to score answers: the figures that enter, and what they are measured with."""

    name: str
    figures: tuple[str, ...]
    similarity: CachedCosines | None = None
    entailment: Entailment | None = None


WORDS = Way("words", LEXICAL)
# What the encoder finds is no figure among others: its one figure is what the answer is worth by it.
BY_MEANING = ("conveyed",)


def ways(cache: Path, *, embeddings: bool = True) -> list[Way]:
    """Every way that can be measured on this machine: by words, with embeddings, by the encoder."""
    found = [WORDS]
    similarity = cached_similarity(cache) if embeddings else None
    if similarity is not None:
        found.append(Way("words and embeddings", SEMANTIC, similarity=similarity))
    entailment = local_entailment(cache / "model") if embeddings else None
    if entailment is not None:
        found.append(Way("what was conveyed", BY_MEANING, entailment=entailment))
    return found


@dataclass(frozen=True, slots=True)
class GradedSet:
    """One file of graded answers; one entry an answer; scores from 0 to 1, NaN where not known."""

    name: str
    questions: list[str]
    references: list[tuple[str, ...]]
    answers: list[str]
    scores: Floats
    question_ids: NDArray[np.str_]
    first_grader: Floats
    second_grader: Floats

    @property
    def on_a_scale(self) -> bool:
        """Whether people gave degrees, and not only right or wrong."""
        return len(np.unique(self.scores)) > 3


def load(path: Path) -> GradedSet:
    """Read a file with the columns qid, question, reference, answer, score01 and, where known, r1 and r2.

    Blank answers are left out: they flatter every scorer.
    """
    frame: Any = pd.read_csv(path).dropna(subset=["reference", "score01"])
    frame["answer"] = frame["answer"].fillna("").astype(str)
    frame = frame[~frame["answer"].str.strip().str.lower().isin(_BLANK)].reset_index(drop=True)

    def grades(column: str) -> Floats:
        values = (
            pd.to_numeric(frame[column], errors="coerce")
            if column in frame
            else pd.Series(np.nan, frame.index)
        )
        return np.asarray(values, dtype=np.float64)

    return GradedSet(
        name=path.name.split(".")[0],
        questions=[str(text) for text in frame["question"]],
        references=[
            tuple(part.strip() for part in str(text).split(ALTERNATIVES)) for text in frame["reference"]
        ],
        answers=list(frame["answer"]),
        scores=grades("score01"),
        question_ids=frame["qid"].astype(str).to_numpy(dtype=np.str_),
        first_grader=grades("r1"),
        second_grader=grades("r2"),
    )


def measure_all(graded: GradedSet, way: Way = WORDS) -> tuple[Floats, Floats]:
    """The figures of every answer, and the share of it that is not wrong.

    A row of figures each, in the order of the way's. Of several model answers the one counts whose key points
    the answer says best.
    """
    rows = [
        measure_one(answer, question, references, way)
        for answer, question, references in zip(
            graded.answers, graded.questions, graded.references, strict=True
        )
    ]
    return np.array([figures for figures, _ in rows]), np.array([sound for _, sound in rows])


def measure_one(
    answer: str, question: str, references: Sequence[str], way: Way = WORDS
) -> tuple[list[float], float]:
    """The figures of one answer, held against its best model answer, and the share that is not wrong."""
    heard = read(answer)
    best: Compared | None = None
    for reference in references:
        point = point_of(question, reference, TalkingPointKind.QUESTION_ANSWER)
        if not point.key_points:
            continue
        compared = compare(heard, asked(point), point, way.similarity, way.entailment)
        if best is None or compared.coverage > best.coverage:
            best = compared
    if best is None:
        return [0.0] * len(way.figures), 1.0
    if best.by_meaning:
        return [conveyed(best.measured.figures, len(best.key_points))], best.measured.sound
    return [best.measured.figures.get(name, 0.0) for name in way.figures], best.measured.sound


def cached_similarity(cache: Path) -> CachedCosines | None:
    """Cosines from the local embedding model, its vectors kept under `cache`; None without the weights.

    Call `keep` of the result to write what was added.
    """
    embedder = local_embedder(cache / "model")
    return None if embedder is None else CachedCosines(embedder.embed_documents, cache)


class CachedCosines:
    """A similarity that embeds each text once, ever."""

    def __init__(self, embed: Callable[[list[str]], NDArray[np.float32]], cache: Path) -> None:
        self._embed = embed
        self._file = cache / "vectors.npz"
        self._rows: dict[str, NDArray[np.float16]] = {}
        if self._file.exists():
            with np.load(self._file) as kept:
                self._rows = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def __call__(self, texts: list[str], others: list[str]) -> NDArray[np.float64]:
        product: NDArray[np.float64] = (self._vectors(texts) @ self._vectors(others).T).astype(np.float64)
        return product

    def prepare(self, texts: Sequence[str]) -> None:
        """Embed what is new among `texts`, short ones together."""
        new = sorted({text for text in texts if _key(text) not in self._rows}, key=len)
        for at in range(0, len(new), 64):
            chunk = new[at : at + 64]
            for text, vector in zip(chunk, self._embed(chunk), strict=True):
                self._rows[_key(text)] = vector.astype(np.float16)

    def keep(self) -> None:
        """Write the vectors down."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(self._file, keys=np.array(list(self._rows)), vectors=np.array(list(self._rows.values())))

    def _vectors(self, texts: list[str]) -> NDArray[np.float32]:
        self.prepare(texts)
        return np.array([self._rows[_key(text)] for text in texts], dtype=np.float32)


def _key(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def texts_of(graded: GradedSet) -> list[str]:
    """Every text whose vector `measure_all` asks for."""
    texts: set[str] = set()
    for question, references in set(zip(graded.questions, graded.references, strict=True)):
        for reference in references:
            point = point_of(question, reference, TalkingPointKind.QUESTION_ANSWER)
            texts.update((reference, *(key_point.text for key_point in point.key_points)))
    for answer in graded.answers:
        heard = read(answer)
        texts.update((heard.said, *(sentence.said for sentence in heard.sentences)))
    return sorted(texts)
