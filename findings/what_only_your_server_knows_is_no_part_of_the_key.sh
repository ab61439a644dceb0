#!/usr/bin/env bash
# A model is asked to choose from "yes" and "no", then, in the same words, from "red" and "green": with a cache between, the
# second answer is the first one again. The server is not asked.
#
# Library: litellm 1.110.2 (completion with caching=True, Cache(type="local")), against a server on this machine that takes
# OpenAI's requests and answers with the first of the choices it was given.
# Guess, written down before the run: whatever is sent to the model is in the key of the cache, so extra_body and the seed too.
# Behaviour: the key is made of the names that OpenAI's interface knows, and of a few more (top_k). What goes beyond, in
# extra_body or by name (guided_choice and guided_json of vLLM, min_p), is sent and is no part of the key; nor is api_base, so
# that two servers with a model of one name share their answers. Other seeds are other keys. (A hit needs fastapi, orjson and
# soundfile beside the library, or raises.)
# Output seen:
#   extra_body:     yes yes  1 request
#   by name:        yes yes  1 request
#   another server: a a      1 request
#   another seed:   yes red  2 requests
#   no cache:       yes red  2 requests
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "litellm==1.110.2" \
    "fastapi==0.165.0" "orjson==3.13.0" "soundfile==0.14.0"
cat >"$here/try.py" <<'PYTHON'
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import litellm
from litellm.caching.caching import Cache

asked = []


class Model(BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        asked.append(request)
        said = request.get("guided_choice", [self.server.name])[0]
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
        used = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        answer = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": used}
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def served(name):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.name = name
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/v1"


def said(*differing, caching=True):
    litellm.cache = Cache(type="local")
    asked.clear()
    heard = []
    for given in differing:
        request = {"model": "openai/m", "messages": [{"role": "user", "content": "Choose."}], "api_base": here} | given
        heard.append(litellm.completion(api_key="none", caching=caching, **request).choices[0].message.content)
    return heard, len(asked)


here, there = served("a"), served("b")
first, second = {"guided_choice": ["yes", "no"]}, {"guided_choice": ["red", "green"]}
seen = {
    "extra_body:": said({"extra_body": first}, {"extra_body": second}),
    "by name:": said(first, second),
    "another server:": said({"api_base": here}, {"api_base": there}),
    "another seed:": said(first | {"seed": 1}, second | {"seed": 2}),
    "no cache:": said(first, second, caching=False),
}
for name, (heard, requests) in seen.items():
    print(f"{name:15} {' '.join(heard):8} {requests} request{'s' if requests > 1 else ''}")
expected = [(["yes", "yes"], 1), (["yes", "yes"], 1), (["a", "a"], 1), (["yes", "red"], 2), (["yes", "red"], 2)]
sys.exit(list(seen.values()) != expected)
PYTHON
LITELLM_LOCAL_MODEL_COST_MAP=True "$here/venv/bin/python" "$here/try.py"
