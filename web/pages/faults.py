"""What is shown where there is no page, and where one broke."""

from __future__ import annotations

import logging

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response
from nicegui import Client, ui
from nicegui import app as pages_app

from web.parts.elements import link, tag
from web.parts.layout import page

_log = logging.getLogger(__name__)
_NOTHING = "There is nothing at this address."


def register() -> None:
    """Show these in place of the library's own."""
    pages_app.add_exception_handler(404, _missing)
    pages_app.on_page_exception(_broken)


async def _missing(request: Request, error: Exception) -> Response:
    del error
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(_NOTHING, 404)
    with Client(ui.page(""), request=request) as client:
        _told(_NOTHING, "It may have been forgotten, or the link is not whole.")
    return client.build_response(request, 404)


def _broken(error: Exception) -> None:
    _log.error("a page broke", exc_info=error)
    _told(
        "This page broke.",
        "A fault of the program's own; nothing of yours is lost, and it stands in the log.",
    )


def _told(what: str, more: str) -> None:
    with page("Nothing here", ""):
        tag("h1", what)
        tag("p", more)
        link("To the first page", "/")
