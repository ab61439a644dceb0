"""The encoder of postings that ships, on lines and answers that it was not trained on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.search.embed import local_embedder
from knowledge.showing import model
from knowledge.showing.model import SHIPPED, LocalShowing, local_showing, told_as, with_low_rank

LINES = ("Keeps a cool head in a crisis", "Reduces running costs", "Passes on what they know to newcomers")
TOLD = (
    told_as(
        "The night the boiler burst",
        "Water to my ankles. I shut the main, sent two upstairs, and only then looked for my shoes.",
    ),
    told_as("The gas bill", "I had the ovens switched on in turn: 900 a month became 640."),
    told_as(
        "Ines", "She came without a word of the trade. I stood beside her for three weeks, then a step back."
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def encoder(folder: Path) -> LocalShowing:
    found = local_showing(folder)
    assert found is not None, "the weights are installed with the tests"
    return found


def test_nothing_is_built_before_it_is_asked(tmp_path: Path) -> None:
    assert local_showing(tmp_path) is not None
    assert list(tmp_path.iterdir()) == []


def test_each_line_is_shown_by_its_own_answer_further_apart_than_by_the_model_it_began_from(
    encoder: LocalShowing, folder: Path
) -> None:
    near = encoder.vectors(LINES) @ encoder.vectors(TOLD).T
    assert near.argmax(axis=1).tolist() == [0, 1, 2]

    pinned = local_embedder(folder)
    assert pinned is not None
    before = pinned.embed_documents(list(LINES)) @ pinned.embed_documents(list(TOLD)).T
    assert _margin(near) > _margin(before) + 0.1


def _margin(cosines: np.ndarray) -> float:
    own = np.eye(len(cosines), dtype=bool)
    return float(cosines[own].mean() - cosines[~own].mean())


def test_what_ships_is_small_and_named_by_its_checksum(encoder: LocalShowing) -> None:
    assert Path(model.__file__).with_name(SHIPPED).stat().st_size < 6_000_000
    name, _, checksum = encoder.fingerprint.split("/")
    assert (name, len(checksum)) == ("showing", 8)


def test_thin_matrices_are_added_and_vectors_take_the_place_of_theirs() -> None:
    pinned = {"a.weight": np.ones((2, 3), np.float32), "a.bias": np.zeros(2, np.float32)}
    update = {
        "a.left": np.array([[1.0], [2.0]], np.float16),
        "a.right": np.array([[1.0, 0.0, 3.0]], np.float16),
        "a.bias": np.array([0.5, 0.0], np.float16),
    }
    merged = with_low_rank(pinned, update)

    assert merged["a.weight"].tolist() == [[2, 1, 4], [3, 1, 7]]
    assert merged["a.bias"].tolist() == [0.5, 0.0]
    assert pinned["a.weight"].tolist() == [[1, 1, 1], [1, 1, 1]]


def test_without_the_weights_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model.weights, "folder_of", lambda folder: None)
    assert local_showing(tmp_path) is None
