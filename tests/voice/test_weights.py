"""The recogniser's weights are put together once, whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from voice import weights
from voice.errors import NoRecogniser


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two packages with a part each, and all else that is needed."""
    site = tmp_path / "site"
    for number, name in enumerate(("first_part", "second_part"), start=1):
        data = site / name / "data"
        data.mkdir(parents=True)
        (site / name / "__init__.py").touch()
        (data / f"model.bin.part{number}").write_bytes(bytes([number]) * 1000)
        for beside in weights.BESIDE:
            (data / beside).write_text("{}", encoding="utf-8")
    monkeypatch.syspath_prepend(site)
    monkeypatch.setattr(weights, "PARTS", ("first_part", "second_part"))
    monkeypatch.setattr(weights, "NEEDED", ("json",))
    whole = hashlib.sha256(bytes([1]) * 1000 + bytes([2]) * 1000).hexdigest()
    monkeypatch.setattr(weights, "SHA256", whole)
    return site


def test_the_parts_are_joined_in_order_and_once(parts: Path, tmp_path: Path) -> None:
    folder = weights.model_folder(tmp_path / "cache")
    model = folder / weights.MODEL
    assert model.read_bytes() == bytes([1]) * 1000 + bytes([2]) * 1000

    before = model.stat().st_mtime_ns
    assert weights.model_folder(tmp_path / "cache") == folder
    assert model.stat().st_mtime_ns == before
    assert [each.name for each in (tmp_path / "cache").iterdir()] == [folder.name]


def test_weights_that_are_not_those_known_are_not_used(parts: Path, tmp_path: Path) -> None:
    (parts / "second_part" / "data" / "model.bin.part2").write_bytes(b"another model")

    with pytest.raises(NoRecogniser, match="not those this program knows"):
        weights.model_folder(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_what_is_not_installed_is_named_with_what_to_do(
    parts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "PARTS", ("first_part", "no_such_part"))

    with pytest.raises(NoRecogniser, match=r"no_such_part is not installed.*mock-interviewer\[voice\]"):
        weights.model_folder(tmp_path / "cache")


def test_no_room_is_told(parts: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file is in the way", encoding="utf-8")

    with pytest.raises(NoRecogniser, match="cache"):
        weights.model_folder(tmp_path / "cache")
