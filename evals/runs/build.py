"""What a machine plays scenarios with: two machines with the same build measure the same."""

from __future__ import annotations

import hashlib
import platform
import re
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from mock_interviewer import PACKAGES

_ROOT = Path(__file__).resolve().parents[2]
_KINDS = frozenset({".py", ".md", ".yaml", ".json", ".lua", ".lock"})
_DATA = (Path("evals/scenarios"), Path("evals/baselines"))
"""Folders whose contents are sent with a run."""

Build = dict[str, str]


def digest_of(root: Path) -> str:
    """A digest of the project's own files below `root`, the same wherever the same stand."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            below = path.relative_to(root)
            # What is kept beside compiled code comes as it is first needed, and says nothing of the build.
            ours = path.suffix in _KINDS and "__pycache__" not in below.parts
            if ours and not any(below.is_relative_to(folder) for folder in _DATA):
                digest.update(f"{below.as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def _build() -> tuple[tuple[str, str], ...]:
    return (
        ("Python", platform.python_version()),
        *sorted(_libraries().items()),
        ("mock-interviewer", digest_of(_ROOT)),
    )


def build() -> Build:
    """Python, the libraries that this project names, and a digest of its own files, by name."""
    return dict(_build())


def _libraries() -> Build:
    try:
        wanted = metadata.requires("mock-interviewer") or []
    except metadata.PackageNotFoundError:
        wanted = []
    found: Build = {}
    for each in wanted:
        name = re.match(r"[\w.-]+", each)
        if name is not None and "extra ==" not in each:
            try:
                found[name[0]] = metadata.version(name[0])
            except metadata.PackageNotFoundError:
                found[name[0]] = "not installed"
    return found


def difference(here: Build, there: Build, who: str) -> str:
    """Why `who` with the build `there` would not measure what `here` measures, "" where they are the same."""
    names = [name for name in {**here, **there} if here.get(name) != there.get(name)]
    if not names:
        return ""
    name = names[0]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return (
        f"{who} has {name} {there.get(name, 'not installed')}, this machine {here.get(name, 'not installed')}"
        f"{more}: install the same version of the project and its libraries on both"
    )
