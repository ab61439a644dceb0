"""An assistant at work: a client over the server, with a workspace and guides of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mcp import Client
from mcp.server.mcpserver import MCPServer
from mcp_types import TextContent, TextResourceContents

from app.bootstrap.memory import Memory, open_memory
from app.guides.shelf import Shelf
from app.settings import Settings, from_environment
from assistants.serving import server_over

SAID = (
    "I replaced the nightly batch with a stream of parcel events. The consumers are idempotent, because "
    "redelivery is certain. The run went from four hours to forty minutes."
)
GUIDE = f"""# Notes of a data engineer

### Q1: How did you make the nightly job faster?

**Answer:** {SAID}

### Q2: How do you handle schema changes?

**Answer:** Every topic has a schema in a registry. Only backward compatible changes pass the build, and a
breaking change gets a new topic.

## Facts to know

- Parcels a day: 41,000
- Depots: 17
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A client, and what stands behind its server."""

    client: Client
    server: MCPServer
    memory: Memory
    settings: Settings

    async def call(self, tool: str, **given: Any) -> Any:
        """What a call of `tool` is answered with."""
        done = await self.client.call_tool(tool, given)
        assert not done.is_error, done.content
        return done.structured_content

    async def fails(self, tool: str, **given: Any) -> str:
        """Why a call of `tool` fails."""
        done = await self.client.call_tool(tool, given)
        assert done.is_error, done.structured_content
        (told,) = done.content
        assert isinstance(told, TextContent)
        return told.text

    async def read(self, uri: str) -> str:
        """The text at `uri`."""
        (content,) = (await self.client.read_resource(uri)).contents
        assert isinstance(content, TextResourceContents)
        return content.text

    async def answers(self, standing: Any, text: str, **given: Any) -> Any:
        """Answer what waits in `standing`."""
        turn = standing["question"]["turn"]
        return await self.call("answer", session=standing["session"], turn=turn, text=text, **given)


@asynccontextmanager
async def desk_over(home: Path, guides: Path, **variables: str) -> AsyncIterator[Desk]:
    """A client over the server of the workspace `home` and the guides in `guides`."""
    settings = from_environment({"INTERVIEW_HOME": str(home), **variables})
    async with open_memory(settings) as memory:
        server = server_over(settings, memory, {}, Shelf(settings, memory, (guides,)))
        async with Client(server) as client:
            yield Desk(client, server, memory, settings)
