"""Models that are built on this machine the first time, and kept with a checksum."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from knowledge.search.weights import sha256_of


def deferred_model(
    model: Path, build: Callable[[], bytes | None]
) -> Callable[[], Path | bytes | None] | None:
    """What gives the `built_model` when it is needed; None where it cannot be made.

    Where it was never built it is built now; where it was, its checksum is compared when it is needed.
    """
    later = partial(built_model, model, build)
    if model.with_suffix(".sha256").is_file():
        return later
    made = later()
    return None if made is None else lambda: made


def built_model(model: Path, build: Callable[[], bytes | None]) -> Path | bytes | None:
    """`model` where it is there whole, else what `build` makes, kept there; None where it makes nothing.

    Where nothing can be written (a full disk) the model itself comes back, to live in memory.
    """
    checksum = model.with_suffix(".sha256")
    if model.is_file() and checksum.is_file() and checksum.read_bytes().strip() == sha256_of(model).encode():
        return model
    made = build()
    if made is None:
        return None
    try:
        model.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(model, made)
        # Last, so that a model whose writing was cut short has no checksum to match.
        _write_whole(checksum, hashlib.sha256(made).hexdigest().encode())
    except OSError:
        return made
    return model


def _write_whole(path: Path, content: bytes) -> None:
    """Write so that a reader sees the old file or the whole new one."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)
