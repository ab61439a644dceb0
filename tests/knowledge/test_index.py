"""The index on disk: what is stored, reused, noticed and never trusted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from domain.errors import ModelUnavailable
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.library import Library
from knowledge.search.faiss_store import FLAT_LIMIT
from knowledge.search.index import TextVectors, build_index, to_files
from knowledge.search.passages import digest, units_of
from knowledge.search.storage import FORMAT_VERSION, IndexFolder
from tests.support import guards
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import guide, library, talking_point

PROJECT = Path(__file__).parents[2]

BATCH = talking_point(
    "Why did you leave batch jobs?", "The nightly batch was late, so we moved to streaming."
)
BUDGET = talking_point("How did you keep to the budget?", "We switched idle machines off at night.")
MENTOR = talking_point("Tell me about mentoring", "I paired with two juniors every week.", line=30)


def two_points() -> Library:
    return library(guide(BATCH, BUDGET))


def stored_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def generation(folder: Path) -> str:
    return str(json.loads((folder / "current").read_text())["generation"])


class FailingEmbedder(HashEmbedder):
    """A remote model that is gone."""

    def embed_documents(self, texts: list[str]) -> np.ndarray:
        raise ModelUnavailable("The embedding model did not answer.")


def test_a_second_opening_embeds_nothing_and_finds_the_same(tmp_path: Path) -> None:
    first = open_knowledge(two_points(), tmp_path, HashEmbedder())
    embedder = HashEmbedder()

    second = open_knowledge(two_points(), tmp_path, embedder)

    assert embedder.embedded == []
    assert second.version == first.version
    assert second.search("nightly batch") == first.search("nightly batch") != []


def test_only_what_a_changed_guide_says_anew_is_embedded(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path, HashEmbedder())
    changed = BUDGET.model_copy(update={"text": "We bought reserved machines."})
    embedder = HashEmbedder()

    knowledge = open_knowledge(library(guide(BATCH, changed, MENTOR)), tmp_path, embedder)

    assert sorted(embedder.embedded) == [
        "I paired with two juniors every week.",
        "Tell me about mentoring",
        "We bought reserved machines.",
    ]
    assert knowledge.search("reserved machines")[0].talking_point_id == BUDGET.id


def test_an_updated_index_equals_one_built_anew(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path / "updated", HashEmbedder())
    after = library(guide(MENTOR, BATCH))

    updated = open_knowledge(after, tmp_path / "updated", HashEmbedder())
    anew = open_knowledge(after, tmp_path / "anew", HashEmbedder())

    assert to_files(updated.index) == to_files(anew.index)
    assert updated.version == anew.version


def test_a_removed_guide_leaves_the_index(tmp_path: Path) -> None:
    other = guide(MENTOR, name="other.md")
    open_knowledge(library(guide(BATCH, BUDGET), other), tmp_path, HashEmbedder())

    knowledge = open_knowledge(two_points(), tmp_path, HashEmbedder())

    assert "Tell me about mentoring" not in {
        p.talking_point_id for p in knowledge.search("mentoring", threshold=0)
    }
    assert knowledge.index.texts is not None
    assert knowledge.index.texts.get("Tell me about mentoring") is None


def test_renaming_a_guide_embeds_nothing_and_is_cited_by_its_new_name(tmp_path: Path) -> None:
    open_knowledge(library(guide(BATCH)), tmp_path, HashEmbedder())
    renamed = talking_point(BATCH.title, BATCH.text, guide="renamed.md")
    embedder = HashEmbedder()

    knowledge = open_knowledge(library(guide(renamed, name="renamed.md")), tmp_path, embedder)

    assert embedder.embedded == []
    assert knowledge.search("nightly batch")[0].source.guide == "renamed.md"


def test_a_talking_point_that_only_moved_embeds_nothing_and_is_cited_where_it_stands_now(
    tmp_path: Path,
) -> None:
    open_knowledge(library(guide(BATCH)), tmp_path, HashEmbedder())
    embedder = HashEmbedder()

    moved = library(guide(talking_point(BATCH.title, BATCH.text, line=41)))
    knowledge = open_knowledge(moved, tmp_path, embedder)

    assert embedder.embedded == []
    assert knowledge.search("nightly batch")[0].source.first_line == 41


def test_progress_counts_the_texts_that_are_embedded(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []

    open_knowledge(two_points(), tmp_path, HashEmbedder(), progress=lambda done, of: steps.append((done, of)))

    assert steps == [(4, 4)]


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
    from tests.knowledge.test_index import MENTOR, guide, library, two_points
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


OPEN_AND_SEARCH = """
    import sys
    from pathlib import Path
    from knowledge.base import open_knowledge
    from tests.knowledge.test_index import two_points
    from tests.support.embedding import HashEmbedder

    embedder = HashEmbedder()
    knowledge = open_knowledge(two_points(), Path(sys.argv[1]), embedder)
    print(len(embedder.embedded), knowledge.search("nightly batch")[0].talking_point_id)
