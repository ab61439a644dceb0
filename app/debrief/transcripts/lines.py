"""Plain text and Markdown: names in their lines, names above their lines, or no names at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from app.debrief.transcripts.labels import Label, header, inline
from app.debrief.transcripts.said import Said

_MOSTLY = 0.6
# Times that stand alone, and what the tools themselves say in English.
_TIME_BEFORE = re.compile(r"^\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+(?=\S)")
_NOISE = re.compile(
    r"^\s*(?:#{1,6}\s*)?\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s*$"
    r"|^\s*(?:transcription ended\b|transcribed by\b|this editable transcript\b"
    r"|.{1,80}\b(?:started|stopped) transcription\s*$)",
    re.IGNORECASE,
)


def read_lines(lines: Sequence[str]) -> list[Said]:
    """What is said in lines; without any names each paragraph is by itself, of nobody."""
    kept = ["" if _NOISE.match(line) else line.replace("\u00a0", " ") for line in lines]
    headers = [header(line) for line in kept]
    if sum(each is not None for each in headers) > 1:
        return _under(headers, kept)
    labels = _trusted([inline(line) for line in kept], kept)
    if any(labels):
        return _under(labels, kept)
    return [Said("", paragraph) for paragraph in _paragraphs([_TIME_BEFORE.sub("", line) for line in kept])]


def _trusted(labels: Sequence[Label | None], lines: Sequence[str]) -> list[Label | None]:
    """The labels that are names: those that come again, or, where most lines have one, all that could be.

    "Result: four hours" within an answer is none: one word, once, in the middle of a paragraph, among names
    that come again.
    """
    counts = Counter(label.name for label in labels if label is not None)
    mostly = sum(counts.values()) >= _MOSTLY * sum(bool(line.strip()) for line in lines)
    some_again = any(count > 1 for count in counts.values())

    def is_trusted(at: int, label: Label) -> bool:
        if counts[label.name] > 1:
            return True
        stands_alone = at == 0 or not lines[at - 1].strip()
        return mostly and (not some_again or " " in label.name or stands_alone)

    return [label if label is not None and is_trusted(at, label) else None for at, label in enumerate(labels)]


def _under(labels: Sequence[Label | None], lines: Sequence[str]) -> list[Said]:
    """Lines under the label before them; what stands before the first is the transcript's own head."""
    found: list[Said] = []
    name, at = "", None
    held: list[str] = []
    begun = False

    def close() -> None:
        if begun and held:
            found.append(Said(name, " ".join(held), at))

    for label, line in zip(labels, lines, strict=True):
        if label is not None:
            close()
            name, at, held, begun = label.name, label.at, [label.rest] if label.rest else [], True
        elif line.strip():
            held.append(line.strip())
    close()
    return found


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Paragraphs, or lines where nothing is left free between them."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n[ \t]*\n", "\n".join(lines))]
    blocks = [block for block in blocks if block]
    return blocks if len(blocks) > 1 else [line.strip() for line in lines if line.strip()]
