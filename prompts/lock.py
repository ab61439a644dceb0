"""Keeps the version of a prompt honest: `python -m prompts.lock` notes each version and its text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from domain.errors import BadSetting
from prompts.loader import SHIPPED, PromptTemplate, load, names

LOCK = SHIPPED / "versions.lock"


class Locked(NamedTuple):
    """One line of the lock: which text a version of a prompt has."""

    version: int
    digest: str


def read(path: Path = LOCK) -> dict[str, Locked]:
    """The lock by prompt name; empty where there is none yet."""
    if not path.exists():
        return {}
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {name: Locked(int(version), digest) for name, version, digest in rows}


def check(template: PromptTemplate, lock: dict[str, Locked]) -> None:
    """Raise `BadSetting` when `template` has another text than the lock notes for its version."""
    locked = lock.get(template.name)
    if locked is None or template.version > locked.version:
        return
    if locked != (template.version, template.digest):
        raise BadSetting(
            f"{template.name}: the text differs from version {locked.version}. "
            f"Give it version {locked.version + 1}, then run `python -m prompts.lock`."
        )


def rewrite(path: Path = LOCK) -> None:
    """Note the present versions; raises `BadSetting`, and notes nothing, when a text kept its old version."""
    lock = read(path)
    templates = [load(name) for name in names()]
    for template in templates:
        check(template, lock)
    lines = [f"{template.name} {template.version} {template.digest}\n" for template in templates]
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    try:
        rewrite()
    except BadSetting as error:
        sys.exit(str(error))
