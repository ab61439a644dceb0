"""WebVTT and SubRip: cues with times, whose speakers stand in tags, in labels, or in a line of their own."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.debrief.transcripts.labels import Label, inline, is_name, seconds
from app.debrief.transcripts.said import Said

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMES = re.compile(rf"^\s*(?P<start>{_TIME})\s+-->\s+(?P<end>{_TIME})")
# Recognisers write a cue in one line: "[00:04.200 --> 00:11.000]  We had three machines."
_IN_A_LINE = re.compile(rf"^\s*[\[(](?P<times>{_TIME}\s+-->\s+{_TIME})[\])]\s*(?P<text>\S.*)$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?[^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    lines: tuple[str, ...]


def is_cues(lines: Sequence[str]) -> bool:
    """Whether `lines` are of cues with times."""
    return any(_TIMES.match(line) or _IN_A_LINE.match(line) for line in lines)


def read_cues(lines: Sequence[str]) -> list[Said]:
    """What is said in cues, each piece with its speaker where one is named."""
    cues = list(_cues([each for line in lines for each in _apart(line)]))
    first = Counter(cue.lines[0].strip() for cue in cues if len(cue.lines) > 1)
    # A name in a line of its own stands over cue after cue.
    above = {line for line, count in first.items() if count > 1 and is_name(line)}
    speaker = ""
    found: list[Said] = []
    for cue in cues:
        for label in _pieces(cue, above):
            # A cue without a name goes on where the one before stopped.
            speaker = label.name or speaker
            found.append(Said(speaker, label.rest, cue.start, cue.end))
    return found


def _apart(line: str) -> list[str]:
    """A cue that stands in one line as the lines that other tools write."""
    found = _IN_A_LINE.match(line)
    return [line] if found is None else ["", found["times"], found["text"], ""]


def _cues(lines: Sequence[str]) -> Iterator[_Cue]:
    times: re.Match[str] | None = None
    held: list[str] = []
    for at, line in enumerate([*lines, ""]):
        starts = _TIMES.match(line)
        # SubRip numbers its cues, in a line that is no part of what is said.
        numbers = at + 1 < len(lines) and _TIMES.match(lines[at + 1]) is not None
        if starts or not line.strip() or (numbers and " " not in line.strip()):
            if times is not None and held:
                yield _cue(times, held)
            times, held = starts, []
        elif times is not None:
            held.append(line)


def _cue(times: re.Match[str], lines: Sequence[str]) -> _Cue:
    start, end = (seconds(times[name]) or 0.0 for name in ("start", "end"))
    return _Cue(start, end, tuple(lines))


def _pieces(cue: _Cue, above: set[str]) -> Iterator[Label]:
    """The parts of a cue, each with its speaker: "" where the cue names none."""
    if cue.lines[0].strip() in above and len(cue.lines) > 1:
        yield Label(cue.lines[0].strip(), _plain(" ".join(cue.lines[1:])))
        return
    whole = "\n".join(cue.lines)
    voices = _VOICE.split(whole)
    if len(voices) > 1:
        if before := _plain(voices[0]):
            yield Label("", before)
        for name, text in zip(voices[1::2], voices[2::2], strict=True):
            yield Label(_plain(name), _plain(text))
        return
    yield from _labelled([_plain(line) for line in cue.lines])


def _labelled(lines: Sequence[str]) -> Iterator[Label]:
    name, held = "", ""
    for line in lines:
        label = inline(line.removeprefix(">>").strip())
        if label is None:
            held = f"{held} {line}".strip()
            continue
        if held:
            yield Label(name, held)
        name, held = label.name, label.rest
    if held:
        yield Label(name, held)


def _plain(text: str) -> str:
    """The text of a cue as a viewer sees it: without tags, and with what its escapes stand for."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())
