"""Every route of the service, and a request to each that would do something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from domain.users import Scope
from service.person import Needs

OPEN = frozenset({"/openapi.json", "/problems", "/problems/{name}", "/health", "/ready", "/metrics"})
"""What everybody may read: it is the same for all."""


@dataclass(frozen=True)
class Known:
    """A route: its method, its path with the names of its parts, and for which scope it needs a token."""

    method: str
    path: str
    name: str
    scope: Scope | None

    @property
    def title(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def takes_ids(self) -> bool:
        return "{" in self.path


def routes(app: FastAPI) -> Iterator[Known]:
    """Every route but those for everybody, whoever added it."""
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        path = str(context.path)
        if path in OPEN:
            continue
        for method in sorted(set(context.methods or ()) - {"HEAD"}):
            scope = _scope(route.dependant) if isinstance(route, APIRoute) else None
            yield Known(method, path, str(context.name), scope)


def _scope(dependant: Dependant) -> Scope | None:
    needed = [each.call for each in dependant.dependencies if isinstance(each.call, Needs)]
    return needed[0].scope if needed else None


@dataclass(frozen=True)
class Request:
    """What a route is sent: `ids` of somebody stand in its path and query."""

    json: Any = None
    content: bytes | None = None
    params: Mapping[str, str] = field(default_factory=dict)


REQUESTS: Mapping[str, Request] = {
    "begin": Request(json={"minutes": 30}),
    "begin_drill": Request(json={"limit": 1}),
    "answer": Request(json={"text": "Something that was said."}),
    "said": Request(json={"key_point": "k", "words": "said"}),
    "try_work": Request(json={"code": "print(1)"}),
    "fork": Request(json={"turn": 1}),
    "rescore": Request(json={"judge": "draft"}),
    "take_in": Request(content=b"{}"),
    "put": Request(content=b"# Another\n\n### Q: Why?\n\n**A:** Because of the parcels.\n"),
    "match_posting": Request(json={"text": "# Engineer\n\n## You have\n\n- Five years of Python"}),
    "match_file": Request(content=b"# Engineer\n\n## You have\n\n- Five years of Python"),
    "searched": Request(params={"q": "watermark"}),
    "ask": Request(json={"kind": "index"}),
    "compare": Request(params={"first": "{session_id}", "second": "{session_id}"}),
}
"""By the route's name; one that needs a body or a query, and is not here, fails the tests of people."""


async def asked(client: httpx.AsyncClient, route: Known, ids: Mapping[str, str]) -> httpx.Response:
    """What `client` is told at `route`, with these ids."""
    request = REQUESTS.get(route.name, Request())
    return await client.request(
        route.method,
        route.path.format_map(ids),
        json=request.json,
        content=request.content,
        params={name: value.format_map(ids) for name, value in request.params.items()},
    )
