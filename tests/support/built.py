"""What a workspace builds when it is first needed, built once a run and not in each new one."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from functools import cache
from pathlib import Path

from knowledge.entailment.model import local_entailment
from knowledge.search.embed import local_embedder
from knowledge.showing.model import local_showing
from rounds.sandbox.running import Sandbox


def with_graphs(home: Path) -> Path:
    """`home` as a workspace that already has them, as after its first interview.

    Building them takes a second of a processor. Where there are no weights there is nothing to build.
    """
    folder = home / "cache"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in _built().iterdir():
        (folder / file.name).hardlink_to(file)
    return home


def with_interpreter(folder: Path) -> Sandbox:
    """A sandbox in `folder` whose interpreter is compiled, which takes 16 seconds of a processor.

    Raises `NoSandbox` where the extra `code` is not installed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shared = Path(tempfile.gettempdir()) / "interpreter"
    shared.mkdir(mode=0o700, exist_ok=True)
    with (shared.parent / "interpreter.lock").open("w") as lock:
        # Whoever comes first compiles it, in the way of all sandboxes; the others wait for that.
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = Sandbox(shared)
        if not made.ready:
            made.run("pass")
    for file in shared.glob("*.cwasm"):
        (folder / file.name).hardlink_to(file)
    return Sandbox(folder)


@cache
def _built() -> Path:
    """The folder with the graphs; all workers of a run share it, since they share the temporary folder."""
    shared = Path(tempfile.gettempdir()) / "graphs"
    if not shared.is_dir():
        own = Path(tempfile.mkdtemp(prefix="graphs-"))
        local_embedder(own)
        local_entailment(own)
        if (showing := local_showing(own)) is not None:
            showing.open()
        # Whoever comes first gives them to all.
        with contextlib.suppress(OSError):
            os.rename(own, shared)  # noqa: PTH104 -- one that is not empty is no place to move to
    return shared
