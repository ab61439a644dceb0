#!/usr/bin/env bash
# An agent sums up its conversation when it grows long, as its guide has it. After sixty answers its model knows the last sixteen:
# each summary was made without the one before, and of what it was to keep only the newest part was read.
#
# Library: langchain 1.5.2 (create_agent, SummarizationMiddleware with trigger=("tokens", 8000), keep=("messages", 6)), langgraph
# 1.2.24. langchain-ai/langchain#39261 tells of another end of the same limit, where nothing at all is summed up.
# Guess, written down before the run: all that is taken out of the conversation has been read by the model that sums it up.
# Behaviour: what is taken out is first cut to its last 4,000 tokens (trim_tokens_to_summarize), and the rest is in neither. The old
# summary is the first message of all, so that it is the first to go: with a trigger of more than these 4,000 and what is
# kept, no summary ever knows of the one before. The messages are removed from the state too. With
# trim_tokens_to_summarize=None all sixty are known to the end.
# Output seen (each answer states one numbered fact, and a summary repeats all that its model was given):
#   summary 1 was given facts 5 to 12
#   summary 2 was given facts 18 to 25
#   summary 3 was given facts 31 to 38
#   summary 4 was given facts 44 to 51
#   at the end, known of 60: 16, the first of them 44
#   without the limit, known of 60: 60
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain==1.5.2" "langgraph==1.2.24"
cat >"$here/try.py" <<'PYTHON'
import re
import sys

from langchain.agents import create_agent
from langchain.agents.middleware import SummarizationMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langgraph.checkpoint.memory import InMemorySaver

given = []


class Listener(BaseChatModel):
    """Writes down which facts it is given; as the one who sums up it repeats them all."""

    sums_up: bool

    def _generate(self, messages, stop=None, run_manager=None, **_):
        facts = sorted({int(n) for n in re.findall(r"fact (\d+)", " ".join(m.text for m in messages))})
        given.append((self.sums_up, facts))
        words = " ".join(f"fact {n}" for n in facts) if self.sums_up else "noted " + "word " * 100
        return ChatResult(generations=[ChatGeneration(message=AIMessage(words))])

    @property
    def _llm_type(self):
        return "listener"


def talked(**limits):
    """The facts that each summary was given, and those that the agent's model was given last."""
    given.clear()
    summing = SummarizationMiddleware(
        Listener(sums_up=True), trigger=("tokens", 8000), keep=("messages", 6), **limits
    )
    agent = create_agent(Listener(sums_up=False), [], middleware=[summing], checkpointer=InMemorySaver())
    for number in range(60):
        said = HumanMessage(f"fact {number}: " + "word " * 300)
        agent.invoke({"messages": [said]}, {"configurable": {"thread_id": "1"}})
    return [facts for sums_up, facts in given if sums_up], given[-1][1]


summaries, known = talked()
for number, facts in enumerate(summaries, 1):
    print(f"summary {number} was given facts {facts[0]} to {facts[-1]}")
print(f"at the end, known of 60: {len(known)}, the first of them {known[0]}")
_, whole = talked(trim_tokens_to_summarize=None)
print("without the limit, known of 60:", len(whole))
apart = all(earlier[-1] < later[0] for earlier, later in zip(summaries, summaries[1:]))
sys.exit(not (len(summaries) == 4 and apart and known == list(range(44, 60)) and whole == list(range(60))))
PYTHON
"$here/venv/bin/python" "$here/try.py"
