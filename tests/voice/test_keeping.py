"""Recordings lie beside the session, for this user alone, and go with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sounding import speech
from voice import keeping
from voice.audio import RATE, read_wav


def test_a_turn_may_have_several_and_they_are_read_back(tmp_path: Path) -> None:
    audio = tmp_path / "audio"
    names = [keeping.keep(audio, "m7fq", turn, speech(0.5)) for turn in (3, 3, 12)]

    assert names == ["0003-1.wav", "0003-2.wav", "0012-1.wav"]
    assert [path.name for path in keeping.kept(audio, "m7fq", 3)] == names[:2]
    assert len(keeping.kept(audio, "m7fq")) == 3
    samples, rate = read_wav(keeping.kept(audio, "m7fq")[0])
    assert (len(samples), rate) == (RATE // 2, RATE)


def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    audio = tmp_path / "audio"
    keeping.keep(audio, "m7fq", 1, speech(0.1))

    (path,) = keeping.kept(audio, "m7fq")
    assert [each.stat().st_mode & 0o777 for each in (path, path.parent, audio)] == [0o600, 0o700, 0o700]


def test_they_go_with_the_session_and_no_other(tmp_path: Path) -> None:
    for session in ("aaaa", "bbbb"):
        keeping.keep(tmp_path, session, 1, speech(0.1))

    keeping.forget(tmp_path, "aaaa")
    keeping.forget(tmp_path, "cccc")

    assert keeping.kept(tmp_path, "aaaa") == ()
    assert len(keeping.kept(tmp_path, "bbbb")) == 1


@pytest.mark.parametrize("session", ["../../escape", "/etc", "..", "", "a/b", "ä"])
def test_an_id_of_a_stranger_names_no_other_place(tmp_path: Path, session: str) -> None:
    audio = tmp_path / "audio"
    beside = tmp_path / "beside"
    beside.mkdir()

    assert keeping.keep(audio, session, 1, speech(0.1))
    (folder,) = audio.iterdir()
    assert folder.parent == audio
    keeping.forget(audio, session)

    assert list(audio.iterdir()) == []
    assert beside.exists()


def test_what_cannot_be_written_costs_the_recording_and_no_answer(tmp_path: Path) -> None:
    (tmp_path / "audio").write_text("a file is in the way", encoding="utf-8")

    assert keeping.keep(tmp_path / "audio", "m7fq", 1, speech(0.1)) == ""


def test_a_recording_as_it_came_is_counted_with_the_others_and_goes_with_them(tmp_path: Path) -> None:
    keeping.keep(tmp_path, "s1", 3, speech(0.1))
    name = keeping.keep_file(tmp_path, "s1", 3, b"\x1aE\xdf\xa3 sound", ".webm")

    assert name == "0003-2.webm"
    assert [path.name for path in keeping.kept(tmp_path, "s1", 3)] == ["0003-1.wav", "0003-2.webm"]
    assert keeping.names(tmp_path, "s1") == {"0003-1.wav", "0003-2.webm"}
    (tmp_path / "s1" / "0003-notes.txt").write_text("not ours")
    assert len(keeping.kept(tmp_path, "s1")) == 2
    keeping.forget(tmp_path, "s1")
    assert keeping.kept(tmp_path, "s1") == ()
