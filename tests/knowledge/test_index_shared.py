"""One index for several processes and machines."""

from __future__ import annotations

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

from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.search.storage import IndexFolder
from tests.support import guards
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import BATCH, PROJECT, FailingEmbedder, two_points

OPEN_AND_SEARCH = """
    import sys
    from pathlib import Path
    from knowledge.base import open_knowledge
    from tests.support.knowledge import two_points
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
