"""Serving over standard input and output, so that a signal ends it.

The SDK reads standard input in a thread that is waited for, and what waits for a line cannot be interrupted:
Ctrl-C or SIGTERM would end nothing until the client hangs up. So it reads a pipe of ours, which we can end.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading

from mcp.server.mcpserver import MCPServer

_CHUNK = 1 << 16


async def serve(server: MCPServer) -> None:
    """Serve until the client hangs up, or this is cancelled."""
    theirs, ours = os.dup(0), _Pipe()
    threading.Thread(target=ours.fill, args=(theirs,), daemon=True).start()
    serving = asyncio.create_task(server.run_stdio_async())
    try:
        # Waited for, and not awaited: to be cancelled here must not cancel what still reads.
        await asyncio.wait({serving})
    finally:
        ours.end()
        await asyncio.gather(serving, return_exceptions=True)
    serving.result()


class _Pipe:
    """A pipe in place of standard input."""

    def __init__(self) -> None:
        read, self._write = os.pipe()
        os.dup2(read, 0)
        os.close(read)
        self._lock = threading.Lock()
        self._ended = False

    def fill(self, source: int) -> None:
        """Hand on what `source` has, until it ends or this is ended."""
        with contextlib.suppress(OSError):
            while (read := os.read(source, _CHUNK)) and not self._ended:
                while read:
                    read = read[os.write(self._write, read) :]
        self.end()

    def end(self) -> None:
        """Whoever reads finds the end."""
        with self._lock:
            if not self._ended:
                self._ended = True
                os.close(self._write)
