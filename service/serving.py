"""The application on its server, in one process or in several."""

from __future__ import annotations

import os

import uvicorn
from fastapi import FastAPI

from app.settings import from_environment
from service.application import application
from service.service import open_service

_SECONDS_TO_END = 20


def from_settings() -> FastAPI:
    """The application over the service that this process's environment asks for."""
    settings = from_environment(os.environ)
    return application(lambda: open_service(settings))


def run(host: str, port: int, workers: int) -> None:
    """Serve until a signal ends it; requests that are under way are answered first."""
    uvicorn.run(
        "service.serving:from_settings",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
