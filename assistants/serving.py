"""The server: its tools, its resources, its prompts, over stdio or HTTP."""

from __future__ import annotations

import hmac
import socket
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import uvicorn
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.bootstrap.memory import Memory
from app.guides.shelf import Shelf
from app.settings import Settings
from assistants import briefing
from assistants.holding import Sessions
from assistants.knowing import Knowing
from assistants.reading import Reading
from assistants.stdio import serve as serve_stdio
from assistants.tools import Holding
from domain.shown import shown_in_a_line
from models.language_model import LanguageModel

__all__ = ["PATH", "serve_http", "serve_stdio", "server_over"]

PATH = "/mcp"
_SECONDS_TO_END = 5
_FAULT = (
    "A fault of the server's own; its details are on its standard error. What was kept is not lost: "
    "resume_interview goes on."
)
_JSON, _MARKDOWN = "application/json", "text/markdown"
# What a client may do without asking. Nothing reaches beyond what is the candidate's own.
_LOOKS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_BEGINS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
_SAYS = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_ENDS = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False
)


class Plain(MCPServer):
    """A server whose failures are one line, and begin with no name of what the assistant itself called."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context | None = None
    ) -> CallToolResult | InputRequiredResult:
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as fault:
            raise UnexpectedToolError(_FAULT) from fault.__cause__
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_unfit(error.__cause__)) from error.__cause__
            raise ToolError(str(error).removeprefix(f"Error executing tool {name}: ")) from error.__cause__


def _unfit(error: ValidationError) -> str:
    """What does not fit of the arguments of a call, in one line."""
    told = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
    return shown_in_a_line(f"The arguments do not fit: {'; '.join(told)}.")


def server_over(
    settings: Settings, memory: Memory, models: Mapping[str, LanguageModel], shelf: Shelf
) -> MCPServer:
    """The server for one candidate's guides and sessions."""
    sessions = Sessions(settings, memory, models, shelf)
    server = Plain(
        "mock-interviewer",
        title="Mock interviewer",
        instructions=briefing.INSTRUCTIONS,
        version=_version(),
        # Of what was asked and said nothing is logged; a fault is, to standard error.
        log_level="ERROR",
    )
    _add_tools(server, Holding(sessions), Knowing(sessions))
    _add_resources(server, Reading(sessions))
    server.prompt(title="Interview me")(interview_me)
    server.prompt(title="Drill me")(drill_me)
    return server


def interview_me(minutes: str = "45", mode: str = "study") -> str:
    """A mock interview over your prep guides; mode is study or real."""
    return briefing.BEGIN.format(minutes=minutes, mode=mode)


def drill_me(kind: str = "questions", limit: str = "5") -> str:
    """A drill on what is due or weak; kind is questions, facts, red-flags or pitch."""
    return briefing.PRACTISE.format(kind=kind, limit=limit)


def _add_tools(server: MCPServer, holding: Holding, knowing: Knowing) -> None:
    rows: tuple[tuple[Callable[..., object], str, ToolAnnotations], ...] = (
        (holding.start_interview, "Start an interview", _BEGINS),
        (holding.resume_interview, "Go on with a session", _SAYS),
        (holding.answer, "Send an answer", _SAYS),
        (holding.ask_again, "Hear it again, explained, or a hint", _SAYS),
        (holding.skip_question, "Leave the question", _SAYS),
        (holding.stop_interview, "End the session", _ENDS),
        (holding.start_drill, "Start a drill", _BEGINS),
        (holding.try_work, "Try code, or see a drawing as it is read", _SAYS),
        (holding.hand_in, "Hand in code, findings or a design", _SAYS),
        (holding.next_stage, "Go on to a design's next stage", _SAYS),
        (holding.look_again, "Judge a key point once more", _SAYS),
        (knowing.search_guides, "Search the guides", _LOOKS),
        (knowing.check_guides, "Find contradictions", _LOOKS),
        (knowing.show_progress, "Show progress", _LOOKS),
        (knowing.list_sessions, "List sessions", _LOOKS),
        (knowing.show_report, "Show a report", _LOOKS),
        (knowing.replay_session, "Replay a session", _LOOKS),
    )
    for function, title, hints in rows:
        server.add_tool(function, title=title, annotations=hints, structured_output=True)


def _add_resources(server: MCPServer, reading: Reading) -> None:
    rows: tuple[tuple[str, Callable[..., object], str, str], ...] = (
        ("interview://guides", reading.guides, "Guides", _JSON),
        ("interview://guides/{+name}", reading.talking_points, "Talking points of a guide", _JSON),
        ("interview://sessions", reading.sessions, "Sessions", _JSON),
        ("interview://sessions/{session}", reading.transcript, "Transcript of a session", _MARKDOWN),
        ("interview://sessions/{session}/report", reading.report, "Report of a session", _MARKDOWN),
    )
    for uri, function, title, kind in rows:
        server.resource(uri, title=title, mime_type=kind)(function)


async def serve_http(
    server: MCPServer, listening: socket.socket, host: str, token: str, ready: Callable[[], None]
) -> None:
    """Serve on `listening` for whoever has the `token`, until a signal ends it; `ready` is called once."""
    port = listening.getsockname()[1]
    application = server.streamable_http_app(
        streamable_http_path=PATH, host=host, transport_security=_guarded(host, port)
    )
    web = uvicorn.Server(
        uvicorn.Config(
            KnowsToken(application, token),
            log_level="error",
            access_log=False,
            timeout_graceful_shutdown=_SECONDS_TO_END,
            server_header=False,
        )
    )
    ready()
    await web.serve(sockets=[listening])


class KnowsToken:
    """Lets nobody to `application` who does not send the `token` ("Authorization: Bearer …")."""

    def __init__(self, application: ASGIApp, token: str) -> None:
        self._application = application
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._knows(Headers(scope=scope)):
            told = PlainTextResponse(
                "The token is missing or wrong: send Authorization: Bearer TOKEN (docs/mcp.md).\n",
                401,
                {"WWW-Authenticate": 'Bearer realm="mock-interviewer"'},
            )
            await told(scope, receive, send)
            return
        await self._application(scope, receive, send)

    def _knows(self, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self._token)


def _guarded(host: str, port: int) -> TransportSecuritySettings:
    """Which names a request may call us by; any where other machines come, who need the token anyway."""
    if host in ("0.0.0.0", "::"):
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host}
    hosts = sorted(f"{name}:{port}" for name in names)
    return TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{name}" for name in hosts]
    )


def _version() -> str:
    try:
        return version("mock-interviewer")
    except PackageNotFoundError:
        return "0"
