"""A language model over HTTP that does what the agents' prompts ask for, in wording of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from tests.support.openai_server import Body, Reply


def in_one_breath(prompt: str) -> str:
    """A sentence of a better answer that stands on the first of the lines which `prompt` lists."""
    line = re.search(r"^\[1\] (.+)", prompt, re.MULTILINE)
    assert line is not None
    return f"{line[1].rstrip('.')}, in one breath."


def dug(prompt: str) -> str:
    """A follow-up of a model's own about the words that the draft in `prompt` says back.

    Where the draft quotes nothing it is about the answer's beginning: what is told of a model's reply does
    not depend on what a draft holds. It asks one thing, since two are refused.
    """
    if quoted := re.search(r"“([^”]+)”", prompt):
        return f"What else goes with “{quoted[1]}”?"
    answer = re.search(r"<answer [^>]*>\s*(.+)", prompt)
    assert answer is not None
    return f"What else goes with “{' '.join(answer[1].split()[:12]).rstrip(',.')}”?"


def replying(question: Callable[[str], str]) -> Callable[[Body], Reply]:
    """What a server replies to each agent; `question` words the interviewer's, given the whole request."""

    def reply(body: Body) -> Reply:
        asked = json.dumps(body)
        if "The numbered lines of the guide" in asked:
            return {"sentences": [{"text": in_one_breath(body["messages"][-1]["content"]), "lines": [1]}]}
        if "contradicted" in asked:
            return {"key_points": []}
        if "must stay unsaid" in asked:
            return {"question": dug(body["messages"][-1]["content"])}
        return {"question": question(asked)}

    return reply
