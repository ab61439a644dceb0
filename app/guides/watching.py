"""Following a folder of guides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from domain.errors import InterviewError
from knowledge.library import find_guides

_SECONDS_BETWEEN_LOOKS = 0.5
Snapshot = dict[Path, tuple[int, int]]


def snapshot(where: Sequence[Path]) -> Snapshot:
    """Each guide's time of change (ns) and size; a guide that vanishes meanwhile is left out."""
    seen: Snapshot = {}
    for path in find_guides(where):
        try:
            status = path.stat()
        except OSError:
            continue
        seen[path] = (status.st_mtime_ns, status.st_size)
    return seen


async def follow(
    where: Sequence[Path],
    build: Callable[[], object],
    notify: Callable[[str], None],
    *,
    seconds: float = _SECONDS_BETWEEN_LOOKS,
) -> None:
    """Call `build` whenever a guide in `where` was changed, added or removed; until cancelled.

    A file that an editor is still writing counts once it stays the same from one look to the next.
    """
    built = last = snapshot(where)
    while True:
        await asyncio.sleep(seconds)
        try:
            now = snapshot(where)
            if now != built and now == last:
                built = now
                build()
            last = now
        except InterviewError as error:
            # The folder may be emptied for a moment while files are moved; the index stays as it was.
            notify(str(error))
            built = last = {}
            await asyncio.sleep(4 * seconds)
