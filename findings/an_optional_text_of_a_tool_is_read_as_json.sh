#!/usr/bin/env bash
# A tool's argument that is a text or nothing (`str | None`) is read as JSON first: what a person said may arrive as nothing,
# or be refused as no text.
#
# Library: mcp 2.3.0 (MCPServer.tool).
# Guess, written down before the run: a text that is sent in JSON already is handed to the function as it is.
# Behaviour: only an argument annotated with exactly `str` is left alone. For any other annotation a text that is JSON is
# parsed, which helps clients that send lists as texts: "null" becomes None without a word, '["a"]' fails the validation; a
# number, "true" and a quoted text stay texts.
# Output seen:
#   str:         null -> 'null', true -> 'true', ["a"] -> '["a"]', 12 -> '12'
#   str | None:  null -> None, true -> 'true', ["a"] -> refused, 12 -> '12'
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "mcp==2.3.0"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import logging
import sys

from mcp import Client
from mcp.server.mcpserver import MCPServer

server = MCPServer("try", log_level="ERROR")


@server.tool()
def plain(text: str) -> str:
    return repr(text)


@server.tool()
def optional(text: str | None = None) -> str:
    return repr(text)


async def main() -> dict[str, list[str]]:
    seen: dict[str, list[str]] = {}
    async with Client(server) as client:
        for tool in ("plain", "optional"):
            for said in ("null", "true", '["a"]', "12"):
                done = await client.call_tool(tool, {"text": said})
                seen.setdefault(tool, []).append("refused" if done.is_error else done.content[0].text)
    return seen


logging.disable()
seen = asyncio.run(main())
for tool, values in seen.items():
    print(tool, values)
sys.exit(
    seen
    != {
        "plain": ["'null'", "'true'", "'[\"a\"]'", "'12'"],
        "optional": ["None", "'true'", "refused", "'12'"],
    }
)
PYTHON
"$here/venv/bin/python" "$here/try.py"
