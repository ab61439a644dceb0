"""What is longer than the terminal is paged there, and printed everywhere else."""

from __future__ import annotations

import io
import os
import re
import shlex
import signal
from pathlib import Path

import pytest
from rich.console import Console

from app.display.labels import label
from app.display.paging import paged
from app.display.screen import Screen
from language.words import LANGUAGES

HEIGHT = 10


def a_screen(*, live: bool = True) -> tuple[Screen, io.StringIO]:
    out = io.StringIO()
    console = Console(file=out, width=80, height=HEIGHT, force_terminal=live, color_system=None)
    return Screen(console, live=live), out


def many(screen: Screen, lines: int = 40) -> None:
    for number in range(lines):
        screen.notice(f"line {number}")


def environment(pager: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PAGER": pager}


async def test_more_than_a_screenful_goes_to_the_pager(tmp_path: Path) -> None:
    screen, out = a_screen()
    read = tmp_path / "read"

    await paged(screen, lambda: many(screen), environment(f"sh -c 'cat > {shlex.quote(str(read))}'"))

    assert out.getvalue() == ""
    assert [line.strip() for line in read.read_text().splitlines()] == [f"line {n}" for n in range(40)]


@pytest.mark.parametrize(("live", "lines"), [(True, HEIGHT - 2), (False, 40)])
async def test_a_screenful_and_what_goes_to_a_pipe_are_printed(
    tmp_path: Path, live: bool, lines: int
) -> None:
    screen, out = a_screen(live=live)
    read = tmp_path / "read"

    await paged(screen, lambda: many(screen, lines), environment(f"sh -c 'cat > {shlex.quote(str(read))}'"))

    assert f"line {lines - 1}" in out.getvalue() and not read.exists()


@pytest.mark.parametrize("pager", ["/nowhere/to/be/found", "sh -c 'cat > /dev/null; exit 127'"])
async def test_a_pager_that_does_not_run_costs_nothing(pager: str) -> None:
    screen, out = a_screen()

    await paged(screen, lambda: many(screen), environment(pager))

    assert "line 39" in out.getvalue()


async def test_a_pager_that_is_left_early_and_interrupted_ends_nothing() -> None:
    screen, _ = a_screen()
    before = signal.getsignal(signal.SIGINT)

    await paged(
        screen, lambda: many(screen, 20_000), environment(f"sh -c 'kill -INT {os.getpid()}; head -1'")
    )

    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("language", LANGUAGES)
async def test_less_is_told_to_say_which_keys_there_are(language: str, tmp_path: Path) -> None:
    screen, _ = a_screen()
    screen.speak(language)
    read = tmp_path / "read"
    pager = f"sh -c 'printf %s \"$LESS\" > {shlex.quote(str(read))}; cat > /dev/null'"

    await paged(screen, lambda: many(screen), environment(pager))

    raw, _, prompt = read.read_text().partition(" -Ps")
    assert raw == "-R"
    # A colon or a full stop as it is would end, and a question mark begin, a condition of less's.
    assert not re.search(r"(?<!\\)[:.?%]", prompt)
    assert prompt.replace("\\", "").rstrip("$") == label("pager_keys", language)


async def test_who_has_set_less_is_asked_for_nothing_else(tmp_path: Path) -> None:
    screen, _ = a_screen()
    read = tmp_path / "read"
    pager = f"sh -c 'printf %s \"$LESS\" > {shlex.quote(str(read))}; cat > /dev/null'"

    await paged(screen, lambda: many(screen), {**environment(pager), "LESS": "-S"})

    assert read.read_text() == "-S"
