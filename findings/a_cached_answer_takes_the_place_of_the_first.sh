#!/usr/bin/env bash
# With a cache before the model, the second answer to the same words is not added to the conversation: it takes the place of
# the first one, and the conversation ends with a question that nobody answered.
#
# Libraries: langchain-core 1.8.3 (set_llm_cache, InMemoryCache), langgraph 1.2.24 (add_messages), each as its guide has it.
# Guess, written down before the run: a hit costs nothing and is otherwise an answer like any other, with an id of its own, so
# that the conversation has both.
# Behaviour: what is kept is the message with the id of the run that made it, and every hit has this id. add_messages takes a
# message with a known id for a correction of it. "Please repeat the question", said twice, is answered once; what is shown
# as the last message is the person's own. A node whose prompt holds the whole conversation never hits; one that asks by the
# last message, by a summary or by a fixed instruction does. In another thread nothing is amiss.
# Output seen:
#   no cache:   repeat, please | once: nine days | repeat, please | twice: nine days
#   with cache: repeat, please | once: nine days | repeat, please
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langchain-core==1.8.3"
cat >"$here/try.py" <<'PYTHON'
import sys

from langchain_core.caches import InMemoryCache
from langchain_core.globals import set_llm_cache
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, MessagesState, StateGraph


def conversation():
    model = GenericFakeChatModel(messages=iter([AIMessage("once: nine days"), AIMessage("twice: nine days")]))

    def answer(state):
        return {"messages": [model.invoke(state["messages"][-1:])]}

    graph = StateGraph(MessagesState).add_node(answer).add_edge(START, "answer").compile(checkpointer=InMemorySaver())
    config = {"configurable": {"thread_id": "one"}}
    for _ in range(2):
        state = graph.invoke({"messages": [("user", "repeat, please")]}, config)
    return [message.content for message in state["messages"]]


plain = conversation()
set_llm_cache(InMemoryCache())
cached = conversation()
print("no cache:  ", " | ".join(plain))
print("with cache:", " | ".join(cached))
said = "repeat, please"
sys.exit(
    (plain, cached) != ([said, "once: nine days", said, "twice: nine days"], [said, "once: nine days", said])
)
PYTHON
"$here/venv/bin/python" "$here/try.py"
