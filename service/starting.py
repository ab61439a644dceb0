"""`interview serve`: the service, served until it is stopped."""

from __future__ import annotations

import importlib.util
import os
from types import ModuleType
from typing import Annotated

import typer

from app import terminal
from app.process.listening import listening
from app.settings import from_environment
from domain.errors import BadSetting

PORT = 8138
_NEEDED = ("argon2", "fastapi", "uvicorn")

Port = Annotated[
    int, typer.Option("--port", "-p", min=0, max=65535, help="Where to listen; 0: any free one.")
]
Host = Annotated[str, typer.Option("--host", help="Where to listen; 0.0.0.0 for other machines, too.")]
Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, max=64, help="Processes; any of them takes any request.")
]
Jobs = Annotated[
    bool, typer.Option("--jobs/--no-jobs", help="Do heavy work (index, rescore) here, or leave it to `work`.")
]


def serve(port: Port = PORT, host: Host = "127.0.0.1", workers: Workers = 1, jobs: Jobs = True) -> None:
    """Serve interviews over HTTP until Ctrl-C or SIGTERM; `interview users` says who may come in.

    All state is in the database (REDIS_URL, else the embedded one): any worker takes any request.
    """
    _check()
    # A server that finds its port taken only when all stands would have to take it all down again.
    with listening(host, port) as free:
        port = int(free.getsockname()[1])
    screen = terminal.screen()
    screen.line("Service", f"http://{f'[{host}]' if ':' in host else host}:{port}/openapi.json")
    screen.notice("`interview users` says who may come in. Ctrl-C ends it; turns under way are ended first.")
    _serving().run(host, port, workers, jobs=jobs)


async def work() -> None:
    """Do the service's jobs (index, rescore) and nothing else, until Ctrl-C or SIGTERM.

    For beside `interview serve --no-jobs`, on the same database and the same INTERVIEW_HOME; start as many as
    there are processors to spare.
    """
    _check()
    terminal.screen().line("Jobs", "are waited for. Ctrl-C ends it.")
    await _serving().do_jobs()


def _serving() -> ModuleType:
    from service import serving  # noqa: PLC0415 -- an extra, and half a second to import

    return serving


def _check() -> None:
    """Raise `BadSetting` where this cannot be a service."""
    check_installed()
    if from_environment(os.environ).candidate:
        raise BadSetting(
            "A service has many candidates: unset INTERVIEW_CANDIDATE, and `interview users add NAME`."
        )


def check_installed() -> None:
    """Raise `BadSetting` where what the service is made of is not installed."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise BadSetting(
            f"The service needs {' and '.join(missing)}: pip install 'mock-interviewer[server]'."
        )
