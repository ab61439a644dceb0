"""A transcript's file to what was said, whatever tool wrote it."""

from __future__ import annotations

from pathlib import Path

from app.debrief.transcripts.cues import is_cues, read_cues
from app.debrief.transcripts.lines import read_lines
from app.debrief.transcripts.remembered import read_remembered
from app.debrief.transcripts.said import Said, in_order, in_turns, joined
from knowledge.files.read import read_text


def read_transcript(path: Path) -> tuple[list[Said], str]:
    """What is said in the transcript at `path`, in order, and the digest of the file.

    Raises `UnreadableGuide` for a file that is missing, too large or binary.
    """
    read = read_text(path)
    return said_in(read.text), read.digest


def said_in(text: str) -> list[Said]:
    """What is said in a transcript, in order; what one speaker says in a row is one."""
    lines = text.split("\n")
    if is_cues(lines):
        return joined(in_order(read_cues(lines)))
    said = in_turns(read_lines(lines))
    if not any(each.speaker for each in said):
        said = read_remembered(text) or said
    return joined(in_order(said))
