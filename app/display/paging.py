"""What is longer than the terminal, shown page by page by the reader's own pager."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from app.display.front import Front
from app.display.labels import label
from app.display.screen import Screen
from language.patterns import regex

_SPECIAL = regex(r"[?:.%\\$]")
"""Signs that say something else in less's prompts, unless a backslash stands before them."""
_AS_IT_IS = r"\\\g<0>"


async def paged(screen: Front, show: Callable[[], None], environment: Mapping[str, str] = os.environ) -> None:
    """Let `show` print; where it prints more than a screenful on a terminal, page by page.

    $PAGER pages it, else less; without either, and where it is no terminal, it is shown as it is.
    """
    pager = _pager(environment)
    if not isinstance(screen, Screen) or not screen.live or not pager:
        show()
        return
    screen.settle()
    with screen.console.capture() as printed:
        show()
    text = printed.get()
    if text.count("\n") < screen.console.height or not await _turned(
        pager, text, label("pager_keys", screen.language), environment
    ):
        screen.console.file.write(text)
        screen.console.file.flush()


async def _turned(pager: list[str], text: str, keys: str, environment: Mapping[str, str]) -> bool:
    """Give `text` to the pager and wait until it was read; False where it does not run.

    less says at its foot which `keys` there are, in place of a colon.
    """
    with _interrupts_are_the_pagers():
        try:
            # Colours are told in escapes, which less shows as such only with -R.
            options = f"-R -Ps{_SPECIAL.sub(_AS_IT_IS, keys)}$"
            process = await asyncio.create_subprocess_exec(
                *pager, stdin=asyncio.subprocess.PIPE, env={"LESS": options, **environment}
            )
            await process.communicate(text.encode())
        except OSError:
            return False
    # 126 and 127 are how a shell says that there is no such program.
    return process.returncode not in (126, 127)


@contextmanager
def _interrupts_are_the_pagers() -> Iterator[None]:
    """Ctrl-C within the pager is a key of the pager, and not the end of this program."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _pager(environment: Mapping[str, str]) -> list[str]:
    if named := shlex.split(environment.get("PAGER", "")):
        return named
    return ["less"] if shutil.which("less") else []
