"""The shelf: where guides go, what it is over afterwards, who hears of it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from app.bootstrap.memory import Memory, open_memory
from app.guides.editing import Changed, NotEditable, Saved
from app.guides.place import Closed, place_of
from app.guides.shelf import Shelf
from app.settings import SAMPLE_GUIDES, Settings, from_environment
from domain.errors import InterviewError, NoGuides
from tests.support.built import with_graphs

TEXT = b"## Why us?\n\nBecause of the harbour, and the people.\n"
NO_DATABASE = cast(Memory, None)
"""Nothing is indexed, so none is asked."""


def settings_of(home: Path) -> Settings:
    return from_environment({"INTERVIEW_HOME": str(home)})


def shelf_over(home: Path, *where: Path) -> Shelf:
    settings = settings_of(home)
    return Shelf(settings, NO_DATABASE, where or settings.guides)


async def test_what_is_put_in_over_the_samples_makes_a_folder_of_its_own(tmp_path: Path) -> None:
    shelf = shelf_over(tmp_path)
    assert shelf.where == (SAMPLE_GUIDES,)

    await shelf.put("why.md", TEXT)

    assert shelf.where == (tmp_path / "guides",)
    assert [guide.name for guide in (await shelf.understood()).library.guides] == ["why.md"]
    # A restart, and the terminal.
    assert settings_of(tmp_path).guides == (tmp_path / "guides",)


async def test_without_the_last_one_it_is_over_the_samples_again(tmp_path: Path) -> None:
    shelf = shelf_over(tmp_path)
    await shelf.put("why.md", TEXT)
    kept = await shelf.remove("why.md")

    assert shelf.where == (SAMPLE_GUIDES,)
    assert settings_of(tmp_path).guides == (SAMPLE_GUIDES,)
    await shelf.put_back(kept)
    assert shelf.where == (tmp_path / "guides",)


async def test_named_guides_stay_the_guides(tmp_path: Path) -> None:
    named = tmp_path / "mine"
    named.mkdir()
    shelf = shelf_over(tmp_path / "home", named)
    await shelf.put("why.md", TEXT)
    await shelf.remove("why.md")

    assert shelf.where == (named,)
    with pytest.raises(NoGuides):
        await shelf.understood()


def test_which_folder_it_is(tmp_path: Path) -> None:
    own, named, file = tmp_path / "own", tmp_path / "named", tmp_path / "a.md"
    named.mkdir()
    file.write_bytes(TEXT)

    assert place_of((SAMPLE_GUIDES,), own) == own
    assert place_of((own,), own) == own
    assert place_of((named,), own) == named
    assert place_of((named, file), own) is Closed.SEVERAL
    assert place_of((file,), own) is Closed.FILE
    assert place_of((tmp_path / "none",), own) is Closed.GONE


async def test_what_comes_with_the_program_is_neither_edited_nor_removed(tmp_path: Path) -> None:
    shelf = shelf_over(tmp_path)
    name = next(iter((await shelf.understood()).paths))

    with pytest.raises(NotEditable, match="comes with the program"):
        await shelf.editable(name)
    with pytest.raises(InterviewError):
        await shelf.remove(name)
    assert not shelf.may_change(shelf.path_of(name))


async def test_a_name_leads_nowhere_but_to_a_guide(tmp_path: Path) -> None:
    folder = tmp_path / "guides"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "why.md").write_bytes(TEXT)
    (folder / "secret.key").write_bytes(TEXT)
    (tmp_path / "outside.md").write_bytes(TEXT)
    shelf = shelf_over(tmp_path, folder)

    # One person's guides of several are called by their files' names.
    assert shelf.path_of("why.md") == shelf.path_of("below/why.md")
    for name in ("../outside.md", str(tmp_path / "outside.md"), "secret.key", "", ".", "below"):
        with pytest.raises(NoGuides):
            await shelf.text(name)
        with pytest.raises(NoGuides):
            await shelf.save(name, "x", "")


async def test_watchers_hear_of_each_change(tmp_path: Path) -> None:
    shelf = shelf_over(tmp_path)
    heard: list[str] = []
    end = shelf.watch(lambda: heard.append("changed"))
    await shelf.put("why.md", TEXT)
    opened = await shelf.editable("why.md")
    assert isinstance(await shelf.save("why.md", opened.text + "more\n", opened.seen), Saved)
    assert isinstance(await shelf.save("why.md", "x", opened.seen), Changed)
    end()
    await shelf.remove("why.md")

    assert heard == ["changed", "changed"]


async def test_saving_what_was_removed_meanwhile_is_asked_about(tmp_path: Path) -> None:
    shelf = shelf_over(tmp_path)
    await shelf.put("why.md", TEXT)
    await shelf.put("other.md", TEXT)
    await shelf.understood()
    opened = await shelf.editable("why.md")
    await shelf.remove("why.md")

    assert await shelf.save("why.md", opened.text, opened.seen) == Changed(None)
    assert isinstance(await shelf.save("why.md", opened.text, ""), Saved)
    assert (tmp_path / "guides" / "why.md").read_bytes() == TEXT


async def test_guides_that_did_not_change_are_not_read_again(tmp_path: Path) -> None:
    shelf = shelf_over(tmp_path)
    await shelf.put("why.md", TEXT)
    await shelf.put("other.md", b"## Why not?\n\nBecause of the rain.\n")
    first = await shelf.understood()
    assert await shelf.understood() is first

    opened = await shelf.editable("other.md")
    await shelf.save("other.md", opened.text.replace("rain", "wind"), opened.seen)
    second = await shelf.understood()

    before = {guide.name: guide for guide in first.library.guides}
    now = {guide.name: guide for guide in second.library.guides}
    assert now["why.md"] is before["why.md"]
    assert "wind" in now["other.md"].talking_points[0].text


async def test_the_index_follows_what_is_saved(tmp_path: Path) -> None:
    settings = settings_of(with_graphs(tmp_path))
    async with open_memory(settings) as memory:
        shelf = Shelf(settings, memory, settings.guides)
        await shelf.put("why.md", TEXT)
        before = await shelf.opened()
        assert await shelf.opened() is before
        opened = await shelf.editable("why.md")
        await shelf.save("why.md", opened.text + "\n## Which bird do you keep?\n\nA heron.\n", opened.seen)
        after = await shelf.opened()

    assert after.knowledge.version != before.knowledge.version
    assert [point.title for point in after.knowledge.talking_points][-1] == "Which bird do you keep?"


class Handed:
    """Where guides are kept besides: what was handed on, in its order."""

    def __init__(self) -> None:
        self.deeds: list[tuple[str, ...]] = []

    async def fetch(self) -> None:
        """Nobody else changes anything."""

    async def put(self, name: str, data: bytes) -> None:
        self.deeds.append(("put", name, data.decode()))

    async def drop(self, name: str) -> None:
        self.deeds.append(("drop", name))


async def test_what_is_edited_taken_out_and_put_back_is_handed_on(tmp_path: Path) -> None:
    handed, settings = Handed(), settings_of(tmp_path)
    shelf = Shelf(settings, NO_DATABASE, settings.guides, handed)
    await shelf.put("why.md", TEXT)
    seen = (await shelf.editable("why.md")).seen
    assert isinstance(await shelf.save("why.md", "## Why us?\n\nThe people.\n", seen), Saved)
    await shelf.put_back(await shelf.remove("why.md"))

    edited = "## Why us?\n\nThe people.\n"
    assert handed.deeds == [
        ("put", "why.md", TEXT.decode()),
        ("put", "why.md", edited),
        ("drop", "why.md"),
        ("put", "why.md", edited),
    ]
