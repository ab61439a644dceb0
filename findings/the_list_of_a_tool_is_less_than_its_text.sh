#!/usr/bin/env bash
# A tool of the Model Context Protocol returns a list of answers. A client that reads the text of the result gets them whole; one
# that reads its structured half, which is there to be read by programs, gets a part of each.
#
# Library: mcp 2.3.0 (MCPServer, Client, in one process), pydantic 2.14.4.
# Guess, written down before the run: structured and unstructured content are two spellings of one value.
# Behaviour: the text is made of the objects that were returned, the structured half of a list by the declared class of its
# items: what a subclass adds is missing there. A tool that returns one such object has it in both, so that the change from
# "one" to "many" is what loses it; the schema of both allows more.
# Output seen:
#   one:  text {'id': 1, 'text': 'nine days'}  structured {'id': 1, 'text': 'nine days'}
#   many: text {'id': 1, 'text': 'nine days'}  structured {'id': 1}
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "mcp==2.3.0" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import json
import logging
import sys

from mcp import Client
from mcp.server.mcpserver import MCPServer
from pydantic import BaseModel

server = MCPServer("try", log_level="ERROR")


class Answer(BaseModel):
    id: int


class Spoken(Answer):
    text: str


@server.tool()
def one() -> Answer:
    return Spoken(id=1, text="nine days")


@server.tool()
def many() -> list[Answer]:
    return [Spoken(id=1, text="nine days")]


async def tried():
    async with Client(server) as client:
        single = await client.call_tool("one", {})
        several = await client.call_tool("many", {})
    return {
        "one: ": (json.loads(single.content[0].text), single.structured_content),
        "many:": (json.loads(several.content[0].text), several.structured_content["result"][0]),
    }


logging.disable()
seen = asyncio.run(tried())
for name, (text, structured) in seen.items():
    print(name, "text", text, " structured", structured)
whole = {"id": 1, "text": "nine days"}
sys.exit(seen != {"one: ": (whole, whole), "many:": (whole, {"id": 1})})
PYTHON
"$here/venv/bin/python" "$here/try.py"
