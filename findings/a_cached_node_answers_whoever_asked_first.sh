#!/usr/bin/env bash
# A node whose result is cached gives it to the next caller, too, who has set another language (model, tenant, date …) where
# LangGraph wants such things set: in the context of the run.
#
# Library: langgraph 1.2.24 (CachePolicy, InMemoryCache, Runtime.context).
# Guess, written down before the run: what a node is handed decides its result, so both halves are in the key, the state and
# the context; another context is computed anew.
# Behaviour: the key is made of the node's input from the state alone. The context of the run (and config["configurable"]) is
# no part of it, whether the node reads it or not. With a key_func one can only see the state. The second caller gets the
# first one's answer until the entry is too old, in another thread as well, and in another process where the cache is shared.
# Output seen:
#   by context:      en: 'hello in en'  de: 'hello in en'
#   by configurable: en: 'hello in en'  de: 'hello in en'
#   by state:        en: 'hello in en'  de: 'hello in de'
#   not cached:      en: 'hello in en'  de: 'hello in de'
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langgraph-checkpoint==4.3.2"
cat >"$here/try.py" <<'PYTHON'
import sys
from dataclasses import dataclass
from typing import TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.cache.memory import InMemoryCache
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import CachePolicy


class State(TypedDict, total=False):
    text: str
    language: str
    said: str


@dataclass
class Context:
    language: str


def by_context(state: State, runtime: Runtime[Context]) -> State:
    return {"said": f"{state['text']} in {runtime.context.language}"}


def by_configurable(state: State, config: RunnableConfig) -> State:
    return {"said": f"{state['text']} in {config['configurable']['language']}"}


def by_state(state: State) -> State:
    return {"said": f"{state['text']} in {state['language']}"}


def said(node, policy):
    builder = StateGraph(State, context_schema=Context)
    builder.add_node("say", node, cache_policy=policy)
    builder.add_edge(START, "say")
    builder.add_edge("say", END)
    graph = builder.compile(cache=InMemoryCache())
    heard = []
    for language in ("en", "de"):
        given = {"text": "hello", "language": language} if node is by_state else {"text": "hello"}
        config = {"configurable": {"language": language}}
        heard.append(graph.invoke(given, config, context=Context(language))["said"])
    return tuple(heard)


seen = {
    "by context": said(by_context, CachePolicy()),
    "by configurable": said(by_configurable, CachePolicy()),
    "by state": said(by_state, CachePolicy()),
    "not cached": said(by_context, None),
}
for name, (first, second) in seen.items():
    print(f"{name + ':':16} en: {first!r}  de: {second!r}")
stale, fresh = ("hello in en", "hello in en"), ("hello in en", "hello in de")
sys.exit(tuple(seen.values()) != (stale, stale, fresh, fresh))
PYTHON
"$here/venv/bin/python" "$here/try.py"
