"""Nobody else on the machine reads the index: its files hold the guides' words."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from knowledge.base import open_knowledge
from knowledge.search.storage import IndexFolder
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import two_points


def open_to_others(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder.parent))
        for path in (folder, *folder.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    }


def test_nothing_of_an_index_is_open_to_others(tmp_path: Path) -> None:
    place = tmp_path / "home" / "index" / "abc"

    open_knowledge(two_points(), place, HashEmbedder())

    assert len(list(place.rglob("*"))) > 3
    assert open_to_others(tmp_path / "home" / "index") == set()


def test_an_index_that_was_open_to_others_is_closed_when_it_is_read(tmp_path: Path) -> None:
    place = tmp_path / "index"
    open_knowledge(two_points(), place, HashEmbedder())
    place.chmod(0o755)

    open_knowledge(two_points(), place, HashEmbedder())

    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_what_could_not_be_stored_whole_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "index"
    open_knowledge(two_points(), place, HashEmbedder())
    before = sorted(place.rglob("*"))
    stored = IndexFolder(place)

    # No file can have so long a name: as on a disk that fills up, the first is written and the second not.
    with pytest.raises(OSError, match="too long"):
        stored.publish({"version": "v"}, {"first": b"content", "x" * 300: b"content"})

    assert sorted(place.rglob("*")) == before
