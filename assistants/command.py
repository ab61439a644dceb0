"""`interview mcp`, made known to `interview`: loaded with every command, so it imports next to nothing."""

from __future__ import annotations

import typer

from app.commands import table


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    table.add(
        app,
        "mcp",
        "assistants.starting:mcp",
        "Let an assistant you already use hold the interview: a server of the Model Context Protocol.",
    )
