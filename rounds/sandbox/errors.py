"""Why nothing can be run."""

from __future__ import annotations

from domain.errors import InterviewError


class NoSandbox(InterviewError):
    """Code cannot be run here; it is read all the same."""

    exit_code = 3

    def __init__(self, why: str) -> None:
        super().__init__(f"Code cannot be run: {why}")
