"""What the OpenAPI says of every route besides what is its own."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from service import problems
from service.problems import ProblemDetails
from service.streaming import DraftedEvent, PlannedEvent, WordsEvent

_SAID = {
    401: "No token, or one that is not let in.",
    403: "The token is not for this.",
    404: "There is nothing of that id, or it is somebody else's.",
    409: "It cannot be done now; what is in the way is told.",
    412: "It changed since it was looked at.",
    413: "The body is too large.",
    415: "The file is of no kind that a guide can be.",
    422: "The request is not as it should be, or cannot be done with what there is.",
    428: "It has to be said which one is meant.",
    429: "Too many requests, or sessions at once; Retry-After says when to try again.",
    503: "The database, or a model, is away; Retry-After says when to try again.",
}
_READ = (401, 403, 404, 422, 429, 503)
_CHANGED = (401, 403, 404, 409, 413, 422, 429, 503)
_OF_FILES = (412, 415, 428)
# Generators take one content for a status: that of events is told in the descriptions, by these names.
_OF_EVENTS = (ProblemDetails, PlannedEvent, WordsEvent, DraftedEvent)


def responses(method: str, path: str) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may tell of."""
    statuses = _READ if method == "GET" else _CHANGED
    if "{name}" in path and method != "GET":
        statuses = (*statuses, *_OF_FILES)
    return {status: _told(status) for status in sorted(statuses)}


def _told(status: int) -> dict[str, Any]:
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {"description": _SAID[status], "content": content}


def install(app: FastAPI) -> None:
    """Let the OpenAPI of `app` tell of problems, tags and events at every route that may send them."""
    plain = app.openapi

    def whole() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(plain())
        return app.openapi_schema

    app.openapi = whole  # type: ignore[method-assign]


def _completed(schema: dict[str, Any]) -> dict[str, Any]:
    models = schema.setdefault("components", {}).setdefault("schemas", {})
    for model in _OF_EVENTS:
        made = model.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
        models.update(made.pop("$defs", {}))
        models[model.__name__] = made
    for name in ("HTTPValidationError", "ValidationError"):
        models.pop(name, None)
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            told = responses(method.upper(), path) if "security" in operation else {422: _told(422)}
            operation["responses"].update({str(status): said for status, said in told.items()})
            if method == "get":
                _with_tags(operation)
    return schema


def _with_tags(operation: dict[str, Any]) -> None:
    if "application/json" not in operation["responses"].get("200", {}).get("content", {}):
        return
    operation["responses"]["200"].setdefault("headers", {})["ETag"] = {
        "description": "Send it as If-None-Match: where nothing changed, the answer is 304.",
        "schema": {"type": "string"},
    }
    operation["responses"]["304"] = {"description": "Nothing changed since."}
