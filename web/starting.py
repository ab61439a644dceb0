"""`interview web`: the page, served until it is stopped."""

from __future__ import annotations

import importlib.util
import socket
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app import terminal
from app.bootstrap.guides import checked
from app.bootstrap.memory import check_writing, open_memory
from app.bootstrap.models import open_models
from app.commands.options import Guides, NoMask
from app.listening import listening
from app.settings import Settings
from app.shelf import Shelf
from domain.errors import BadSetting, NoGuides
from web.house import House
from web.keys import web_keys
from web.outside import Outside
from web.outside import outside as outside_of
from web.rooms.rooms import Rooms
from web.speech.speech import speech_of

PORT = 8137
_LOCAL = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = ("0.0.0.0", "::")

Port = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes any that is free.")]
Host = Annotated[
    str,
    typer.Option(
        "--host",
        help="Where to listen; anything but this machine needs INTERVIEW_WEB_PASSWORD, which is asked for.",
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        help="Where a proxy before it makes it known, as https://example.org/interview; needs "
        "INTERVIEW_WEB_PASSWORD, too.",
    ),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the link, and open no browser.")]


async def web(
    guides: Guides = None,
    port: Port = PORT,
    host: Host = "127.0.0.1",
    address: Address = None,
    no_browser: NoBrowser = False,
    no_mask: NoMask = False,
) -> None:
    """Open the page in your browser. It is served from this machine, to this machine; Ctrl-C ends it.

    A session begun here goes on in the terminal, and one begun there goes on here.
    """
    if importlib.util.find_spec("nicegui") is None:
        raise BadSetting(
            "The page needs its packages: `make web` installs them, as does "
            "pip install 'mock-interviewer[web]'."
        )
    settings = terminal.settings().model_copy(update={"mask": not no_mask})
    outside = outside_of(address) if address is not None else None
    password = _password(settings, host, outside)
    where = _there(checked(guides, settings))
    with listening(host, port) as there:
        await _served(settings, where, there, host, outside, password, browser=not no_browser)


async def _served(
    settings: Settings,
    where: Sequence[Path],
    listening: socket.socket,
    host: str,
    outside: Outside | None,
    password: str,
    *,
    browser: bool,
) -> None:
    from web.serving import serve  # noqa: PLC0415 -- an extra, and a second to import

    keys = web_keys(settings, password)
    async with open_models(settings) as models, open_memory(settings) as memory:
        check_writing(memory)
        shelf = Shelf(settings, memory, where)
        rooms = Rooms(settings, memory, shelf, models)
        house = House(settings, memory, models, shelf, rooms, speech_of(settings))
        link = f"{_address(listening, host, outside)}/{'' if password else f'?key={keys.link}'}"

        def ready() -> None:
            screen = terminal.screen()
            # No label before it and nothing behind: a terminal makes a link of the whole of it.
            screen.line("Page", link)
            screen.notice("Ctrl-C ends it; what you typed is kept.")
            if browser and sys.stdout.isatty():
                webbrowser.open(link)

        await serve(house, keys, listening, host, outside, ready)


def _password(settings: Settings, host: str, outside: Outside | None) -> str:
    """What the page asks for, "" where it is for this machine alone. Raises `BadSetting` for none."""
    if host in _LOCAL and (outside is None or outside.is_here):
        return ""
    if settings.web_password is None:
        given = f"--host {host}" if outside is None else f"--address {outside.address}"
        raise BadSetting(
            f"{given} lets other machines in: set INTERVIEW_WEB_PASSWORD, which they are asked for."
        )
    return settings.web_password.get_secret_value()


def _there(where: tuple[Path, ...]) -> tuple[Path, ...]:
    """`where`, each of which is there; raises `NoGuides`. A folder may be empty: guides are dropped in."""
    for path in where:
        if not path.exists():
            raise NoGuides(
                str(path), "there is no such file or folder. Name one with your prep guides: --guides"
            )
    return where


def _address(listening: socket.socket, host: str, outside: Outside | None) -> str:
    if outside is not None:
        return outside.address
    name = "localhost" if host in _EVERYWHERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{listening.getsockname()[1]}"
