"""A machine's copy of a user's guides, as Redis has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.users.copies import Copy
from memory.guides import RedisGuides
from memory.keys import Keys


@pytest.fixture
async def guides(home: tuple[Path, Any]) -> Any:
    """What Redis has of a user's guides: nothing yet."""
    home[1].sync_client.flushall()
    client = home[1].new_client()
    yield RedisGuides(client, keys=Keys.of("", "anna"))
    await client.aclose()


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.glob("*.md"))


async def test_what_one_machine_changes_the_other_has(guides: RedisGuides, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    here, there = Copy(one, guides), Copy(other, guides)
    await here.put("a.md", b"first")
    await here.put("b.md", b"second")
    await there.fetch()
    first = (other / "a.md").read_bytes()
    await there.put("a.md", b"changed")
    await there.drop("b.md")
    await here.fetch()
    await there.fetch()

    assert first == b"first"
    assert names(one) == names(other) == ["a.md"]
    assert (one / "a.md").read_bytes() == (other / "a.md").read_bytes() == b"changed"


async def test_nothing_is_fetched_again_while_nothing_changed(guides: RedisGuides, tmp_path: Path) -> None:
    copy = Copy(tmp_path, guides)
    await copy.put("a.md", b"first")
    await copy.fetch()
    (tmp_path / "a.md").unlink()
    await copy.fetch()
    unchanged = names(tmp_path)
    await copy.put("b.md", b"second")
    await copy.fetch()

    assert unchanged == []
    assert names(tmp_path) == ["a.md", "b.md"]


async def test_what_is_put_there_by_hand_is_handed_on(guides: RedisGuides, tmp_path: Path) -> None:
    (tmp_path / "hand.md").write_bytes(b"by hand")
    (tmp_path / "notes.bin").write_bytes(b"no guide")
    await Copy(tmp_path, guides).fetch()
    await Copy(tmp_path / "other", guides).fetch()

    assert (tmp_path / "other" / "hand.md").read_bytes() == b"by hand"
    assert set((await guides.kept()).digests) == {"hand.md"}


async def test_a_database_that_lost_its_guides_gets_them_again(
    guides: RedisGuides, home: tuple[Path, Any], tmp_path: Path
) -> None:
    copy = Copy(tmp_path, guides)
    await copy.put("a.md", b"first")
    await copy.fetch()
    home[1].sync_client.flushall()
    await copy.fetch()

    assert names(tmp_path) == ["a.md"]
    assert await guides.file("a.md") == b"first"
