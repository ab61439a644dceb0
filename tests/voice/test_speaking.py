"""What speaks is a command of the system, or piper in a process of its own; it can be stopped at once."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import psutil
import pytest

from voice import speaking
from voice.speaking import Engine, Speaker, speaker


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only one on the path."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def a_command(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


async def test_a_text_is_spoken_to_its_end_on_one_line_and_in_its_language(path: Path) -> None:
    a_command(path, "espeak-ng", f'echo "$@" >{path}/said; cat >>{path}/said')

    assert await Speaker([Engine.ESPEAK]).say("Wie lange\nhat es gedauert?", language="de")

    said = (path / "said").read_text(encoding="utf-8")
    assert "-v de" in said
    assert said.endswith("Wie lange hat es gedauert?\n")


async def test_signs_are_spoken_as_words(path: Path) -> None:
    a_command(path, "espeak-ng", f"cat >{path}/said")

    assert await Speaker([Engine.ESPEAK]).say("Était-ce < 5 % ?", language="fr")

    assert (path / "said").read_text(encoding="utf-8") == "Était-ce moins de 5 % ?\n"


async def test_it_is_silent_at_once_when_it_is_stopped(path: Path) -> None:
    a_command(path, "espeak-ng", "sleep 60")
    voice = Speaker([Engine.ESPEAK])
    began = time.monotonic()
    saying = asyncio.ensure_future(voice.say("A long question."))
    await asyncio.sleep(0.2)

    await voice.stop()

    assert not await saying
    assert time.monotonic() - began < 10


async def test_one_that_fails_says_so_and_raises_nothing(path: Path) -> None:
    a_command(path, "espeak-ng", "exit 1")

    assert not await Speaker([Engine.ESPEAK]).say("Hello.")
    assert not await Speaker([Engine.SAY] if Engine.SAY not in _here() else []).say("Hello.")


async def test_a_voice_that_speaks_english_alone_is_not_given_another_language() -> None:
    assert not await Speaker([Engine.PIPER]).say("Guten Tag.", language="de")


def test_where_nothing_speaks_there_is_no_speaker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(speaking, "_PIPER", ("no_such_package",))

    assert speaker() is None


def _here() -> tuple[Engine, ...]:
    found = speaker()
    return found.engines if found is not None else ()


async def test_a_file_that_nobody_waits_for_any_more_is_not_made(path: Path) -> None:
    a_command(path, "espeak-ng", f"echo $$ >{path}/pid; sleep 60")
    making = asyncio.ensure_future(speaking.spoken_file("A long question.", Engine.ESPEAK))
    while not (path / "pid").exists() or not (path / "pid").read_text().strip():
        await asyncio.sleep(0.01)

    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making

    assert not psutil.pid_exists(int((path / "pid").read_text()))


def test_the_first_that_speaks_the_language_makes_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking, "_is_here", lambda engine: engine is not Engine.PIPER)
    assert speaking.file_engine("en") is Engine.ESPEAK
    monkeypatch.setattr(speaking, "_is_here", lambda engine: True)
    assert (speaking.file_engine("en"), speaking.file_engine("de")) == (Engine.PIPER, Engine.ESPEAK)
    monkeypatch.setattr(speaking, "_is_here", lambda engine: engine is Engine.SAY)
    assert speaking.file_engine("en") is None
