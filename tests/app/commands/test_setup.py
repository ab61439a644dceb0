"""`interview setup --larger` where what was fetched before is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import fetching
from app.cli import app
from knowledge.entailment.larger import weights


def test_damaged_weights_are_fetched_again_and_not_told_to_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path))
    folder = weights.fetched(tmp_path / "cache")
    folder.mkdir(parents=True)
    for name in (weights.MODEL, weights.TOKENIZER):
        (folder / name).write_bytes(b"cut short")
    asked: list[fetching.Wanted] = []

    def no_network(into: Path, command: object, wanted: fetching.Wanted) -> None:
        asked.append(wanted)
        raise fetching.WeightsUnavailable(wanted, "there is no network.")

    monkeypatch.setattr(fetching, "fetch", no_network)

    result = CliRunner().invoke(app, ["setup", "--larger"])

    assert asked == [fetching.LARGER_ENCODER]
    assert isinstance(result.exception, fetching.WeightsUnavailable)
    assert "the small encoder reads your answers" in str(result.exception)
