#!/usr/bin/env bash
# A model is cut off in the middle of a tool call. The same node of the same graph calls it invalid when nobody looks on, and a
# valid call with half its arguments when a page shows the words as they come: the red flag is missing, half a key point is there.
#
# Libraries: langchain-openai 1.7.4 (ChatOpenAI), langchain-core 1.8.3, langgraph 1.2.24 (stream_mode), pydantic 2.14.4, against a
# server on this machine that speaks OpenAI's protocol and reaches the limit of tokens (finish_reason "length").
# langchain-ai/langchain#39275 tells of the lenient reading.
# Guess, written down before the run: streamed or not, what is cut is among invalid_tool_calls, and a structured output raises or
# is None.
# Behaviour: a call that comes in one piece is read by json.loads and is invalid. One that comes in pieces is read, at each
# piece, by a parser that closes what is open; at the last piece nothing reads it again strictly, and the sum of the pieces has a
# valid tool call. "messages" among the modes of a graph's stream has the models in it stream, even where the node calls
# invoke; so a test that calls the graph sees an invalid call, and the page has the tool run. with_structured_output by
# "function_calling" gives a verdict without what was cut, wherever that had a default, or None. By "json_schema" and
# "json_mode" both ways raise (LengthFinishReasonError). "length" stands in response_metadata, for who looks; streaming=False,
# said when the model is made, keeps it from streaming in any graph.
# Output seen (the model would have said: 85, missing "the cause" and "the owner of the fix", red flag "blames a colleague"):
#   graph, nobody looks on:         invalid call
#   graph, stream_mode="values":    invalid call
#   graph, stream_mode="messages":  valid call: {'score': 85, 'missing': ['the cause', 'the own']}
#   function_calling, in one piece: None
#   function_calling, in pieces:    score=85 missing=['the cause', 'the own'] red_flag=None
#   json_schema, in one piece:      LengthFinishReasonError
#   json_schema, in pieces:         LengthFinishReasonError
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-openai==1.7.4" "langchain-core==1.8.3" \
  "langgraph==1.2.24" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import json
import sys
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from langchain_openai import ChatOpenAI
from langgraph.graph import END, START, MessagesState, StateGraph
from openai import LengthFinishReasonError
from pydantic import BaseModel

warnings.simplefilter("ignore")
WHOLE = '{"score": 85, "missing": ["the cause", "the owner of the fix"], "red_flag": "blames a colleague"}'
CUT = WHOLE[: WHOLE.index("er of the fix")]


class Verdict(BaseModel):
    score: int
    missing: list[str]
    red_flag: str | None = None


class CutOff(BaseHTTPRequestHandler):
    """Answers each request with CUT, as a tool call where there is a tool, and with finish_reason "length"."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        tool = asked["tools"][0]["function"]["name"] if asked.get("tools") else ""
        streamed = bool(asked.get("stream"))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if streamed else "application/json")
        self.send_header("connection", "close")
        self.end_headers()
        if not streamed:
            message = {"role": "assistant", **self.said(CUT, tool, first=True)}
            usage = {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18}
            self.wfile.write(json.dumps(self.body("chat.completion", "message", message, "length") | {"usage": usage}).encode())
            return
        for start in range(0, len(CUT), 8):
            self.event(self.said(CUT[start : start + 8], tool, first=start == 0), None)
        self.event({}, "length")
        self.wfile.write(b"data: [DONE]\n\n")

    @staticmethod
    def said(text, tool, first):
        """A message, or the next piece of one."""
        if not tool:
            return {"content": text}
        named = {"id": "call-1", "type": "function"} if first else {}
        function = {"arguments": text} | ({"name": tool} if first else {})
        return {"tool_calls": [{"index": 0, "function": function, **named}]}

    @staticmethod
    def body(kind, key, message, reason):
        choice = {"index": 0, key: message, "finish_reason": reason}
        return {"id": "1", "created": 1, "model": "m", "object": kind, "choices": [choice]}

    def event(self, delta, reason):
        self.wfile.write(f"data: {json.dumps(self.body('chat.completion.chunk', 'delta', delta, reason))}\n\n".encode())

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), CutOff)
threading.Thread(target=server.serve_forever, daemon=True).start()


def model(**settings):
    return ChatOpenAI(base_url=f"http://127.0.0.1:{server.server_port}/v1", api_key="none", model="m", max_retries=0, **settings)


def by_graph(mode):
    """The last message of a graph whose one node invokes the model, run plainly or as a stream of a kind."""
    builder = StateGraph(MessagesState)
    builder.add_node("judge", lambda state: {"messages": [model().bind_tools([Verdict]).invoke("judge")]})
    builder.add_edge(START, "judge")
    builder.add_edge("judge", END)
    graph, asked = builder.compile(), {"messages": []}
    if mode is None:
        message = graph.invoke(asked)["messages"][-1]
    else:
        states = [data for kind, data in graph.stream(asked, stream_mode=[mode, "values"]) if kind == "values"]
        message = states[-1]["messages"][-1]
    assert message.response_metadata["finish_reason"] == "length"
    calls = [f"valid call: {call['args']}" for call in message.tool_calls]
    return ", ".join(calls + ["invalid call"] * len(message.invalid_tool_calls))


def structured(method, streaming):
    try:
        return str(model(streaming=streaming).with_structured_output(Verdict, method=method).invoke("judge, as JSON"))
    except LengthFinishReasonError as error:
        return type(error).__name__


seen = {
    "graph, nobody looks on:": by_graph(None),
    'graph, stream_mode="values":': by_graph("values"),
    'graph, stream_mode="messages":': by_graph("messages"),
    "function_calling, in one piece:": structured("function_calling", streaming=False),
    "function_calling, in pieces:": structured("function_calling", streaming=True),
    "json_schema, in one piece:": structured("json_schema", streaming=False),
    "json_schema, in pieces:": structured("json_schema", streaming=True),
}
for name, result in seen.items():
    print(f"{name:31} {result}")
half = {"score": 85, "missing": ["the cause", "the own"]}
expected = ["invalid call"] * 2 + [f"valid call: {half}", "None", str(Verdict(**half))] + ["LengthFinishReasonError"] * 2
sys.exit(list(seen.values()) != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
