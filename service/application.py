"""The application: routes, and what stands before and behind all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware

from service import health, openapi, problems
from service.bodies import MOST, Counted
from service.draining import Draining
from service.etags import Tagged
from service.measuring import Measured
from service.routes import guides, jobs, kinds, knowledge, me, past, sessions, turns, watched
from service.routes.sessions import DRILLS, INTERVIEWS
from service.service import Service
from service.watching import Watched

Opens = Callable[[], AbstractAsyncContextManager[Service]]
_DESCRIPTION = """\
Mock interviews over a candidate's own prep guides: sessions and their turns, drills, what was understood of
the guides, and what came of past sessions. Every score rests on words that were said and lines that stand in
a guide. Errors are problem details (RFC 9457)."""

ROUTERS: tuple[tuple[str, str, APIRouter], ...] = (
    (INTERVIEWS, "sessions", sessions.interviews),
    (INTERVIEWS, "sessions", sessions.shared),
    (INTERVIEWS, "sessions", turns.router),
    (INTERVIEWS, "sessions", watched.router),
    (INTERVIEWS, "sessions", past.shared),
    (INTERVIEWS, "sessions", past.interviews),
    (DRILLS, "drills", sessions.drills),
    (DRILLS, "drills", sessions.shared),
    (DRILLS, "drills", turns.router),
    (DRILLS, "drills", watched.router),
    (DRILLS, "drills", past.shared),
    ("/v1/comparisons", "past", past.comparisons),
    ("/v1/progress", "practice", past.progress),
    ("/v1/guides", "guides", guides.router),
    ("/v1/talking-points", "knowledge", knowledge.talking_points),
    ("/v1/search", "knowledge", knowledge.search),
    ("/v1/contradictions", "knowledge", knowledge.contradictions),
    ("/v1/matches", "knowledge", knowledge.matches),
    ("/v1/me", "people", me.me),
    ("/v1/admin", "people", me.admin),
    ("/problems", "problems", kinds.router),
    (jobs.PREFIX, "jobs", jobs.router),
    ("", "health", health.router),
)
"""Prefix, tag and router of each subject."""
MIDDLEWARE: tuple[Middleware, ...] = (
    Middleware(Watched),
    Middleware(Measured),
    Middleware(Draining),
    Middleware(problems.Refusals),
    Middleware(Counted),
    Middleware(Tagged),
)
"""What every request passes, the outermost first."""


def application(opens: Opens) -> FastAPI:
    """The application over the service that `opens` opens, for as long as it serves."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with opens() as service:
            app.state.service = service
            yield

    app = FastAPI(
        title="Mock interviewer",
        description=_DESCRIPTION,
        version=_version(),
        lifespan=lifespan,
        middleware=MIDDLEWARE,
        generate_unique_id_function=_operation,
        # Their pages would fetch scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    problems.install(app)
    openapi.install(app)
    for prefix, tag, router in ROUTERS:
        app.include_router(router, prefix=prefix, tags=[tag], max_body_size=MOST)
    return app


def _operation(route: APIRoute) -> str:
    """The name of an operation, by which a generated client calls it."""
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name


def _version() -> str:
    try:
        return version("mock-interviewer")
    except PackageNotFoundError:
        return "0"
