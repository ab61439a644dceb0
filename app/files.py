"""Writing what a command hands out."""

from __future__ import annotations

from pathlib import Path

from domain.errors import InterviewError


def write(out: Path, content: str) -> None:
    """Write `content` to `out`; raises `InterviewError` where that cannot be done."""
    try:
        out.write_text(content, encoding="utf-8")
    except OSError as error:
        raise InterviewError(f"{out} cannot be written: {error.strerror or error}.") from error
