"""Commands from packages above `app`, which it may not import, and from other distributions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

from domain.later import later

if TYPE_CHECKING:
    from importlib import metadata
    from importlib.metadata import EntryPoint
else:
    metadata = later("importlib.metadata")

GROUP = "interview.commands"


def installed() -> tuple[EntryPoint, ...]:
    """What the installed distributions offer."""
    return tuple(metadata.entry_points(group=GROUP))


def add_to(app: typer.Typer, plugins: Iterable[EntryPoint], tell: Callable[[str], None]) -> None:
    """Add the commands of `plugins` to `app`; one that fails is a sentence to `tell` and nothing else."""
    for plugin in plugins:
        commands = list(app.registered_commands), list(app.registered_groups)
        try:
            plugin.load()(app)
        except (Exception, SystemExit) as error:  # noqa: BLE001 -- whatever a stranger's code does, ours goes on
            app.registered_commands, app.registered_groups = commands
            whose = plugin.dist.name if plugin.dist is not None else plugin.value
            reason = " ".join(str(error).split()) or "no reason given"
            tell(
                f"The command {plugin.name!r} of {whose} cannot be loaded ({type(error).__name__}: {reason}) "
                f"and is left out. Update or uninstall {whose}."
            )
