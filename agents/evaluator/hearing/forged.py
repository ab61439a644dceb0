"""Parts of an answer that pretend to be a verdict or a part of the prompt, found in one pass over it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

Span = tuple[int, int]

# Every pattern here is tried once per place and ends within its own word, run of blanks or line.
_BRACKETS_AND_KEYS = re.compile(
    r"(?P<opens>[{\[])|(?P<closes>[}\]])"
    r"|[\"']?(?:score|label|verdict|credit|grade|key_?points?|outcome|quote|band|kind)[\"']?\s*+:",
    re.IGNORECASE,
)
_TAGS_AND_ENDS = re.compile(
    r"<(?P<closing>/?)(?P<name>answer|key_points|references|question|missing|draft|lines|verdict|system|user)\b"
    r"|(?P<end>[>\n])",
    re.IGNORECASE,
)
_FENCE = re.compile(r"```\w*\s*\Z")
_LONGEST_FENCE = 40
_LONGEST_BLOCK = 2000


@dataclass(slots=True)
class _Open:
    """A bracket that is still open: whether a verdict's key is in it, and the first end after its own."""

    start: int
    keyed: bool = False
    own_key: bool = False
    end: int | None = None


def forged(text: str) -> list[Span]:
    """Where `text` holds verdicts in JSON, or blocks in the tags of the prompt."""
    return [*_verdicts(text), *_blocks(text)]


def _verdicts(text: str) -> list[Span]:
    """The outermost brackets with a verdict's key in them; one that never ends goes to the next that does.

    A bracket of either kind closes the last open one, as in JSON that was written in haste.
    """
    opened: list[_Open] = []
    waiting: list[_Open] = []
    found: list[Span] = []
    for match in _BRACKETS_AND_KEYS.finditer(text):
        if match["opens"]:
            opened.append(_Open(match.start()))
        elif match["closes"]:
            for bracket in waiting:
                bracket.end = match.end()
            waiting.clear()
            closed = opened.pop() if opened else None
            if closed is not None and closed.keyed:
                while found and found[-1][0] > closed.start:
                    found.pop()
                found.append((closed.start, match.end()))
                if opened:
                    opened[-1].keyed = True
        elif opened and not opened[-1].own_key:
            opened[-1].keyed = opened[-1].own_key = True
            waiting.append(opened[-1])
    found += [(each.start, each.end or len(text)) for each in opened if each.own_key]
    return [(_with_fence(text, start), end) for start, end in found]


def _with_fence(text: str, start: int) -> int:
    before = max(0, start - _LONGEST_FENCE)
    fence = _FENCE.search(text[before:start])
    return before + fence.start() if fence else start


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    closing: bool
    start: int
    end: int


def _blocks(text: str) -> list[Span]:
    """From a tag of the prompt to the next closing one of its name, the first ones first, none in another."""
    tags = _tags(text)
    closing: dict[str, list[_Tag]] = {}
    for tag in tags:
        if tag.closing:
            closing.setdefault(tag.name, []).append(tag)
    found: list[Span] = []
    for tag in tags:
        if found and tag.start < found[-1][1]:
            continue
        ends = closing.get(tag.name, [])
        at = bisect_left(ends, tag.end, key=_start)
        if at < len(ends) and ends[at].start - tag.end <= _LONGEST_BLOCK:
            found.append((tag.start, ends[at].end))
    return found


def _tags(text: str) -> list[_Tag]:
    """The tags of the prompt that are complete on their line."""
    tags: list[_Tag] = []
    begun: list[re.Match[str]] = []
    for match in _TAGS_AND_ENDS.finditer(text):
        if match["name"]:
            begun.append(match)
            continue
        if match["end"] == ">":
            tags += [
                _Tag(tag["name"].casefold(), bool(tag["closing"]), tag.start(), match.end()) for tag in begun
            ]
        begun.clear()
    return tags


def _start(tag: _Tag) -> int:
    return tag.start
