"""A judge behind the fake server, whose strictness is its model's name."""

from __future__ import annotations

import re

from tests.support.openai_server import Body, OpenAIServer, Reply, Status

_BLOCK = re.compile(r"<(\w+) id=\w+>\n(.*?)\n</\1 id=\w+>", re.DOTALL)


def quoting(body: Body) -> Reply:
    """Quotes for each key point the sentence of the answer that shares most words with it.

    "lenient" calls it covered, "strict" partly; "inventive" quotes words that were never said, and a model
    called "gone" is not known here. Told to be harsh by its prompt, it finds everything missing.
    """
    model, system = body["model"], body["messages"][0]["content"]
    if model == "gone":
        return Status(404, "no such model")
    blocks = dict(_BLOCK.findall(body["messages"][1]["content"]))
    found = []
    for number, line in enumerate(blocks["key_points"].splitlines(), start=1):
        sentence = max(re.split(r"(?<=[.!?])\s+", blocks["answer"]), key=lambda each: _shared(each, line))
        if "Be harsh" in system or _shared(sentence, line) < 3:
            found.append({"number": number, "label": "missing", "quote": ""})
            continue
        quote = (
            "words that nobody ever said here" if model == "inventive" else " ".join(sentence.split()[:40])
        )
        label = "partly" if model == "strict" else "covered"
        found.append({"number": number, "label": label, "quote": quote})
    return {"key_points": found}


def judging() -> OpenAIServer:
    """A server with these models."""
    return OpenAIServer(quoting, models=("lenient", "strict", "inventive"))


def _shared(text: str, other: str) -> int:
    return len(set(re.findall(r"\w+", text.lower())) & set(re.findall(r"\w+", other.lower())))
