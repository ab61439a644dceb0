"""Stems of units: found once, kept for units that are still there, numbered alike whatever stood there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from knowledge.base import open_knowledge
from knowledge.search import stems as finding
from knowledge.search.passages import units_of
from knowledge.search.stems import Stems, stems_of
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import BATCH, BUDGET, MENTOR, guide, library, two_points


def same(one: Stems, other: Stems) -> bool:
    return (
        one.keys == other.keys
        and one.languages == other.languages
        and one.vocabulary == other.vocabulary
        and np.array_equal(one.numbers, other.numbers)
        and np.array_equal(one.lengths, other.lengths)
    )


def words_of(stems: Stems, row: int) -> list[str]:
    return [stems.vocabulary[number] for number in stems.numbers[stems.starts[row] : stems.starts[row + 1]]]


def test_a_unit_has_its_stems_in_order_and_its_language() -> None:
    spanish = BATCH.model_copy(
        update={
            "id": "es",
            "title": "¿Qué mediste?",
            "text": "Medimos la latencia de las consultas, cada semana.",
        }
    )
    found = stems_of(units_of([BUDGET, spanish]))

    assert found.languages == ("en", "es")
    assert "latenci" in words_of(found, 1) and "semana" not in words_of(found, 0)


@pytest.mark.parametrize("before", [(BATCH, BUDGET), (MENTOR,), (BUDGET, MENTOR, BATCH), ()])
def test_known_stems_make_no_difference(before: tuple[object, ...]) -> None:
    known = stems_of(units_of(before))  # type: ignore[arg-type]  # talking points
    now = units_of([MENTOR, BATCH])

    assert same(stems_of(now, known), stems_of(now))


def test_what_is_known_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known = stems_of(units_of([BATCH, BUDGET]))
    asked: list[str] = []
    nearest = finding.nearest

    def listening(text: str) -> str:
        asked.append(text)
        return nearest(text)

    monkeypatch.setattr(finding, "nearest", listening)

    stems_of(units_of([BATCH, BUDGET, MENTOR]), known)

    assert len(asked) == 1 and MENTOR.title in asked[0]


def test_an_index_of_before_stems_were_kept_is_used_and_brought_up_to_date(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path, HashEmbedder())
    _as_stored_before(tmp_path)
    notices: list[str] = []

    old = HashEmbedder()
    open_knowledge(two_points(), tmp_path, old, notices.append)
    assert old.embedded == []

    new = HashEmbedder()
    updated = open_knowledge(library(guide(BATCH, MENTOR)), tmp_path, new, notices.append)
    assert notices == []
    assert len(new.embedded) == 2  # the new point's title and text
    assert updated.search("juniors")[0].talking_point_id == MENTOR.id


def _as_stored_before(folder: Path) -> None:
    """The index without what stems are kept in."""
    pointer = json.loads((folder / "current").read_bytes())
    generation = folder / pointer["generation"]
    manifest = json.loads((generation / "manifest.json").read_bytes())
    for name in [name for name in manifest["files"] if name.startswith("stems")]:
        (generation / name).unlink()
        del manifest["files"][name]
    written = json.dumps(manifest, indent=1).encode()
    (generation / "manifest.json").write_bytes(written)
    pointer["manifest"] = hashlib.sha256(written).hexdigest()
    (folder / "current").write_text(json.dumps(pointer))
