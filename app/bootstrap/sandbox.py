"""Where a candidate's code runs."""

from __future__ import annotations

from pathlib import Path

from rounds.sandbox.errors import NoSandbox
from rounds.sandbox.running import Sandbox

_FOLDER = "sandbox"


def open_sandbox(home: Path) -> Sandbox | None:
    """The sandbox of the workspace `home`; None where the extra `code` is not installed."""
    try:
        return Sandbox(home / _FOLDER)
    except NoSandbox:
        return None