"""


def test_two_processes_at_once_build_one_index(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(OPEN_AND_SEARCH), str(tmp_path)]
    both = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(process.communicate(timeout=guards.SECONDS)[0].strip() for process in both)

    # The search itself embeds one text in each.
    assert said == [f"0 {BATCH.title}", f"4 {BATCH.title}"]
    assert len(list(tmp_path.glob("generation-*"))) == 1


class Elsewhere:
    """Indexes for other machines, in this process."""

    def __init__(self) -> None:
        self.kept: dict[str, Mapping[str, bytes]] = {}
        self._lock = threading.Lock()

    def found(self, version: str) -> Mapping[str, bytes] | None:
        return self.kept.get(version)

    def put(self, version: str, files: Mapping[str, bytes]) -> None:
        self.kept[version] = files

    @contextmanager
    def building(self, version: str, waiting: Callable[[], None]) -> Iterator[None]:
        with self._lock:
            yield


def test_another_machine_fetches_what_one_built_and_maps_it(tmp_path: Path) -> None:
    elsewhere = Elsewhere()
    first = open_knowledge(two_points(), tmp_path / "one", HashEmbedder(), elsewhere=elsewhere)
    embedder = HashEmbedder()

    second = open_knowledge(two_points(), tmp_path / "two", embedder, elsewhere=elsewhere)
    third = open_knowledge(two_points(), tmp_path / "two", embedder)

    assert embedder.embedded == []
    assert list(elsewhere.kept) == [first.version]
    assert (
        second.search("nightly batch") == third.search("nightly batch") == first.search("nightly batch") != []
    )
    # Mapped, not read.
    assert second.index.texts is not None
    assert isinstance(second.index.texts.vectors, np.memmap)


def test_two_machines_at_once_build_one_index(tmp_path: Path) -> None:
    elsewhere, embedders = Elsewhere(), [HashEmbedder() for _ in range(4)]

    with ThreadPoolExecutor(4) as machines:
        opened = [
            machines.submit(
                open_knowledge, two_points(), tmp_path / str(number), embedder, elsewhere=elsewhere
            )
            for number, embedder in enumerate(embedders)
        ]
        versions = {each.result(guards.SECONDS).version for each in opened}

    assert len(versions) == 1
    assert sum(bool(embedder.embedded) for embedder in embedders) == 1


@pytest.mark.parametrize("files", [{}, {"vocabulary.json": b"{"}, {"vocabulary.json": b"{}"}])
def test_half_an_index_from_elsewhere_is_built_anew(tmp_path: Path, files: Mapping[str, bytes]) -> None:
    elsewhere, embedder = Elsewhere(), HashEmbedder()
    version = open_knowledge(two_points(), tmp_path / "one", HashEmbedder()).version
    elsewhere.put(version, files)

    opened = open_knowledge(two_points(), tmp_path / "two", embedder, elsewhere=elsewhere)

    assert embedder.embedded != []
    assert opened.search("nightly batch") != []
    assert "units.faiss" in elsewhere.kept[version]
    assert open_knowledge(two_points(), tmp_path / "two", FailingEmbedder()).search("nightly batch") != []


def test_who_has_to_wait_for_another_writer_is_told(tmp_path: Path) -> None:
    stored = IndexFolder(tmp_path)
    heard = threading.Event()
    told: list[str] = []
    opened: list[KnowledgeBase] = []

    def hear(message: str) -> None:
        told.append(message)
        heard.set()

    def open_it() -> None:
        opened.append(open_knowledge(two_points(), tmp_path, HashEmbedder(), hear))

    other = threading.Thread(target=open_it)
    with stored.writing(lambda: None):
        other.start()
        assert heard.wait(timeout=guards.SECONDS)
        assert opened == []
    other.join(timeout=guards.SECONDS)

    assert told == ["Another process is indexing these guides; waiting for it."]
    assert opened[0].search("nightly batch")


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


def test_without_a_model_words_find_and_nothing_is_stored(tmp_path: Path) -> None:
    knowledge = open_knowledge(two_points(), tmp_path, None)

    assert knowledge.search("nightly batch")[0].talking_point_id == BATCH.id
    assert knowledge.search("nightly batch")[0].dense is None
    assert knowledge.embedder is None
    assert knowledge.similarity(["a"], ["b"]) is None
    assert stored_files(tmp_path) == []


def test_a_model_that_does_not_answer_leaves_search_by_words(tmp_path: Path) -> None:
    notices: list[str] = []

    knowledge = open_knowledge(two_points(), tmp_path, FailingEmbedder(), notices.append)

    assert notices == ["The embedding model did not answer. Until then guides are searched by words alone."]
    assert knowledge.search("nightly batch")[0].talking_point_id == BATCH.id


def test_no_guides_make_an_index_that_finds_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        assert open_knowledge(library(), tmp_path, HashEmbedder()).search("anything", threshold=0) == []


def test_the_version_tells_content_and_models_apart(tmp_path: Path) -> None:
    versions = [
        open_knowledge(two_points(), tmp_path / "a", HashEmbedder()).version,
        open_knowledge(library(guide(BATCH)), tmp_path / "b", HashEmbedder()).version,
        open_knowledge(two_points(), tmp_path / "c", HashEmbedder(fingerprint="hash/2")).version,
        open_knowledge(two_points(), tmp_path / "d", None).version,
    ]

    assert len(set(versions)) == 4
    assert all(len(version) == 12 for version in versions)


def test_the_store_is_one_that_langchain_can_search(tmp_path: Path) -> None:
    knowledge = open_knowledge(two_points(), tmp_path, HashEmbedder())
    assert knowledge.index.store is not None

    (found,) = knowledge.index.store.similarity_search(BATCH.title, k=1)

    assert found.page_content == BATCH.text
    assert found.metadata == {"source": "guide.md:1", "kind": "question_answer"}


def test_beyond_the_flat_limit_vectors_are_halved_and_still_found() -> None:
    count = FLAT_LIMIT + 1
    embedder = HashEmbedder(dimensions=8)
    point = talking_point("Why streaming?", "Because batch was late.")
    units = units_of([point]) * count
    texts = [point.title, point.text]
    vectors = TextVectors(tuple(map(digest, texts)), embedder.embed_documents(texts))

    index = build_index(units, vectors, embedder)

    assert index.store is not None
    assert type(index.store.index).__name__ == "IndexScalarQuantizer"
    query = embedder.embed_query("batch")
    rows, cosines = index.nearest(query, 3)
    assert cosines == pytest.approx(index.cosines(query, rows), abs=1e-3)
