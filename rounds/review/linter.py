"""What a linter sees in the shown code, as an extra that counts for nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from domain.work import Linted
from rounds.coding.snippets import Language, language_of

_RULES = "E7,E9,F,B,BLE,C90,DTZ,PERF,PLW,S,SIM,T20"
# Of a snippet whose imports and callers are elsewhere these say nothing.
_IGNORED = "F821,F401,F811,B007,S101,PLW0603"
_SECONDS = 10
_MOST = 12
_LARGEST = 100_000


def linter() -> str | None:
    """Where ruff is, None where it is not installed."""
    beside = Path(sys.executable).with_name("ruff")
    return str(beside) if beside.exists() else shutil.which("ruff")


def linted(code: str, program: str | None = None) -> tuple[Linted, ...] | None:
    """What ruff says of Python `code`, at most twelve remarks; None where it cannot be asked.

    It reads the text alone: no settings, no cache, no file.
    """
    found = program or linter()
    if found is None or len(code) > _LARGEST or language_of(code) is not Language.PYTHON:
        return None
    command = [found, "check", "--isolated", "--no-cache", "--exit-zero", "--output-format", "json"]
    command += ["--select", _RULES, "--ignore", _IGNORED, "--stdin-filename", "snippet.py", "-"]
    try:
        done = subprocess.run(
            command, input=code.encode("utf-8", "replace"), capture_output=True, timeout=_SECONDS, check=False
        )
        rows = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    return tuple(_read(row) for row in rows if isinstance(row, dict))[:_MOST]


def _read(row: dict[str, Any]) -> Linted:
    return Linted(
        code=str(row.get("code") or "E999"),
        line=int((row.get("location") or {}).get("row") or 1),
        said=str(row.get("message") or "")[:200],
    )
