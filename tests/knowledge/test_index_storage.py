"""The index on disk: what is stored, noticed and never trusted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np

from knowledge.base import open_knowledge
from knowledge.search.storage import FORMAT_VERSION, IndexFolder
from tests.support import guards
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import BATCH, MENTOR, PROJECT, guide, library, stored_files, two_points


def generation(folder: Path) -> str:
    return str(json.loads((folder / "current").read_text())["generation"])


def test_a_flipped_byte_in_any_file_is_noticed_and_the_index_built_anew(tmp_path: Path) -> None:
    expected = open_knowledge(two_points(), tmp_path, HashEmbedder()).search("nightly batch")
    names = {path.name for path in stored_files(tmp_path)}
    assert {"current", "manifest.json", "units.faiss", "texts.npy", "vocabulary.json"} <= names

    for name in sorted(names):
        (path,) = (path for path in stored_files(tmp_path) if path.name == name)
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0x01
        path.write_bytes(content)
        notices: list[str] = []
        embedder = HashEmbedder()

        knowledge = open_knowledge(two_points(), tmp_path, embedder, notices.append)

        assert len(notices) == 1, name
        assert "building it anew" in notices[0], name
        assert len(embedder.embedded) == 5 - 1, name
        assert knowledge.search("nightly batch") == expected, name
        quiet: list[str] = []
        open_knowledge(two_points(), tmp_path, HashEmbedder(), quiet.append)
        assert quiet == [], name


def test_a_truncated_or_missing_file_is_noticed(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path, HashEmbedder())
    for name in sorted({path.name for path in stored_files(tmp_path)} - {"current"}):
        for damage in ("truncated", "missing"):
            (path,) = (path for path in stored_files(tmp_path) if path.name == name)
            if damage == "truncated":
                path.write_bytes(path.read_bytes()[:-1])
            else:
                path.unlink()
            notices: list[str] = []

            knowledge = open_knowledge(two_points(), tmp_path, HashEmbedder(), notices.append)

            assert len(notices) == 1, (name, damage)
            assert knowledge.search("nightly batch"), (name, damage)


def test_an_index_of_another_embedding_model_is_not_used(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path, HashEmbedder(fingerprint="other/1"))
    notices: list[str] = []
    embedder = HashEmbedder()

    open_knowledge(two_points(), tmp_path, embedder, notices.append)

    assert notices == [
        "The index of your guides was made with another embedding model or masking: building it anew."
    ]
    assert len(embedder.embedded) == 4


def test_an_index_of_another_format_is_not_used(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path, HashEmbedder())
    stored = IndexFolder(tmp_path)
    found = stored.read()
    assert found is not None
    files = {name: (found.folder / name).read_bytes() for name in found.about["files"]}
    publish_as_format(stored, FORMAT_VERSION + 1, found.about["version"], files)
    notices: list[str] = []
    embedder = HashEmbedder()

    open_knowledge(two_points(), tmp_path, embedder, notices.append)

    assert notices == [
        "The index of your guides cannot be used "
        f"(it has format {FORMAT_VERSION + 1}, not {FORMAT_VERSION}): building it anew."
    ]
    assert len(embedder.embedded) == 4


def publish_as_format(
    stored: IndexFolder, format_version: int, version: str, files: dict[str, bytes]
) -> None:
    """Publish, then say another format in the manifest, its checksum put right."""
    import hashlib

    about = {"version": version, "embedder": "hash/1"}
    folder = stored.publish(about, files).folder
    manifest = json.loads((folder / "manifest.json").read_text())
    changed = json.dumps({**manifest, "format": format_version}).encode()
    (folder / "manifest.json").write_bytes(changed)
    pointer = {"generation": folder.name, "manifest": hashlib.sha256(changed).hexdigest()}
    (folder.parent / "current").write_text(json.dumps(pointer))


def test_the_index_holds_no_pickle(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path, HashEmbedder())

    for path in stored_files(tmp_path):
        assert path.suffix not in {".pkl", ".pickle"}
        # The first byte of every pickle since protocol 2.
        assert path.read_bytes()[:1] != b"\x80", path.name
        if path.suffix == ".npy":
            np.load(path, allow_pickle=False)


def test_old_generations_are_removed(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path, HashEmbedder())
    open_knowledge(library(guide(MENTOR)), tmp_path, HashEmbedder())

    assert [path.name for path in tmp_path.glob("generation-*")] == [generation(tmp_path)]


KILLED_SAVES = """
    import os, signal, sys
    from pathlib import Path
    from knowledge.search import storage
    from knowledge.base import open_knowledge
    from tests.support.knowledge import MENTOR, guide, library, two_points
    from tests.support.embedding import HashEmbedder

    def dying_before(step, really):
        def flush(*arguments):
            if next(count) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return really(*arguments)
        return flush

    for step in range(15):
        folder = Path(sys.argv[1]) / str(step)
        open_knowledge(two_points(), folder, HashEmbedder())
        # Forked, because importing everything anew takes a second each.
        if os.fork() == 0:
            count = iter(range(100))
            storage._write = dying_before(step, storage._write)
            storage._flush_folder = dying_before(step, storage._flush_folder)
            open_knowledge(library(guide(MENTOR)), folder, HashEmbedder())
            os._exit(0)
        print(os.wait()[1])
"""


def test_killed_at_any_step_of_saving_the_old_index_or_the_new_one_stands(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED_SAVES), str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=guards.SECONDS,
    )
    assert run.stdout.split() == [str(int(signal.SIGKILL))] * 15, run.stderr

    # Eleven files, the manifest, their folder, the pointer; last the folder that the pointer stands in.
    outcomes = []
    for step in range(15):
        folder = tmp_path / str(step)
        notices: list[str] = []
        embedder = HashEmbedder()
        knowledge = open_knowledge(two_points(), folder, embedder, notices.append)
        assert notices == []
        assert knowledge.search("nightly batch")[0].talking_point_id == BATCH.id
        # The search embeds its query; the index of other guides has nothing to reuse.
        outcomes.append({1: "old", 5: "new"}[len(embedder.embedded)])
    assert outcomes == ["old"] * 14 + ["new"]


def test_a_folder_that_cannot_be_written_costs_only_the_storing(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    notices: list[str] = []

    knowledge = open_knowledge(two_points(), in_the_way / "index", HashEmbedder(), notices.append)

    assert knowledge.search("nightly batch")
    assert len(notices) == 1
    assert "lives in memory" in notices[0]


def test_an_index_that_cannot_be_written_to_its_end_is_used_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "current.new").mkdir()
    notices: list[str] = []
    embedder = HashEmbedder()

    knowledge = open_knowledge(two_points(), tmp_path, embedder, notices.append)

    assert len(embedder.embedded) == 4
    assert knowledge.search("nightly batch")
    assert len(notices) == 1
    assert "lives in memory" in notices[0]
