#!/usr/bin/env bash
# A node of a graph asks a service and may try three times. "There is no such thing" (404) and "you are too fast" (429) are
# asked three times, at once; a line that broke, and a time that ran out, only once. By another client it is the other way round.
#
# Libraries: langgraph 1.2.24 (RetryPolicy with its defaults, TimeoutPolicy), requests 2.34.2, httpx 0.28.1.
# langchain-ai/langgraph#8802 tells it of requests, #7659 mended it for the time limit of a node.
# Guess, written down before the run: what may pass (a time-out, a broken connection, 503) is tried again, what will not pass
# (404) is not, whichever client raises it and whoever sets the time. (Of requests none was written down: it was met when
# asyncio's time-outs had failed the guess.)
# Behaviour: the policy promises tries for what may pass, and has rules for both clients. An answer of requests with an error is
# false (`if response`), so that its rule never sees the number and takes all of them for passing. All other errors of
# requests, and asyncio's time-out, are kinds of OSError, which counts as a fault of the program. So a limit that a node
# sets itself (asyncio.timeout) ends it at the first, and the same limit set beside the node (TimeoutPolicy) is tried three
# times. Nothing tells how often it was tried but the service's own log.
# Output seen (how often the node ran):
#                          requests  httpx
#   404                    3         1
#   429                    3         1
#   503                    3         3
#   the line broke         1         3
#   the answer took long   1         3
#   asyncio.timeout 1, asyncio.wait_for 1, TimeoutPolicy 3
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "requests==2.34.2" "httpx==0.28.1"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import sys
from typing import TypedDict

import httpx
import requests
from langgraph.graph import START, StateGraph
from langgraph.types import RetryPolicy, TimeoutPolicy


class State(TypedDict):
    told: str


async def times(work, **limits):
    """How often a node ran that always fails in the given way."""
    ran = 0

    async def ask(state):
        nonlocal ran
        ran += 1
        await work()
        return {"told": "nothing failed"}

    graph = StateGraph(State)
    graph.add_node("ask", ask, retry_policy=RetryPolicy(initial_interval=0.01, jitter=False), **limits)
    graph.add_edge(START, "ask")
    try:
        await graph.compile().ainvoke({"told": ""})
    except Exception:
        return ran
    raise AssertionError("the node was to fail")


def by_requests(kind):
    async def work():
        if kind == "broke":
            raise requests.ConnectionError("the line broke")
        if kind == "long":
            raise requests.ReadTimeout("the answer took long")
        answer = requests.Response()
        answer.status_code = kind
        answer.raise_for_status()

    return work


def by_httpx(kind):
    async def work():
        if kind == "broke":
            raise httpx.ReadError("the line broke")
        if kind == "long":
            raise httpx.ReadTimeout("the answer took long")
        httpx.Response(kind, request=httpx.Request("GET", "http://service.invalid")).raise_for_status()

    return work


async def slow():
    await asyncio.sleep(60)


async def by_timeout():
    async with asyncio.timeout(0.01):
        await slow()


async def by_wait_for():
    await asyncio.wait_for(slow(), 0.01)


async def main():
    names = {404: "404", 429: "429", 503: "503", "broke": "the line broke", "long": "the answer took long"}
    seen = {kind: (await times(by_requests(kind)), await times(by_httpx(kind))) for kind in names}
    print(f"{'':22} requests  httpx")
    for kind, name in names.items():
        print(f"{name:22} {seen[kind][0]}         {seen[kind][1]}")
    own = [await times(by_timeout), await times(by_wait_for), await times(slow, timeout=TimeoutPolicy(run_timeout=0.05))]
    print("asyncio.timeout {}, asyncio.wait_for {}, TimeoutPolicy {}".format(*own))
    return seen == {404: (3, 1), 429: (3, 1), 503: (3, 3), "broke": (1, 3), "long": (1, 3)} and own == [1, 1, 3]


sys.exit(not asyncio.run(main()))
PYTHON
"$here/venv/bin/python" "$here/try.py"
