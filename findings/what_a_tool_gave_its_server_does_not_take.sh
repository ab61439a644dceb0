#!/usr/bin/env bash
# Of two frameworks for tools of the Model Context Protocol, one gives a value under a name that it does not take: its own
# result, handed to its next tool, is read as if nothing had been said, and the default stands.
#
# Libraries: fastmcp 4.2.3 (FastMCP, Client), beside mcp 2.3.0 on which it is built (MCPServer, Client); pydantic 2.14.4.
# Guess, written down before the run: both use one name for a field with an alias (as for camelCase JSON), in results, in
# arguments and in their schemas.
# Behaviour: FastMCP writes results, and the schema of results, by the fields' names, and arguments and their schema by the
# aliases. Unknown names of an argument's model are ignored, as pydantic does, so that nothing is raised: nine minutes left
# become three. The framework below uses the alias throughout. A server that is moved from one to the other renames fields
# in what its clients read.
# Output seen:
#   FastMCP:   {'time_left': 9} handed on: 3    takes: timeLeft
#   MCPServer: {'timeLeft': 9} handed on: 9    takes: timeLeft
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "fastmcp==4.2.3" "mcp==2.3.0" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import logging
import sys

import fastmcp
import mcp
from mcp.server import MCPServer
from pydantic import BaseModel, Field

logging.disable(logging.WARNING)


class Clock(BaseModel):
    time_left: int = Field(alias="timeLeft", default=3)


def stop() -> Clock:
    return Clock(timeLeft=9)


def go_on(clock: Clock) -> int:
    return clock.time_left


async def tried(server, client, add):
    add(stop)
    add(go_on)
    async with client(server) as connection:
        listed = await connection.list_tools()
        tools = {tool.name: tool for tool in getattr(listed, "tools", listed)}
        result = (await connection.call_tool("stop", {})).structured_content
        handed_on = (await connection.call_tool("go_on", {"clock": result})).structured_content["result"]
    schema = tools["go_on"].input_schema
    clock = schema["properties"]["clock"]
    fields = clock.get("properties") or schema["$defs"]["Clock"]["properties"]
    return result, handed_on, ", ".join(fields)


async def both():
    above, below = fastmcp.FastMCP("clock"), MCPServer("clock")
    return {
        "FastMCP:  ": await tried(above, fastmcp.Client, above.tool),
        "MCPServer:": await tried(below, mcp.Client, lambda function: below.tool()(function)),
    }


seen = asyncio.run(both())
for name, (result, handed_on, fields) in seen.items():
    print(f"{name} {result} handed on: {handed_on}    takes: {fields}")
sys.exit(list(seen.values()) != [({"time_left": 9}, 3, "timeLeft"), ({"timeLeft": 9}, 9, "timeLeft")])
PYTHON
"$here/venv/bin/python" "$here/try.py"
