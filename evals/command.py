"""`interview eval`, made known to `interview`: loaded with every command, so it imports next to nothing."""

from __future__ import annotations

import typer

from app.commands import table


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    table.add(
        app,
        "eval",
        "evals.evaluating:evaluate",
        "Run scripted interviews with simulated candidates and measure the interviewer.",
    )
