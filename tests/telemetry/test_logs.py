"""The log's lines."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from telemetry import logs, place
from tests.support.watching import lines, logged


async def test_every_line_is_json_with_the_session_and_turn_of_its_task(tmp_path: Path) -> None:
    async def one(session: str, turn: int) -> None:
        with place.at(session, turn):
            await asyncio.sleep(0)
            logs.event("asked", milliseconds=1.5, kind="answer")

    with logged(tmp_path / "log"):
        await asyncio.gather(one("k3f9", 1), one("m7fq", 2))
        logs.event("after")
    first, second, after = lines(tmp_path / "log")
    assert {(first["session"], first["turn"]), (second["session"], second["turn"])} == {
        ("k3f9", 1),
        ("m7fq", 2),
    }
    assert (first["event"], first["milliseconds"], first["kind"]) == ("asked", 1.5, "answer")
    assert first["level"] == "info" and first["at"].endswith("+00:00")
    assert (after["session"], after["turn"]) == ("", None)


def test_every_text_is_masked(tmp_path: Path) -> None:
    with logged(tmp_path / "log"):
        logs.event("from jo@example.org", why="to jo@example.org")
        logging.getLogger("memory.somewhere").warning("No Redis at %s", "me@host")
    assert "@" not in (tmp_path / "log").read_text("utf-8")
    assert lines(tmp_path / "log")[1]["event"] == "No Redis at me[at]host"


def test_of_an_error_only_its_class_is_logged(tmp_path: Path) -> None:
    with logged(tmp_path / "log"):
        try:
            raise ValueError("not a number: the words of an answer")
        except ValueError:
            logging.getLogger("app.somewhere").exception("It went wrong")
    assert lines(tmp_path / "log")[0]["error"] == "ValueError"
    assert "words" not in (tmp_path / "log").read_text("utf-8")


def test_what_libraries_log_is_not_in_it(tmp_path: Path) -> None:
    with logged(tmp_path / "log"):
        logging.getLogger("openai").warning("Request: the words of an answer")
    assert (tmp_path / "log").read_text("utf-8") == ""


def test_below_the_level_and_after_the_end_nothing_is_logged(tmp_path: Path) -> None:
    with logged(tmp_path / "log", logging.INFO):
        logs.event("detail", logging.DEBUG)
        assert not logs.is_on(logging.DEBUG)
    logs.event("late")
    assert not logs.is_on(logging.WARNING)
    assert (tmp_path / "log").read_text("utf-8") == ""


def test_a_disk_that_is_full_costs_lines_and_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with logged(Path("/dev/full")):
        logs.event("asked")
    assert capfd.readouterr() == ("", "")


def test_the_file_is_its_owners_alone_and_is_appended_to(tmp_path: Path) -> None:
    for name in ("first", "second"):
        with logged(tmp_path / "new" / "log"):
            logs.event(name)
    assert [line["event"] for line in lines(tmp_path / "new" / "log")] == ["first", "second"]
    assert (tmp_path / "new" / "log").stat().st_mode & 0o777 == 0o600
