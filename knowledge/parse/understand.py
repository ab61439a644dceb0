"""A guide's text to its talking points."""

from __future__ import annotations

from domain.guide import Guide
from knowledge.cv.read import cv_of, may_be_cv
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import numbered_lines
from knowledge.markup.sections import Section
from knowledge.parse.cv import drafts_of
from knowledge.parse.draft import Draft, Reading
from knowledge.parse.pasted import tidy
from knowledge.parse.place import Place
from knowledge.parse.points import points_of, without_repeats
from knowledge.parse.readers import READERS
from knowledge.parse.sections import name_by_file, sections_of
from knowledge.parse.transcripts import name_speakers
from knowledge.values import GuideText

_WITH_WORDS = frozenset({Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE, Kind.LEFT_OUT})


def understand(text: GuideText) -> Guide:
    """What `text` holds. Never raises; the work is linear in its length."""
    root = sections_of(text.text)
    cv = cv_of(text.name, root.flattened()) if may_be_cv(text.text) else None
    if cv is not None:
        return _understood(text, root, drafts_of(cv), set(cv.titles), cv=True)
    name_by_file(root, text.name)
    tidy(root)
    name_speakers(root)
    reading = Reading()
    for section in root.walk():
        if id(section) not in reading.done:
            _read(Place.of(section), reading)
    return _understood(text, root, reading.drafts, reading.hooked | reading.heads)


def _understood(
    text: GuideText, root: Section, found: list[Draft], named: set[int], *, cv: bool = False
) -> Guide:
    """The guide that `found` was found in; `named` are lines that only name what is read below them."""
    drafts = without_repeats(sorted(found, key=lambda draft: draft.first))
    taken = {line for draft in drafts for line in range(draft.first, draft.last + 1)}
    taken |= {line for draft in drafts for line in numbered_lines(draft.answer)}
    return Guide(
        name=text.name,
        digest=text.digest,
        # A file that ends with its last line has no line more.
        lines=text.text.removesuffix("\n").count("\n") + 1,
        title=_title(root),
        talking_points=tuple(points_of(drafts, text.name)),
        unparsed=tuple(_unparsed(root, taken | named)),
        repairs=text.repairs,
        cv=cv,
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
            left_out = line.kind is Kind.LEFT_OUT
            if line.kind not in _WITH_WORDS or (line.number in taken and not left_out):
                continue
            if line.kind is Kind.ROW and _is_table_head(lines, index, taken):
                continue
            if line.text.strip():
                missed.add(line.number)
    return sorted(missed)


def _is_table_head(lines: list[Line], index: int, taken: set[int]) -> bool:
    """A header or its rule above rows that were understood."""
    return any(line.kind is Kind.ROW and line.number in taken for line in lines[index + 1 : index + 3])
