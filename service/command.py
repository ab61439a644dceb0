"""`interview serve` and `users`, made known to `interview`: loaded with every command, so it imports next to
nothing."""

from __future__ import annotations

import typer

from app.commands import table


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    table.add(
        app,
        "serve",
        "service.starting:serve",
        "Serve interviews over HTTP, to many people, each with what is theirs (docs/service.md).",
    )
