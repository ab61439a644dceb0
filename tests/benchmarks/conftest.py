"""What measurements are tried with."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def short_home() -> Iterator[Path]:
    """A home folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="home-") as name:
        yield Path(name)
