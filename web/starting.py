"""`interview web`: the page, served until it is stopped."""

from __future__ import annotations

import importlib.util
import socket
import sys
import time
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import terminal
from app.bootstrap.guides import checked
from app.bootstrap.memory import check_writing, open_memory
from app.bootstrap.models import closing, model_chains, open_models
from app.commands.options import Guides, NoMask
from app.guides.shelf import Shelf
from app.process.listening import listening
from app.settings import Settings
from app.users.workspaces import Workspaces
from domain.errors import BadSetting, NoGuides
from domain.later import later
from memory.connection import open_redis
from web import doors
from web.house import House
from web.keys import web_keys
from web.outside import Outside
from web.outside import outside as outside_of
from web.rooms.rooms import Rooms
from web.speech.speech import speech_of

if TYPE_CHECKING:
    from web import serving, signing_in
else:
    # An extra, and a second to import; and what only the page for several needs.
    serving, signing_in = later("web.serving"), later("web.signing_in")

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
Users = Annotated[
    bool,
    typer.Option(
        "--users", help="For the users of `interview users`: each signs in with a token, and has their own."
    ),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the link, and open no browser.")]


async def web(
    guides: Guides = None,
    port: Port = PORT,
    host: Host = "127.0.0.1",
    address: Address = None,
    users: Users = False,
    no_browser: NoBrowser = False,
    no_mask: NoMask = False,
) -> None:
    """Open the page in your browser. It is served from this machine, to this machine; Ctrl-C ends it.

    A session begun here goes on in the terminal, and one begun there goes on here. With --users it is for
    many: nobody has a link, each signs in (docs/service.md).
    """
    if importlib.util.find_spec("nicegui") is None:
        raise BadSetting(
            "The page needs its packages: `make web` installs them, as does "
            "pip install 'mock-interviewer[web]'."
        )
    settings = terminal.settings().model_copy(update={"mask": not no_mask})
    outside = outside_of(address) if address is not None else None
    if users:
        _check_users(settings, guides)
        with listening(host, port) as there:
            await _served_to_users(settings, there, host, outside)
        return
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

        async def leave() -> None:
            await rooms.close()
            await house.speech.ears.close()

        door = doors.OneDoor(keys, house, time.monotonic)
        await serving.serve(door, keys.storage, listening, host, outside, ready, leave)


async def _served_to_users(
    settings: Settings, listening: socket.socket, host: str, outside: Outside | None
) -> None:
    secret = web_keys(settings).storage
    chains = model_chains(settings)
    async with (
        closing(chains),
        open_redis(settings.redis_url or None, settings.redis_directory) as handle,
    ):
        speech = speech_of(settings)
        houses = signing_in.Houses(Workspaces(settings, handle, chains), speech)
        door = signing_in.door(settings, handle, houses, f"interview-{secret[:8]}")

        def ready() -> None:
            screen = terminal.screen()
            screen.line("Page", f"{_address(listening, host, outside)}/")
            screen.notice("`interview users token NAME` lets somebody in. Ctrl-C ends it.")

        async def leave() -> None:
            await houses.close()
            await speech.ears.close()

        await serving.serve(door, secret, listening, host, outside, ready, leave)


def _check_users(settings: Settings, guides: Guides) -> None:
    """Raise `BadSetting` where the page cannot be for several users."""
    if importlib.util.find_spec("argon2") is None:
        raise BadSetting("--users needs argon2: pip install 'mock-interviewer[web,server]'.")
    if settings.candidate:
        raise BadSetting("With --users the page has many candidates: leave out --candidate.")
    if guides:
        raise BadSetting("With --users everybody has guides of their own: leave out --guides.")


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
