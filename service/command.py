"""`interview serve` and `users`, made known to `interview`: loaded with every command, so it imports next to
nothing."""

from __future__ import annotations

import typer

from app.commands import table
from app.commands.readable import Several

_USERS = {
    "add": ("add", "Add a user, or set what one who is there already may take."),
    "list": ("list_users", "List the users and their tokens."),
    "token": ("token", "Make a token for a user; it is shown once."),
    "revoke": ("revoke", "End a token now."),
    "remove": ("remove", "Delete a user with all that is theirs."),
    "log": ("log", "Show who did what, without content."),
}


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    table.add(
        app,
        "serve",
        "service.starting:serve",
        "Serve interviews over HTTP, to many people, each with what is theirs (docs/service.md).",
    )
    table.add(app, "work", "service.starting:work", "Do the service's heavy work, beside `serve --no-jobs`.")
    users = typer.Typer(help="Who may use the service.", no_args_is_help=True, add_completion=False)
    for name, (function, help_) in _USERS.items():
        table.add(users, name, f"service.managing:{function}", help_)
    app.add_typer(users, name="users", cls=Several, help="Say who may use the service, with which tokens.")
