"""What a file may say of a session, and what it may not do here."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.past.formats.archive import collect
from app.past.formats.exporting import as_json
from app.past.formats.importing import NotAnExport, read_archive
from app.past.rescoring import rescore
from app.past.states import waiting_states
from domain.usage import TurnUsage, Usage
from memory.keys import Keys
from tests.app.past.formats.test_exporting import LATER
from tests.support.past import VARIED, WEAK, Place, Told, Workspace

GUIDE = """# Private

### Q1: What is the combination of the safe?

**Answer:** It is seventeen, four and ninety. I change the combination of the safe in every spring.
"""


async def whole(place: Place) -> dict[str, Any]:
    """The export of a session with something of everything."""
    await place.hold("s1", VARIED)
    await place.store.put_usage("s1", TurnUsage(turn=1, agents={"coach": Usage(calls=1, input_tokens=9)}))
    judged = await rescore(await place.store.turns("s1"), place.knowledge, None, LATER)
    await place.store.add_rescoring("s1", judged)
    archive = await collect(place.store, "s1")
    told: dict[str, Any] = json.loads(as_json(archive, await waiting_states(place.graph, "s1")))
    return told


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value in `value` that holds no others, and the way to it."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path, value


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy of `value` with `new` at `path`."""
    copied = json.loads(json.dumps(value))
    inner = copied
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return copied


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


async def test_no_number_of_a_session_may_be_one_that_no_session_has(place: Place) -> None:
    told = await whole(place)
    numbers = {
        tuple("*" if isinstance(key, int) else key for key in path): path
        for path, value in leaves(told)
        if is_number(value) and path != ("schema",)
    }
    assert len(numbers) > 40
    taken = []
    for path in numbers.values():
        for wrong in (-5, 10**39, "1e400", -0.5):
            content = json.dumps(put(told, path, "@")).replace('"@"', str(wrong)).encode()
            try:
                read_archive(content, "s1.json")
            except NotAnExport:
                continue
            taken.append((path, wrong))
    # What a seed is does not matter.
    assert {(path[-1], wrong) for path, wrong in taken} == {("seed", -5)}


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "1969-12-31T23:59:59+00:00",
        "2026-05-04T09:00:00",
        -1e11,
    ],
)
async def test_no_moment_of_a_session_may_be_one_that_cannot_be_shown(place: Place, moment: Any) -> None:
    told = await whole(place)
    moments = [path for path, _ in leaves(told) if path[-1] in ("at", "asked_at", "started_at", "updated_at")]
    assert len(moments) > 10
    for path in moments:
        with pytest.raises(NotAnExport, match=str(path[-1])):
            read_archive(json.dumps(put(told, path, moment)).encode(), "s1.json")


@pytest.mark.parametrize(
    ("field", "value"),
    [("score", 7.5), ("score", -1), ("minutes", 0), ("planned", -5), ("asked", 10**12), ("answered", -1)],
)
async def test_a_session_is_told_which_field_is_wrong(place: Place, field: str, value: float) -> None:
    told = await whole(place)
    with pytest.raises(NotAnExport, match=rf"session\.{field}: "):
        read_archive(json.dumps(put(told, ("session", field), value)).encode(), "s1.json")


@pytest.fixture
def strangers(workspace: Workspace, tmp_path: Path) -> Callable[..., Path]:
    """A file with a session that names these guides."""

    def made(*guides: str, lines: tuple[str, ...] = (WEAK, WEAK, "/stop"), **fields: Any) -> Path:
        workspace.holds("theirs", lines)
        told = workspace.run("export", "theirs").json
        workspace.run("forget", "theirs", "--yes")
        for session in (told["session"], *(state["session"] for state in told["states"])):
            session.update(guides=list(guides), started_at="2031-01-01T00:00:00Z", **fields)
            session["updated_at"] = session["started_at"]
        file = tmp_path / "theirs.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        return file

    return made


def told(workspace: Workspace, *arguments: str, given: str = "") -> Told:
    """A command on this workspace; any end of it is looked at by the test."""
    return workspace.run(*arguments, given=given)


def test_an_imported_session_opens_no_file_of_mine(
    workspace: Workspace, tmp_path: Path, strangers: Callable[..., Path]
) -> None:
    private = tmp_path / "private.md"
    private.write_text(GUIDE, encoding="utf-8")
    assert told(workspace, "import", str(strangers(str(private), "/dev/zero"))).code == 0

    page = tmp_path / "page.html"
    assert told(workspace, "export", "theirs", "--out", str(page)).code == 0
    for out in (
        page.read_text("utf-8"),
        told(workspace, "progress").out,
        told(workspace, "drill", given="It is seventeen.\n").out,
        told(workspace, "one-pager").out,
    ):
        assert "combination" not in out
        assert "Private" not in out

    refused = told(workspace, "rescore", "theirs")
    assert refused.code == 2
    assert "session theirs: it was imported" in refused.error and "--guides PATH" in refused.error
    assert told(workspace, "rescore", "theirs", "--guides", str(private)).code == 0


def test_an_open_imported_session_goes_on_over_guides_that_i_name(
    workspace: Workspace, tmp_path: Path, strangers: Callable[..., Path]
) -> None:
    private = tmp_path / "private.md"
    private.write_text(GUIDE, encoding="utf-8")
    assert told(workspace, "import", str(strangers(str(private), lines=("…",)))).code == 0

    for command in (["resume", "theirs"], ["fork", "theirs", "--turn", "1"]):
        refused = told(workspace, *command, given="So it is.\n")
        assert "it was imported" in refused.error
    assert [session["id"] for session in told(workspace, "sessions", "--json").json] == ["theirs"]

    # Its questions are not in this guide, so this one was read.
    other = told(workspace, "resume", "theirs", "--guides", str(private), given="So it is.\n")
    assert "no longer in its guides" in other.error


def test_a_session_that_cannot_be_read_breaks_no_list(workspace: Workspace, tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text(GUIDE, encoding="utf-8")
    workspace.holds("good")
    workspace.holds("bad")
    key = Keys().session("bad").session
    stored = workspace.handle.sync_client.hget(key, "session")
    assert stored is not None
    raw = zlib.decompress(stored) if stored.startswith(b"\x78") else stored
    damaged = json.loads(raw)
    damaged["value"]["started_at"] = "0001-01-01T00:00:00+14:00"
    damaged["value"]["score"] = 7.5
    workspace.handle.sync_client.hset(key, "session", json.dumps(damaged))

    listed = told(workspace, "sessions")
    assert listed.code == 0 and "good" in listed.out
    for command in (["progress", "--guides", str(guide)], ["replay"], ["report"], ["doctor"]):
        assert told(workspace, *command).code == 0, command
    assert told(workspace, "forget", "bad", "--yes").code == 0
