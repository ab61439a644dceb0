"""The scorers that the evaluator must beat: length, token recall, TF-IDF, sentence embeddings."""

from __future__ import annotations

import re

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from agents.similarity import Similarity
from evals.graded import Floats, GradedSet

_WORD = re.compile(r"\w+")


def length(graded: GradedSet) -> Floats:
    """The number of words, up to that of the longest model answer, as a share of it."""
    counts = [len(_WORD.findall(answer)) for answer in graded.answers]
    return np.array(counts, dtype=np.float64) / max(1, max(counts, default=1))


def token_recall(graded: GradedSet) -> Floats:
    """The share of the model answer's distinct words that the answer has, best of several model answers."""

    def words(text: str) -> set[str]:
        return set(_WORD.findall(text.lower()))

    scores: list[float] = []
    for answer, references in zip(graded.answers, graded.references, strict=True):
        said = words(answer)
        shares = [len(words(text) & said) / max(1, len(words(text))) for text in references]
        scores.append(max(shares, default=0.0))
    return np.array(scores)


def tf_idf(graded: GradedSet) -> Floats:
    """The TF-IDF cosine of answer and model answer, fitted on the set's own texts, best of several."""
    references = sorted({text for each in graded.references for text in each})
    model = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit([*references, *graded.answers])
    rows = model.transform(graded.answers)
    columns = model.transform(references)
    place = {text: at for at, text in enumerate(references)}
    return np.array(
        [
            max(float(rows[at].multiply(columns[place[text]]).sum()) for text in graded.references[at])
            for at in range(len(graded.answers))
        ]
    )


def embedding_cosine(graded: GradedSet, similarity: Similarity) -> Floats:
    """The cosine of the sentence embeddings of answer and model answer, best of several."""
    scores: list[float] = []
    for answer, references in zip(graded.answers, graded.references, strict=True):
        cosines = similarity([answer], list(references))
        scores.append(0.0 if cosines is None else float(cosines.max()))
    return np.array(scores)
