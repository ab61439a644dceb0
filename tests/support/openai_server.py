"""A small server that speaks OpenAI's wire format, with the quirks that real servers have."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.support import guards

Body = dict[str, Any]


class Quirk(StrEnum):
    """Ways in which a server as a whole differs from OpenAI's."""

    NO_RESPONSE_FORMAT = "answers 400 to response_format"
    NO_TOOLS = "answers 400 to tools"
    IGNORES_TOOLS = "writes text where tools were offered"
    CODE_FENCE = "puts JSON in a code fence"
    THINKS = "writes a <think> block first"
    NO_TEMPERATURE = "answers 400 to a temperature"
    NO_USAGE = "counts no tokens"
    NO_STREAM = "answers 400 to stream"
    IGNORES_STREAM = "sends a whole reply where a stream was asked for"


@dataclass(frozen=True, slots=True)
class Status:
    """An error status; `message` goes into the body as OpenAI's servers word it."""

    code: int
    message: str = "something is wrong"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """A body exactly as given."""

    body: bytes
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection breaks after the reply's first `after` bytes."""

    text: str = '{"word": "half'
    after: int = 60


@dataclass(frozen=True, slots=True)
class Hang:
    """Nothing comes for `seconds`, or until the server is closed."""

    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Stuck:
    """A stream of `text` after which nothing comes until the server is closed."""

    text: str = '{"word": "half'


@dataclass(frozen=True, slots=True)
class Unended:
    """A stream that stops after `text` as if it were over: no reason to end, no last line. With `garbled` a
    line that is no JSON comes where the end should be."""

    text: str = '{"word": "half'
    garbled: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """The model declines."""

    text: str = "I can't help with that."


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model calls this tool, whether or not one was offered."""

    name: str
    arguments: str = "{}"


@dataclass(frozen=True, slots=True)
class Stopped:
    """Text with a finish reason other than "stop" ("length", "content_filter")."""

    text: str
    reason: str


Reply = str | Body | Status | Raw | Cut | Hang | Stuck | Unended | Refusal | ToolCall | Stopped
"""A model's reply: text, a value to be sent as JSON, or something that goes wrong."""


