"""`interview web`, made known to `interview`: loaded with every command, so it imports next to nothing."""

from __future__ import annotations

import typer

from app.commands import table


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    table.add(
        app,
        "web",
        "web.starting:web",
        "Open the page: interviews, drills, guides and past sessions in your browser, on this machine alone.",
    )
