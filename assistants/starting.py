"""`interview mcp`: the server for assistants, until its client goes or it is stopped."""

from __future__ import annotations

import importlib.util
import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

from app import terminal
from app.bootstrap.guides import checked
from app.bootstrap.memory import open_memory
from app.bootstrap.models import open_models
from app.commands.options import Guides, NoMask
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.guides.shelf import Shelf
from app.process.listening import listening
from app.settings import Settings
from domain.errors import BadSetting, NoGuides

PORT = 8139
_LOCAL = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = ("0.0.0.0", "::")

Http = Annotated[
    bool, typer.Option("--http", help="Serve streamable HTTP; without it, standard input and output.")
]
Host = Annotated[
    str,
    typer.Option(
        "--host", help="Where to listen with --http; anything but this machine needs INTERVIEW_MCP_TOKEN."
    ),
]
Port = Annotated[
    int, typer.Option("--port", "-p", min=0, max=65535, help="With --http; 0 takes any that is free.")
]


async def mcp(
    guides: Guides = None,
    http: Http = False,
    host: Host = "127.0.0.1",
    port: Port = PORT,
    no_mask: NoMask = False,
) -> None:
    """Let an assistant you already use hold the interview (docs/mcp.md).

    An assistant starts it by itself: give it the command `interview mcp`. A session that it begins goes on in
    the terminal and on the page, and one begun there goes on with it.
    """
    if importlib.util.find_spec("mcp") is None:
        raise BadSetting(
            "Assistants need the package mcp: pip install 'mock-interviewer[mcp]', or in a checkout "
            "make setup EXTRAS=mcp."
        )
    settings = terminal.settings().model_copy(update={"mask": not no_mask})
    where = checked(guides, settings)
    for path in where:
        if not path.exists():
            raise NoGuides(
                str(path), "there is no such file or folder. Name one with your prep guides: --guides"
            )
    if not http:
        await _serve(settings, where)
        return
    token = _token(settings, host)
    await _serve(settings, where, host=host, port=port, token=token)


async def _serve(
    settings: Settings, where: tuple[Path, ...], *, host: str = "", port: int = 0, token: str = ""
) -> None:
    """Serve over HTTP at `host`, over standard input and output where there is none."""
    from assistants import serving  # noqa: PLC0415 -- an extra, and a second to import

    # Standard output is the protocol's: whatever is told goes beside it.
    screen = Screen(PlainConsole(stderr=True), live=False)
    async with open_models(settings) as models, open_memory(settings) as memory:
        server = serving.server_over(settings, memory, models, Shelf(settings, memory, where))
        if not host:
            if sys.stdin.isatty():
                screen.notice("An assistant speaks to this, and no person; Ctrl-C ends it. See docs/mcp.md.")
            await serving.serve_stdio(server)
            return
        with listening(host, port) as there:

            def ready() -> None:
                name = f"[{host}]" if ":" in host else host
                name = "localhost" if host in _EVERYWHERE else name
                screen.line("Address", f"http://{name}:{there.getsockname()[1]}{serving.PATH}")
                if settings.mcp_token is None:
                    screen.line("Token", token)
                screen.notice("Ctrl-C ends it; sessions stay open.")

            await serving.serve_http(server, there, host, token, ready)


def _token(settings: Settings, host: str) -> str:
    """What a client has to send: the one that is set, else a new one, told at the start.

    Raises `BadSetting` where other machines come and none is set.
    """
    if settings.mcp_token is not None:
        return settings.mcp_token.get_secret_value()
    if host not in _LOCAL:
        raise BadSetting(
            f"--host {host} lets other machines in: set INTERVIEW_MCP_TOKEN, which they have to send."
        )
    return secrets.token_urlsafe(32)
