"""What not to say, named inside an answer: `Red flags: blames others; no example`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.lines.forbidden import forbidden_in
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.parse.draft import Draft, Reading, is_placeholder
from knowledge.parse.place import Place
from language.sentences import count_words

_LABELLED = re.compile(r"^(?P<name>[^:：]{1,40}?)\s*[:：]\s*(?P<rest>.*)$", re.DOTALL)
_BETWEEN = re.compile(r"[;；؛]\s*")
_SHORT_ENTRIES = re.compile(r"[,;，；、،؛]\s*")
_MOST_WORDS_IN_AN_ENTRY = 6
_TERM = re.compile(r"^(\*\*|__)[^*_:：]{2,40}(?:[:：]\s*\1|\1\s*[:：])\s*\S")
_FEWEST_TERMS = 2


def read_flags_in_answers(place: Place, reading: Reading) -> None:
    """Take the lines under the label, so that they are red flags and no part of what to say."""
    lines = place.section.lines
    of_terms = place.topic is None and not place.question and _lists_terms(lines)
    for index, line in enumerate(lines):
        said = _said_of(line)
        if said is None or line.number in reading.taken or (said and of_terms):
            continue
        if said:
            for entry in _entries(said.rstrip(" .。")):
                _add(place, reading, entry.strip(), line)
            continue
        listed = list(_listed(lines, index))
        if listed:
            reading.head(line)
        for item in listed:
            _add(place, reading, item.text, item)


def _lists_terms(lines: Sequence[Line]) -> bool:
    """`**VAS**: 0 to 10` among its like: are these terms, of which `**Red flags**: fever` is one more?"""
    named = [line for line in lines if line.kind is Kind.ITEM and _TERM.match(line.text)]
    items = sum(line.kind is Kind.ITEM for line in lines)
    others = [line for line in named if not line.labels and _said_of(line) is None]
    return len(named) == items and len(others) >= _FEWEST_TERMS


def _said_of(line: Line) -> str | None:
    """What stands behind the label; "" where it stands on the next lines, None without a label."""
    if line.kind not in {Kind.TEXT, Kind.ITEM} or line.marker == BOX_MARKER:
        return None
    forbidden = forbidden_in(line.clean)
    if forbidden is not None:
        return forbidden
    if ":" not in line.text[:60] and "：" not in line.text[:60] and not line.text.startswith(("**", "__")):
        return None
    found = _LABELLED.match(line.clean)
    name = found["name"] if found else line.clean if line.text.startswith(("**", "__")) else ""
    if not name or not cue("flags_label").match(folded(clean(name))):
        return None
    return clean(found["rest"]) if found else ""


def _entries(said: str) -> list[str]:
    """Parted at semicolons, and at commas where that leaves a few words each."""
    short = _SHORT_ENTRIES.split(said)
    if all(0 < count_words(entry) <= _MOST_WORDS_IN_AN_ENTRY for entry in short):
        return short
    return _BETWEEN.split(said)


def _listed(lines: Sequence[Line], index: int) -> Iterator[Line]:
    """The items right below the label, on one level."""
    indent = -1
    for line in lines[index + 1 :]:
        if line.kind is Kind.BLANK and indent < 0:
            continue
        if line.kind is not Kind.ITEM or (
            indent < 0 and lines[index].kind is Kind.ITEM and line.indent <= lines[index].indent
        ):
            return
        indent = line.indent if indent < 0 else indent
        if line.indent < indent:
            return
        if line.indent <= indent + 1:
            yield line


def _add(place: Place, reading: Reading, text: str, line: Line) -> None:
    if not is_placeholder(text):
        reading.add(Draft(TalkingPointKind.RED_FLAG, clean(text), line.number, line.number, place.path))
