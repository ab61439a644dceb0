"""`interview setup` where what was fetched before is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import fetching
from app.cli import app
from knowledge.entailment.larger import weights as larger
from knowledge.entailment.multilingual import weights as multilingual


@pytest.mark.parametrize(
    ("option", "folder", "files", "wanted", "until"),
    [
        (
            "--larger",
            larger.fetched,
            (larger.MODEL, larger.TOKENIZER),
            fetching.LARGER_ENCODER,
            "the small encoder reads your answers",
        ),
        (
            "--multilingual",
            multilingual.fetched,
            (multilingual.MODEL, multilingual.TOKENIZER),
            fetching.MULTILINGUAL_ENCODER,
            "only English is read by what it says",
        ),
    ],
)
def test_damaged_weights_are_fetched_again_and_not_told_to_be_fetched(
    option: str,
    folder: Callable[[Path], Path],
    files: tuple[str, ...],
    wanted: fetching.Wanted,
    until: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path))
    into = folder(tmp_path / "cache")
    into.mkdir(parents=True)
    for name in files:
        (into / name).write_bytes(b"cut short")
    asked: list[fetching.Wanted] = []

    def no_network(into: Path, command: object, wanted: fetching.Wanted) -> None:
        asked.append(wanted)
        raise fetching.WeightsUnavailable(wanted, "there is no network.")

    monkeypatch.setattr(fetching, "fetch", no_network)

    result = CliRunner().invoke(app, ["setup", option])

    assert asked == [wanted]
    assert isinstance(result.exception, fetching.WeightsUnavailable)
    assert until in str(result.exception)
