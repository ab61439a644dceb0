"""Several people in one workspace: what one of them does is nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.settings import from_environment
from domain.days import HERE, day_of
from domain.errors import BadSetting
from memory.keys import Keys
from tests.app.conftest import home, knowledge, place, workspace
from tests.support.past import Workspace

__all__ = ["home", "knowledge", "place", "workspace"]


def guide(folder: Path) -> tuple[str, str]:
    (folder / "guide.md").write_text(
        "# Notes\n\n## Numbers to remember\n\n- Peak rate: 210 a second\n", encoding="utf-8"
    )
    return "--guides", str(folder)


def never(workspace: Workspace, *arguments: str) -> int:
    return sum(kind["never"] for kind in workspace.run("progress", "--json", *arguments).json["kinds"])


def test_sessions_mastery_and_plans_are_kept_apart(workspace: Workspace, tmp_path: Path) -> None:
    where = guide(tmp_path)
    day = str(day_of(datetime.now(UTC), HERE) + timedelta(days=3))
    ana, otto = ("--candidate", "Ana"), ("--candidate", "otto")

    workspace.run("drill", "--kind", "facts", *where, *ana, given="210 a second\n")
    workspace.run("plan", "--date", day, *where, *ana)

    assert never(workspace, *where, *ana) == 0
    assert never(workspace, *where, *otto) == never(workspace, *where) == 1
    assert "in 3 days" in workspace.run("plan", *where, "--candidate", "ANA").out
    assert "There is no plan yet" in workspace.run("plan", *where, *otto).error
    assert "There is no plan yet" in workspace.run("plan", *where).error
    assert never(workspace, *where) == 1


def test_the_variable_names_one_too_and_the_option_comes_first(workspace: Workspace, tmp_path: Path) -> None:
    where = guide(tmp_path)
    workspace.run("drill", "--kind", "facts", *where, given="210 a second\n", INTERVIEW_CANDIDATE="ana")

    told = workspace.run("progress", "--json", *where, INTERVIEW_CANDIDATE="ana").json
    other = workspace.run("progress", "--json", *where, "--candidate", "otto", INTERVIEW_CANDIDATE="ana").json

    assert told["kinds"][0]["never"] == 0 and other["kinds"][0]["never"] == 1


def test_deleting_everything_deletes_ones_own(workspace: Workspace, tmp_path: Path) -> None:
    where = guide(tmp_path)
    for name in ("ana", "an", "ana b"):
        workspace.run("drill", "--kind", "facts", *where, "--candidate", name, given="210 a second\n")

    workspace.run("forget", "--all", "--yes", "--candidate", "ana")

    assert [never(workspace, *where, "--candidate", name) for name in ("ana", "an", "ana b")] == [1, 0, 0]
    workspace.run("forget", "--all", "--yes")
    assert [never(workspace, *where, "--candidate", name) for name in ("an", "ana b")] == [0, 0]


@pytest.mark.parametrize(
    "name", ["Ana Ruiz", "李雷", "a:b", "x" * 60, "{tag}", "a+b", "..", "*", "session", "a/b"]
)
def test_whatever_one_is_called_is_a_name_of_its_own(name: str) -> None:
    settings = from_environment({"INTERVIEW_HOME": "/h", "INTERVIEW_CANDIDATE": name})

    own = Keys.of("team", settings.candidate).sessions
    assert own != Keys.of("team").sessions and not own.startswith("interview@team:")
    assert settings.audio_directory.parent == Path("/h/audio")


@pytest.mark.parametrize("name", ["x" * 61, "a\x1bb", "a\u202eb"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(BadSetting, match="is no name"):
        from_environment({"INTERVIEW_CANDIDATE": name})


def test_nobody_named_is_who_was_there_before(workspace: Workspace, tmp_path: Path) -> None:
    where = guide(tmp_path)
    workspace.run("drill", "--kind", "facts", *where, given="210 a second\n")

    assert never(workspace, *where, "--candidate", "") == 0
    assert from_environment({"INTERVIEW_HOME": "/h"}).audio_directory == Path("/h/audio")
