"""The page on its server."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable

import uvicorn
from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from nicegui import app as pages_app
from nicegui import ui

from app.process.arenas import share_arenas
from web.doors import Door
from web.guard import Guard
from web.outside import Outside
from web.pages import addresses
from web.parts.layout import FAVICON, STATIC
from web.sockets import keep_apart

_SECONDS_TO_END = 3
_RECONNECT = 10.0
"""Seconds for which a tab that lost its connection finds its page as it was; after that it loads it anew."""


async def serve(
    door: Door,
    secret: str,
    listening: socket.socket,
    host: str,
    outside: Outside | None,
    ready: Callable[[], None],
    leave: Callable[[], Awaitable[None]],
) -> None:
    """Serve the page on `listening` until a signal ends it, or this task is cancelled, and call `ready` once.

    `outside` is where a proxy makes it known, None for no proxy; `secret` signs what NiceGUI keeps.
    Sessions that are being held are left open then by `leave`, with what was typed.
    """
    server = uvicorn.Server(
        uvicorn.Config(
            application(door, secret, _hosts(listening, host, outside), outside),
            log_level="error",
            access_log=False,
            ws="wsproto",
            timeout_graceful_shutdown=_SECONDS_TO_END,
            server_header=False,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            ready()
        await serving
    finally:
        server.should_exit = True
        await leave()
        await asyncio.gather(serving, return_exceptions=True)


def application(
    door: Door, secret: str, hosts: frozenset[str], outside: Outside | None = None
) -> GZipMiddleware:
    """The pages behind their guard; once in a process, to which NiceGUI's pages belong."""
    share_arenas()
    pages_app.add_static_files("/static", STATIC)
    addresses.register()
    keep_apart()
    # A bar for every request would have no name for those who hear the page.
    pages_app.config.quasar_config["loadingBar"]["skipHijack"] = True
    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    ui.run_with(
        outer,
        title="Mock interviewer",
        favicon=FAVICON,
        dark=None,
        language="en-US",
        reconnect_timeout=_RECONNECT,
        tailwind=False,
        gzip_middleware_factory=None,
        storage_secret=secret,
        show_welcome_message=False,
    )
    return GZipMiddleware(Guard(outer, door, hosts, time.monotonic, outside), minimum_size=1000)


def _hosts(listening: socket.socket, host: str, outside: Outside | None) -> frozenset[str]:
    """The names by which a request may call the page; empty where other machines come, and it may be any."""
    known = frozenset({outside.host} if outside is not None else ())
    port = listening.getsockname()[1]
    if host in ("0.0.0.0", "::"):
        return known
    names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host}
    return known | frozenset({*(f"{name}:{port}" for name in names), *(names if port == 80 else ())})
