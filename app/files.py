"""Files that a command is given, and those it hands out."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from domain.errors import InterviewError, OfAFile
from domain.shown import shown_in_a_line


@contextlib.contextmanager
def given(path: Path) -> Iterator[None]:
    """Whatever is wrong with the file at `path` is told with its folder, as it was typed."""
    try:
        yield
    except OfAFile as error:
        error.call_it(shown_in_a_line(str(path)))
        raise


def write(out: Path, content: str) -> None:
    """Write `content` to `out`; raises `InterviewError` where that cannot be done."""
    with whole(out) as fresh:
        fresh.write_text(content, encoding="utf-8")


@contextlib.contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A path to write to, whose file takes the place of `out` when it is whole.

    Whatever ends the writing before that leaves `out` as it was. A device or a pipe is written to directly.
    Raises `InterviewError` where the writing fails.
    """
    try:
        if out.exists() and not out.is_file():
            yield out
            return
        # A link stays one: what it leads to is replaced.
        target = out.resolve()
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name[:40]}-") as folder:
            fresh = Path(folder) / target.name
            yield fresh
            with fresh.open("rb") as written:
                os.fsync(written.fileno())
            if target.exists():
                fresh.chmod(target.stat().st_mode & 0o777)
            fresh.replace(target)
    except OSError as error:
        raise InterviewError(f"{out} cannot be written: {error.strerror or error}.") from error
