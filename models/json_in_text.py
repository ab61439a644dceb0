"""The JSON objects in what a model wrote around them."""

from __future__ import annotations

import json
from collections.abc import Iterator

# A reply for our schemas is a few thousand characters; beyond this something has run away, and
# looking through it would keep everybody else waiting.
LONGEST_REPLY = 200_000
# Each brace that opens no object costs a scan; a text with more of them than this is not JSON.
_MOST_BRACES = 50

OPENING = ("<think>", "<thinking>", "<reasoning>")
CLOSING = ("</think>", "</thinking>", "</reasoning>")


def objects_in(text: str) -> Iterator[dict[str, object]]:
    """JSON objects in `text`, the likeliest first.

    The whole text where it is one; otherwise whatever objects stand in it after its `<think>` blocks, the
    last first: a model that reasons aloud may quote a shape before it gives its answer.
    """
    whole = _decoded(text.strip())
    if whole is not None:
        yield whole
        return
    yield from reversed(list(_scan(without_thoughts(text))))


def without_thoughts(text: str) -> str:
    """The part of `text` that is no thought on the way to it."""
    # Plain searches, because patterns for this are quadratic on a text of unclosed tags. Some chat
    # templates swallow the opening tag, so all before the last closing one is thought.
    lowered = text.lower()
    ends = [lowered.rfind(tag) + len(tag) for tag in CLOSING if tag in lowered]
    spoken = text[max(ends, default=0) :]
    starts = [spoken.lower().find(tag) for tag in OPENING if tag in spoken.lower()]
    return spoken[: min(starts, default=len(spoken))]


def _decoded(text: str) -> dict[str, object] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _scan(text: str) -> Iterator[dict[str, object]]:
    decoder = json.JSONDecoder()
    position = 0
    for _ in range(_MOST_BRACES):
        position = text.find("{", position)
        if position < 0:
            return
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            position += 1
        else:
            yield value
