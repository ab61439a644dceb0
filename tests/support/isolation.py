"""Running the command with no network at all, and seeing which addresses it calls and what it writes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_WATCHED = "connect,sendto,sendmsg,open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat"
_WATCHED += ",renameat2,link,linkat,symlink,symlinkat,truncate,chdir,clone,clone3,fork,vfork"
_CALLS_OUT = re.compile(r"\bAF_INET6?\b")
_WRITES = re.compile(
    r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|\b(?:creat|mkdir|mknod|rename|link|symlink|truncate)\w*\("
)
_BEGUN = re.compile(r"^(\d+) .*\b(?:clone3?|v?fork)\b.* = (\d+)$")
_BELOW = re.compile(r"\((?:AT_FDCWD|\d+)<([^>]*)>")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
# What every process writes to and nobody keeps: devices, named semaphores, what the kernel shows of itself.
_NOWHERE = (Path("/dev"), Path("/proc"))


@dataclass(frozen=True, slots=True)
class Seen:
    """How a command ended, and what it tried: network addresses called, absolute paths written to."""

    code: int
    out: str
    err: str
    called: tuple[str, ...]
    written: tuple[Path, ...]


class Isolated:
    """Runs `interview` alone on a machine without a network and with an empty home folder.

    `home` is the user's home, `workspace` the program's; a temporary folder is beside them.
    """

    def __init__(self, folder: Path) -> None:
        self._prefix = _prefix()
        self.folder = folder
        self.home, self.workspace = folder / "home", folder / "workspace"
        self.temporary, self.working = folder / "tmp", folder / "here"
        for each in (self.home, self.temporary, self.working):
            each.mkdir()

    def run(self, *arguments: str, said: str = "") -> Seen:
        """`interview` with `arguments`, `said` on its standard input."""
        return self.run_python("from app.cli import main; main()", *arguments, said=said)

    def run_python(self, code: str, *arguments: str, said: str = "") -> Seen:
        """A program of a test's own."""
        log = self.folder / "calls"
        done = subprocess.run(
            [*self._prefix, "-o", str(log), sys.executable, "-c", code, *arguments],
            input=said,
            capture_output=True,
            text=True,
            cwd=self.working,
            env=self._environment(),
            check=False,
        )
        lines = log.read_text(errors="surrogateescape").splitlines()
        # What was refused for want of a place was tried all the same.
        return Seen(
            code=done.returncode,
            out=done.stdout,
            err=done.stderr,
            called=tuple(line for line in lines if _CALLS_OUT.search(line)),
            written=tuple(path for path in _written(lines, self.working) if not self._may_write(path)),
        )

    def _may_write(self, path: Path) -> bool:
        places = (self.workspace, self.temporary, *_NOWHERE)
        return any(path == place or path.is_relative_to(place) for place in places)

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "INTERVIEW_HOME": str(self.workspace),
            "PYTHONPATH": str(ROOT),
            # Compiling modules beside their sources is Python's, and nothing of a session is in it.
            "PYTHONDONTWRITEBYTECODE": "1",
        }


@cache
def _prefix() -> tuple[str, ...]:
    """What runs a command without a network and watched; skips the test where a machine allows neither."""
    if sys.platform != "linux" or (strace := shutil.which("strace")) is None:
        pytest.skip("needs Linux with strace to see what the program calls and writes")
    watched = (strace, "-f", "-y", "-qq", "--seccomp-bpf", "-s", "4096", "-e", f"trace={_WATCHED}")
    if not _works([*watched, "-o", os.devnull]):
        pytest.skip("strace may not watch processes here")
    # An ordinary user gets a network of their own by way of a user namespace.
    for alone in (("unshare", "-n"), ("unshare", "-rn")):
        if shutil.which("unshare") and _works([*alone, *watched, "-o", os.devnull]):
            return (*alone, *watched)
    return watched


def _works(prefix: Sequence[str]) -> bool:
    return subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0


def _written(lines: Sequence[str], working: Path) -> Iterator[Path]:
    """The paths that calls wrote to, or would have; relative ones below the folder the process stood in."""
    # A process stands where the one stood that began it, until it moves itself.
    beginners = {found[2]: found[1] for line in lines if (found := _BEGUN.match(line))}
    moved: dict[str, Path] = {}
    for line in lines:
        process = line.split(" ", 1)[0]
        while process not in moved and process in beginners:
            process = beginners[process]
        paths = [Path(found) for found in _PATH.findall(line)]
        below = Path(found[1]) if (found := _BELOW.search(line)) else moved.get(process, working)
        if paths and "chdir(" in line:
            moved[line.split(" ", 1)[0]] = below / paths[0]
        elif _WRITES.search(line):
            yield from (below / path for path in paths)
