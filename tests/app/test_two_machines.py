"""One database and two machines, on which the guides lie at different places."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from rich.console import Console

from app.bootstrap.memory import open_memory
from app.display.screen import Screen
from app.practice import practising
from app.session.candidate import LeftOpen
from app.settings import Settings
from domain.interview import Turn
from tests.support.past import Workspace

KAFKA = """# Prep

### Q1: Why did you choose Kafka?

**Answer:** It replays. A queue forgets a message when it is acknowledged. Kafka keeps seven days of events.
"""
STORIES = """# Stories

### Q1: How do you handle schema changes?

**Answer:** Every topic has a schema in a registry. Only backward compatible changes pass the build.
"""
ANSWER = "It replays, and Kafka keeps seven days of events.\n"


def written(folder: Path, **guides: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in guides.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def held(workspace: Workspace, *guides: Path) -> str:
    """The id of a session that was held over `guides` on the first machine."""
    named = [part for guide in guides for part in ("--guides", str(guide))]
    told = workspace.run("start", *named, "--minutes", "5", given=ANSWER * 6)
    assert told.code == 0, told
    return str(workspace.run("sessions", "--json").json[0]["id"])


def left_open(workspace: Workspace, session_id: str) -> str:
    """The id of a session that waits for its first answer."""
    assert workspace.run("fork", session_id, "--turn", "1").code == 0
    return str(workspace.run("sessions", "--json", "--status", "open").json[0]["id"])


def test_an_interview_goes_on_where_the_guides_lie_elsewhere(workspace: Workspace, tmp_path: Path) -> None:
    first = written(tmp_path / "a", kafka=KAFKA)
    open_one = left_open(workspace, held(workspace, first))
    first.rename(tmp_path / "b")

    refused = workspace.run("resume", open_one)
    assert refused.code == 2
    assert "kafka.md, which is not on this machine" in refused.error
    assert "--guides PATH, or set INTERVIEW_GUIDES" in refused.error

    named = workspace.run("resume", open_one, "--guides", str(tmp_path / "b"), given=ANSWER * 6)
    assert named.code == 0 and "Report · session" in named.out and "changed since" not in named.out


def test_the_guides_that_are_set_are_looked_through(workspace: Workspace, tmp_path: Path) -> None:
    first = written(tmp_path / "a", kafka=KAFKA)
    session = held(workspace, first / "kafka.md")
    open_one = left_open(workspace, session)
    # There among others, and under another name: known by its content.
    second = written(tmp_path / "b", stories=STORIES)
    (first / "kafka.md").rename(second / "renamed.md")

    resumed = workspace.run("resume", open_one, given=ANSWER * 6, INTERVIEW_GUIDES=str(second))
    judged = workspace.run("rescore", session, INTERVIEW_GUIDES=str(second))

    assert resumed.code == 0 and "Kafka" in resumed.out
    assert judged.code == 0 and "no longer have this question" not in judged.out


def test_an_old_session_is_judged_by_guides_that_are_named(workspace: Workspace, tmp_path: Path) -> None:
    first = written(tmp_path / "a", kafka=KAFKA)
    session = held(workspace, first)
    first.rename(tmp_path / "b")

    assert workspace.run("rescore", session).code == 2
    assert workspace.run("rescore", session, "--guides", str(tmp_path / "b")).code == 0


@pytest.mark.parametrize("command", ["progress", "drill"])
def test_practising_says_how_to_name_guides_that_are_elsewhere(
    workspace: Workspace, tmp_path: Path, command: str
) -> None:
    first = written(tmp_path / "a", kafka=KAFKA)
    held(workspace, first)
    first.rename(tmp_path / "b")

    refused = workspace.run(command)
    assert refused.code == 2 and "set INTERVIEW_GUIDES" in refused.error

    assert workspace.run(command, "--guides", str(tmp_path / "b")).code == 0
    assert workspace.run(command, INTERVIEW_GUIDES=str(tmp_path / "b")).code == 0


def test_a_session_of_an_earlier_version_is_found_by_the_names_of_its_guides(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = written(tmp_path / "a", kafka=KAFKA)
    open_one = left_open(workspace, held(workspace, first / "kafka.md"))

    async def as_it_was_kept(place: object) -> None:
        store = place.store  # type: ignore[attr-defined]  # a Place
        session = await store.session(open_one)
        await store.save(session.model_copy(update={"contents": {}}))

    workspace.does(as_it_was_kept)
    first.rename(tmp_path / "b")

    resumed = workspace.run("resume", open_one, given=ANSWER * 6, INTERVIEW_GUIDES=str(tmp_path / "b"))

    assert resumed.code == 0 and "Report · session" in resumed.out


class Leaves:
    """Somebody who presses Ctrl-C at the first question."""

    measures_time = False
    draft = ""

    async def answer(self, turn: Turn) -> str:
        raise LeftOpen

    async def read_on(self) -> str:
        return ""


def test_a_drill_that_was_left_open_goes_on_where_the_guides_lie_elsewhere(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = written(tmp_path / "a", kafka=KAFKA)
    settings = Settings(home=workspace.home)

    async def begun() -> None:
        async with open_memory(settings) as memory:
            screen = Screen(Console(file=io.StringIO()))
            await practising.begin(
                settings, screen, memory, [first], kind="questions", limit=3, candidate=Leaves()
            )

    with pytest.raises(LeftOpen):
        asyncio.run(begun())
    second = written(tmp_path / "b", stories=STORIES)
    (first / "kafka.md").rename(second / "mine.md")

    assert "--guides PATH" in workspace.run("drill", "--resume").error
    wrong = workspace.run("drill", "--resume", "--guides", str(second / "stories.md"))
    assert wrong.code == 2 and "not all of its questions are in them" in wrong.error
    resumed = workspace.run("drill", "--resume", "--guides", str(second), given=ANSWER)
    assert resumed.code == 0 and "Drill · 1 answered" in resumed.out