@dataclass
class OpenAIServer:
    """Serves chat completions, models and embeddings on the loopback interface while it is entered.

    `replies` are given in order, the last one for ever, or made by a function of the request's body. With
    `key`, requests that carry another are answered 401, quoting what they carried. Streams come in pieces
    of `piece` characters, every `pace` seconds; a reply in one piece takes as long. `usage` is what it counts
    for each chat request. With `moved_to` every request is sent on to that address; `embeddings` is the error
    that requests for them get. `requests` keeps the
    bodies of chat requests, `embedded` the texts of embedding requests, `keys` all keys that came. `pages`
    are what else is served, by path. `on_hang` is called, in a thread, when a reply hangs or is stuck; `held`
    is waited for before the last piece of a stream.
    """

    replies: Sequence[Reply] | Callable[[Body], Reply] = ("hello",)
    quirks: frozenset[Quirk] | set[Quirk] = frozenset()
    key: str = ""
    models: Sequence[str] = ("test-model",)
    dimensions: int = 8
    pages: Mapping[str, Body] = field(default_factory=dict)
    usage: Any = field(
        default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    )
    moved_to: str = ""
    embeddings: Status | None = None
    pace: float = 0.0
    piece: int = 8
    on_hang: Callable[[], None] = lambda: None
    held: threading.Event | None = None
    requests: list[Body] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    most_at_once: int = 0

    def __enter__(self) -> Self:
        self._lock = threading.Lock()
        self._now = 0
        self.closing = threading.Event()
        server: OpenAIServer = self

        class Handler(_Handler):
            owner = server

        self._http = _Quiet(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def base_url(self) -> str:
        """The address to give to a client."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def next_reply(self, body: Body) -> Reply:
        """The reply to a chat request, which is noted."""
        with self._lock:
            self.requests.append(body)
            number = len(self.requests)
        if callable(self.replies):
            return self.replies(body)
        return self.replies[min(number, len(self.replies)) - 1]

    def count(self, change: int) -> None:
        """Note that a request came or was done with."""
        with self._lock:
            self._now += change
            self.most_at_once = max(self.most_at_once, self._now)

    def vector(self, text: str) -> list[float]:
        """A unit vector that depends on `text` alone."""
        digest = hashlib.sha256(text.encode()).digest()
        raw = [digest[i % len(digest)] - 127.5 for i in range(self.dimensions)]
        length = math.sqrt(sum(x * x for x in raw))
        return [x / length for x in raw]


class _Quiet(ThreadingHTTPServer):
    """Clients that hang up in the middle are what many tests are about: nothing to print."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    owner: OpenAIServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is not the place."""

    def do_GET(self) -> None:
        if not self._known_key():
            return
        if self.path in self.owner.pages:
            self._json(200, self.owner.pages[self.path])
        elif self.path == "/v1/models":
            data = [
                {"id": name, "object": "model", "created": 0, "owned_by": "us"} for name in self.owner.models
            ]
            self._json(200, {"object": "list", "data": data})
        else:
            self._error(404, f"no such path: {self.path}")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if not self._known_key():
            return
        self.owner.count(1)
        try:
            if self.path.endswith("/embeddings"):
                self._embeddings(body)
            elif self.path.endswith("/chat/completions"):
                self._chat(body)
            elif self.path in self.owner.pages:
                self._json(200, self.owner.pages[self.path])
            else:
                self._error(404, f"no such path: {self.path}")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.owner.count(-1)

    def _known_key(self) -> bool:
        if self.owner.moved_to:
            self._error(307, "moved", (("location", f"{self.owner.moved_to}{self.path}"),))
            return False
        given = self.headers.get("authorization", "").removeprefix("Bearer ")
        self.owner.keys.append(given)
        if self.owner.key and given != self.owner.key:
            self._error(401, f"Incorrect API key provided: {given}.")
            return False
        return True

    def _chat(self, body: Body) -> None:
        reply = self.owner.next_reply(body)
        refused = self._refused(body)
        if body["model"] not in self.owner.models:
            self._error(404, f"The model `{body['model']}` does not exist")
        elif refused:
            self._error(400, refused)
        elif isinstance(reply, Status):
            self._error(reply.code, reply.message, reply.headers)
        elif isinstance(reply, Hang):
            self.owner.on_hang()
            self.owner.closing.wait(reply.seconds)
            self.close_connection = True
        elif isinstance(reply, Raw):
            self._send(200, reply.body, reply.content_type)
        elif body.get("stream") and Quirk.IGNORES_STREAM not in self.owner.quirks:
            self._streamed(body, reply)
        elif isinstance(reply, Stuck):
            self.owner.on_hang()
            self.owner.closing.wait()
            self.close_connection = True
        elif isinstance(reply, Cut):
            whole = json.dumps(self._completion(body, {"content": reply.text}, "stop")).encode()
            self._head(200, "application/json", len(whole))
            self.wfile.write(whole[: reply.after])
            self._break_off()
        else:
            message, reason = self._message(body, reply)
            self.owner.closing.wait(self.owner.pace * len(json.dumps(message)) / self.owner.piece)
            self._json(200, self._completion(body, message, reason))

    def _refused(self, body: Body) -> str:
        quirks = self.owner.quirks
        if Quirk.NO_RESPONSE_FORMAT in quirks and "response_format" in body:
            return "response_format is not supported"
        if Quirk.NO_TOOLS in quirks and "tools" in body:
            return "this model does not support tools"
        if Quirk.NO_TEMPERATURE in quirks and "temperature" in body:
            return "Unsupported value: 'temperature' does not support 0 with this model."
        if Quirk.NO_STREAM in quirks and body.get("stream"):
            return "streaming is not supported"
        return ""

    def _message(self, body: Body, reply: Reply) -> tuple[Body, str]:
        """The message for `reply`, and why it ends."""
        quirks = self.owner.quirks
        if isinstance(reply, Refusal):
            return {"content": None, "refusal": reply.text}, "stop"
        if isinstance(reply, Stopped):
            return {"content": reply.text}, reply.reason
        if isinstance(reply, ToolCall):
            return {"content": None, "tool_calls": [_call(reply.name, reply.arguments)]}, "tool_calls"
        if isinstance(reply, dict) and "tools" in body and Quirk.IGNORES_TOOLS not in quirks:
            offered = body["tools"][0]["function"]["name"]
            return {"content": None, "tool_calls": [_call(offered, json.dumps(reply))]}, "tool_calls"
        if isinstance(reply, dict) and "tools" in body:
            return {"content": "Certainly! Which tool would you like me to use?"}, "stop"
        text = json.dumps(reply) if isinstance(reply, dict) else str(reply)
        if Quirk.CODE_FENCE in quirks:
            text = f"Here you go:\n```json\n{text}\n```\nAnything else?"
        if Quirk.THINKS in quirks:
            text = f'<think>\nIt could be {{"word": "a draft", "sum": 0}} or so.\n</think>\n\n{text}'
        return {"content": text}, "stop"

    def _completion(self, body: Body, message: Body, reason: str) -> Body:
        completion: Body = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [{"index": 0, "message": {"role": "assistant", **message}, "finish_reason": reason}],
        }
        if Quirk.NO_USAGE not in self.owner.quirks:
            completion["usage"] = self.owner.usage
        return completion

    def _streamed(self, body: Body, reply: Reply) -> None:
        broken = isinstance(reply, Cut | Stuck | Unended)
        message, reason = ({"content": reply.text}, "") if broken else self._message(body, reply)
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for word in self._pieces(message.get("content") or ""):
            self._event(_piece(body, {"content": word}, None))
        if isinstance(reply, Cut):
            self._break_off()
            return
        if isinstance(reply, Unended):
            self._chunk(b"data: {no json\n\n" if reply.garbled else b"")
            self.close_connection = True
            return
        if isinstance(reply, Stuck):
            self.owner.on_hang()
            self.owner.closing.wait()
            self.close_connection = True
            return
        for index, call in enumerate(message.get("tool_calls") or ()):
            name, arguments = call["function"]["name"], call["function"]["arguments"]
            begun = {**call, "index": index, "function": {"name": name, "arguments": ""}}
            self._event(_piece(body, {"tool_calls": [begun]}, None))
            for part in self._pieces(arguments):
                more = {"index": index, "function": {"arguments": part}}
                self._event(_piece(body, {"tool_calls": [more]}, None))
        if self.owner.held is not None:
            self.owner.held.wait(guards.SECONDS)
        refused = {"refusal": message["refusal"]} if message.get("refusal") else {}
        self._event(_piece(body, refused, reason))
        if Quirk.NO_USAGE not in self.owner.quirks and body.get("stream_options", {}).get("include_usage"):
            self._event({**_piece(body, {}, None), "choices": [], "usage": self.owner.usage})
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _pieces(self, text: str) -> Iterator[str]:
        for start in range(0, len(text), self.owner.piece):
            self.owner.closing.wait(self.owner.pace)
            yield text[start : start + self.owner.piece]

    def _event(self, value: Body) -> None:
        self._chunk(f"data: {json.dumps(value)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _break_off(self) -> None:
        self.wfile.flush()
        # Closing with nothing lingering sends a reset, which is how a crashed server looks.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _embeddings(self, body: Body) -> None:
        if self.owner.embeddings is not None:
            self._error(self.owner.embeddings.code, self.owner.embeddings.message)
            return
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        self.owner.embedded.extend(texts)
        data = []
        for index, text in enumerate(texts):
            vector: list[float] | str = self.owner.vector(text)
            if body.get("encoding_format") == "base64":
                vector = base64.b64encode(struct.pack(f"<{len(vector)}f", *self.owner.vector(text))).decode()
            data.append({"object": "embedding", "index": index, "embedding": vector})
        usage = {"prompt_tokens": 0, "total_tokens": 0}
        self._json(200, {"object": "list", "data": data, "model": body["model"], "usage": usage})

    def _error(self, code: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        body = {"error": {"message": message, "type": "error", "param": None, "code": None}}
        self._send(code, json.dumps(body).encode(), "application/json", headers)

    def _json(self, code: int, value: Body) -> None:
        self._send(code, json.dumps(value).encode(), "application/json")

    def _send(
        self, code: int, data: bytes, content_type: str, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self._head(code, content_type, len(data), headers)
        self.wfile.write(data)

    def _head(
        self, code: int, content_type: str, length: int, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.send_response(code)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(length))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()


def _call(name: str, arguments: str) -> Body:
    return {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}


def _piece(body: Body, delta: Body, reason: str | None) -> Body:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": reason}],
    }
