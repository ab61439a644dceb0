"""A guide's text to its talking points."""

from __future__ import annotations

from domain.guide import Guide
from knowledge.files.read import GuideText
from knowledge.markup.blocks import Kind, Line, Section
from knowledge.markup.prose import numbered_lines
from knowledge.parse.draft import Reading
from knowledge.parse.pasted import tidy
from knowledge.parse.place import Place
from knowledge.parse.points import points_of, without_repeats
from knowledge.parse.readers import READERS
from knowledge.parse.sections import sections_of
from knowledge.parse.transcripts import name_speakers


def understand(text: GuideText) -> Guide:
    """What `text` holds. Never raises; the work is linear in its length."""
    root = sections_of(text.text)
    tidy(root)
    name_speakers(root)
    reading = Reading()
    for section in root.walk():
        if id(section) not in reading.done:
            _read(Place.of(section), reading)
    drafts = without_repeats(sorted(reading.drafts, key=lambda draft: draft.first))
    taken = {line for draft in drafts for line in range(draft.first, draft.last + 1)}
    taken |= {line for draft in drafts for line in numbered_lines(draft.answer)}
    taken |= reading.hooked | reading.heads
    return Guide(
        name=text.name,
        digest=text.digest,
        lines=text.text.count("\n") + 1,
        title=_title(root),
        talking_points=tuple(points_of(drafts, text.name)),
        unparsed=tuple(_unparsed(root, taken)),
        repairs=text.repairs,
    )


def _read(place: Place, reading: Reading) -> None:
    for reader in READERS:
        if place.topic in reader.topics and reader.read(place, reading):
            break


def _title(root: Section) -> str:
    first = next((section.heading for section in root.walk() if section.heading), None)
    return first.clean if first is not None and first.level <= 2 else ""


def _unparsed(root: Section, taken: set[int]) -> list[int]:
    """Lines with words that no talking point has, but for headings and the headers of tables."""
    missed: set[int] = set()
    for section in root.walk():
        lines = section.lines
        for index, line in enumerate(lines):
            if line.number in taken or line.kind not in {Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE}:
                continue
            if line.kind is Kind.ROW and _is_table_head(lines, index, taken):
                continue
            if line.text.strip():
                missed.add(line.number)
    return sorted(missed)


def _is_table_head(lines: list[Line], index: int, taken: set[int]) -> bool:
    """A header or its rule above rows that were understood."""
    return any(line.kind is Kind.ROW and line.number in taken for line in lines[index + 1 : index + 3])
