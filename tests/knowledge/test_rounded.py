"""Whole numbers that nominate the nearest vectors: they are sure of nothing but what the vectors say."""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
import pytest

from knowledge.search import faiss_store
from knowledge.search.embed import Mask, Vectors
from knowledge.search.faiss_store import Rounded

SIZE, WIDTH, COUNT = 3000, 64, 10


def _vectors(seed: int, count: int) -> Vectors:
    chance = np.random.default_rng(seed).standard_normal((count, WIDTH))
    vectors: Vectors = (chance / np.linalg.norm(chance, axis=1, keepdims=True)).astype(np.float32)
    return vectors


def _index(vectors: Vectors) -> Any:
    index = faiss.IndexFlatIP(WIDTH)
    index.add(vectors)
    return index


def _parameters(mask: Mask | None) -> Any:
    parameters = faiss.SearchParameters()
    if mask is not None:
        parameters.sel = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
    return parameters


@pytest.mark.parametrize("share", [None, 0.3, 0.02, 0.001])
def test_what_they_are_sure_of_is_what_a_flat_search_finds(share: float | None) -> None:
    index = _index(_vectors(1, SIZE))
    rounded = Rounded.of(index)
    mask = None if share is None else np.random.default_rng(2).random(SIZE) < share
    sure = 0

    for query in _vectors(3, 300):
        flat, rows = index.search(query[None, :], COUNT, params=_parameters(mask))
        found = rounded.nearest(
            query, COUNT, _parameters(mask), lambda vector, at: index.reconstruct_batch(at) @ vector
        )
        if found is not None:
            sure += 1
            real = rows[0] >= 0
            assert found[0].tolist() == rows[0][real].tolist()
            assert found[1] == pytest.approx(flat[0][real], abs=1e-5)

    assert sure > 240


def test_they_are_not_sure_where_all_are_alike() -> None:
    vectors = np.repeat(_vectors(1, 1), SIZE, axis=0)
    index = _index(vectors)

    assert (
        Rounded.of(index).nearest(
            vectors[0], COUNT, _parameters(None), lambda vector, at: index.reconstruct_batch(at) @ vector
        )
        is None
    )


def test_a_store_finds_the_same_with_them_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = _vectors(1, SIZE)

    def found() -> list[list[int]]:
        store = faiss_store.UnitStore(_index(vectors), (), None)  # type: ignore[arg-type]  # nothing is embedded
        return [store.nearest(query, COUNT)[0].tolist() for query in _vectors(4, 100)]

    flat = found()
    monkeypatch.setattr(faiss_store, "ROUNDED_FROM", 1)
    made: list[Rounded] = []
    monkeypatch.setattr(Rounded, "of", lambda index, of=Rounded.of: made.append(of(index)) or made[-1])

    assert found() == flat
    assert len(made) == 1
