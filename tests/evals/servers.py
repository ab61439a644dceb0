"""A server that plays every part of an eval run: all agents, and the candidate."""

from __future__ import annotations

import re

from tests.support.openai_server import Body, Reply

_BLOCK = re.compile(r"<(\w+) id=\w+>\n(.*?)\n</\1 id=", re.DOTALL)


def everybody(body: Body) -> Reply:
    """Each agent's draft back as the model's words; as a candidate, the key points it was given."""
    blocks = dict(_BLOCK.findall(body["messages"][-1]["content"]))
    if "persona" in blocks:
        return {"said": spoken(blocks)}
    if "key_points" in blocks:
        return {"key_points": []}
    if "lines" in blocks:
        return {"sentences": []}
    return {"question": blocks["draft"]}


def spoken(blocks: dict[str, str]) -> str:
    """What the candidate says: what it knows on a first question, that this is all on a follow-up."""
    if blocks["known"] == "(nothing)":
        return "I would take it step by step and keep everybody informed."
    if blocks["before"] != "(nothing)":
        return "That is all I remember of it."
    return " ".join(f"{line.removeprefix('- ')}." for line in blocks["known"].splitlines())
