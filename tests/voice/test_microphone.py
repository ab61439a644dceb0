"""The microphone is another process: what it writes is heard, and how it ends is a typed reason."""

from __future__ import annotations

import sys

import pytest

from voice.errors import MicrophoneLost, NoMicrophone
from voice.microphone import system_microphone


def capturing(what: str) -> list[str]:
    return [sys.executable, "-c", f"import sys, time; out = sys.stdout.buffer; {what}"]


async def test_what_is_captured_is_read_until_it_goes_away() -> None:
    command = capturing("out.write(b'ready\\n' + bytes(6400)); out.flush()")
    async with system_microphone(command) as microphone:
        heard = 0
        with pytest.raises(MicrophoneLost):
            while piece := await microphone.read():
                heard += len(piece)

    assert heard == 6400


@pytest.mark.parametrize("what", ["out.write(b'none\\n')", "sys.exit(1)"])
async def test_none_is_one_line(what: str) -> None:
    with pytest.raises(NoMicrophone, match="No microphone"):
        async with system_microphone(capturing(what)):
            pass


async def test_it_is_let_go_at_the_end() -> None:
    command = capturing("out.write(b'ready\\n'); out.flush(); time.sleep(600)")
    async with system_microphone(command) as microphone:
        process = microphone._process  # type: ignore[attr-defined]
        assert process.returncode is None

    assert process.returncode is not None
