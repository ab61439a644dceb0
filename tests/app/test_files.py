"""Whatever ends the writing of a file, what stood there before stands or the whole new one does."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app import files
from app.bootstrap.postings import posting_at
from app.debrief.debriefing import heard
from domain.errors import InterviewError, UnreadableGuide
from knowledge.base import KnowledgeBase


def transcript_at(path: Path, knowledge: KnowledgeBase) -> object:
    with files.given(path):
        return heard(path, knowledge, None)


def posting(path: Path, knowledge: KnowledgeBase) -> object:
    return posting_at(path)


@pytest.mark.parametrize("taken", [posting, transcript_at])
def test_a_file_that_is_given_and_cannot_be_read_is_told_with_its_folder(
    tmp_path: Path, knowledge: KnowledgeBase, taken: Callable[[Path, KnowledgeBase], object]
) -> None:
    gone = tmp_path / "elsewhere" / "gone.txt"
    with pytest.raises(UnreadableGuide) as told:
        taken(gone, knowledge)
    assert str(told.value) == f"{gone}: cannot be opened (No such file or directory)"


def test_a_file_that_was_there_is_replaced_at_once_and_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("old")
    out.chmod(0o640)
    with out.open() as reader:
        files.write(out, "new")
        # Whoever has it open reads the old one to its end.
        assert reader.read() == "old"
    assert out.read_text() == "new"
    assert out.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("ended", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=repr)
def test_a_writing_that_is_cut_off_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, ended: BaseException
) -> None:
    out = tmp_path / "page.html"
    out.write_text("old")
    with pytest.raises((KeyboardInterrupt, InterviewError)), files.whole(out) as fresh:
        fresh.write_text("half of the n")
        raise ended
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    files.write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_text()))
    reader.start()
    files.write(tmp_path / "pipe", "new")
    reader.join()
    assert got == ["new"]
    assert (tmp_path / "pipe").is_fifo()


def test_a_device_that_is_full_and_a_folder_that_is_not_there_are_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(InterviewError, match="/dev/full cannot be written: No space left on device"):
        files.write(Path("/dev/full"), "x")
    with pytest.raises(InterviewError, match="cannot be written: No such file or directory"):
        files.write(tmp_path / "nowhere" / "page.html", "x")
